import { parseArgs } from 'node:util';
import { hearDanger } from '../../shared/core/danger/hear-danger.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { listMistakes } from './list-mistakes.ts';
import { readDangerSentences, readOrdinaryMessages } from './read-messages.ts';

const help = `npm run life-first:missed -- [options]
Shows whoever writes the lists of danger what they miss and what they hear in vain, of the texts that may be read.
  --only LANGUAGES  some of it,de,en (all)
`;

const { values } = parseArgs({
  options: { only: { type: 'string', default: 'it,de,en' }, help: { type: 'boolean', default: false } },
});
if (values.help) console.log(help);
else {
  const asked = <Text extends { language: string }>({ language }: Text) => values.only.split(',').includes(language);
  const lines = listMistakes(readDangerSentences().filter(asked), readOrdinaryMessages().filter(asked), (text) =>
    hearDanger(text, lifeFirst),
  );
  console.log(lines.join('\n'));
}
