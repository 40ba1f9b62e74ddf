import { readFileSync } from 'node:fs';
import { hearDanger } from '../shared/core/danger/hear-danger.ts';
import { openLists } from '../shared/core/danger/open-lists.ts';
import { prepareLists } from '../shared/core/danger/prepare-lists.ts';
import { readLists } from '../shared/core/danger/read-lists.ts';
import { lifeFirst } from '../shared/texts/danger/lists.ts';
import { countHeard, readSets, tableOfHeard } from '../tools/life-first/count-heard.ts';
import { figure, markdownTable, median } from './figures.ts';

/** CPU microseconds of one call, the middle of several rounds. */
function cpuOf(rounds: number, calls: number, call: () => void): number {
  const taken = Array.from({ length: rounds }, () => {
    const began = process.cpuUsage();
    for (let each = 0; each < calls; each += 1) call();
    const { user, system } = process.cpuUsage(began);
    return (user + system) / calls;
  });
  return median(taken);
}

/**
 * What danger to life is heard of on every set in the repository, by level, language and kind, and what hearing costs.
 */
export function benchLifeFirst(): string {
  const texts = readSets();
  const hear = (text: string) => hearDanger(text, lifeFirst).level;
  const first = process.cpuUsage();
  readLists({ ...lifeFirst });
  const reading = process.cpuUsage(first);
  const prepared = prepareLists(lifeFirst);
  const opened = process.cpuUsage();
  openLists(prepared);
  const opening = process.cpuUsage(opened);
  const urgent = texts.filter(({ danger }) => danger);
  const short = urgent.slice(0, 40).map(({ text }) => text);
  const usual = `${short.join('. ')} `.slice(0, 250);
  const long = urgent
    .map(({ text }) => text)
    .join(' ')
    .slice(0, 10_000);
  const hostile = ['non ', 'acqua a ', 'a ', 'non respira ', 'bambino ', 'casa '].map((piece) =>
    piece.repeat(10_000 / piece.length),
  );
  const bytes = ['it', 'en', 'de'].map(
    (language) => readFileSync(new URL(`../shared/texts/danger/${language}.json`, import.meta.url)).length,
  );
  const costs = [
    ['opening the prepared lists, once for each start', `${figure((opening.user + opening.system) / 1000)} ms`],
    ['reading the written lists, when a bundle is made', `${figure((reading.user + reading.system) / 1000)} ms`],
    ['250 characters', `${figure(cpuOf(9, 200, () => hear(usual)))} µs`],
    ['10,000 characters of sentences', `${figure(cpuOf(9, 5, () => hear(long)) / 1000)} ms`],
    [
      '10,000 hostile characters, the slowest',
      `${figure(Math.max(...hostile.map((text) => cpuOf(9, 5, () => hear(text)))) / 1000)} ms`,
    ],
    ['prepared lists', `${figure(prepared.prepared.length / 1024)} KB`],
    ['lists, it + en + de', `${bytes.map((each) => figure(each / 1024)).join(' + ')} KB`],
  ];
  const counted = (of: typeof texts, by: 'language' | 'kind' | 'manner') => {
    const { head, rows } = tableOfHeard(countHeard(of, hear, by));
    return markdownTable(head, rows);
  };
  return [
    '## Danger to life',
    '',
    'By language:',
    '',
    counted(texts, 'language'),
    '',
    'By kind:',
    '',
    counted(urgent, 'kind'),
    '',
    'By the manner in which it is told:',
    '',
    counted(
      urgent.filter(({ manner }) => manner !== undefined),
      'manner',
    ),
    '',
    'CPU time and bytes:',
    '',
    markdownTable(['what', 'costs'], costs),
  ].join('\n');
}
