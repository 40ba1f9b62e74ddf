import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { hearDanger } from '../../../shared/core/danger/hear-danger.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { readDangerSentences, readOrdinaryMessages } from '../read-messages.ts';
import { type Compared, compareEar } from './compare.ts';
import { scoreOf } from './ear.ts';
import { lessonsFor } from './lessons.ts';
import { inBytes, trainEar } from './train-ear.ts';

const help = `npm run life-first:train -- [options]
Trains the second ear of each language from the files of test/fixtures/life-first, says what its weights are, and compares
what the lists hear with what they hear with it (docs/life-first-ear.md). Nothing is written: no ear is in use.
  --only LANGUAGES  some of it,de,en (all)
`;

const share = (count: number, of: number) => `${count}/${of} ${Math.round((100 * count) / of)} %`;

function asTable(compared: readonly Compared[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const sets = compared[0]?.heard.map(({ set }) => set) ?? [];
  return [
    row(['', ...sets]),
    row(['---', ...sets.map(() => '---:')]),
    ...compared.map(({ way, heard }) => row([way, ...heard.map(({ count, of }) => share(count, of))])),
  ].join('\n');
}

const languages = ['it', 'de', 'en'] as const;

const { values } = parseArgs({
  options: { only: { type: 'string', default: languages.join(',') }, help: { type: 'boolean', default: false } },
});
if (values.help) console.log(help);
else
  for (const language of languages.filter((known) => values.only.split(',').includes(known))) {
    const taught = readOrdinaryMessages().filter(({ train }) => train);
    const ear = inBytes(trainEar(lessonsFor(language, readDangerSentences(), taught)));
    const digest = createHash('sha256')
      .update(new Uint8Array(ear.weights.buffer))
      .update(`${ear.scale} ${ear.bias}`)
      .digest('hex');
    const text = 'il lampione davanti a casa mia si spegne ogni sera alle otto e nessuno viene a vedere '.repeat(3);
    scoreOf(ear, text);
    const began = process.cpuUsage();
    for (let turn = 0; turn < 2_000; turn++) scoreOf(ear, text);
    const { user } = process.cpuUsage(began);
    console.log(
      `\n${language}: ${ear.weights.byteLength} bytes, SHA-256 ${digest.slice(0, 16)}…, ${Math.round(user / 2_000)} µs CPU for ${text.length} characters\n`,
    );
    console.log(asTable(compareEar(language, (asked) => hearDanger(asked, lifeFirst).level)));
  }
