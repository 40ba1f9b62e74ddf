import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import type { ContentDocument } from '../../shared/contracts/content/entry.ts';
import { openStage, until } from './center.ts';
import { ask } from './citizen.ts';
import { actOnContent, publish } from './published.ts';

// From the press of whoever publishes to the page that anybody reads, by the center's clock and through the rules by
// which CloudFront keeps answers: readers ask for the page all the while, so that it is always kept somewhere.

const service = 'familyline';
const content = 'article/orari-di-prova';
const page = `/v1/services/${service}/articles/orari-di-prova?language=it`;
const five = 5_000;
let stage: Stage;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ stage, close } = await openStage({ at: new Date('2026-11-30T09:00:00Z'), uncached: false }));
}, 240_000);
afterAll(() => close?.());

const articleWith = (summary: string): ContentDocument => ({
  kind: 'article',
  id: 'orari-di-prova',
  service,
  theme: 'lavoro',
  sources: [{ name: 'Comune di prova', url: 'https://www.example.org/', consultedOn: '2026-11-29' }],
  checkedOn: '2026-11-29',
  reviewBy: '2027-05-29',
  owner: 'redazione-familyline',
  checkWithAdministration: false,
  languages: {
    it: { title: 'Gli orari dello sportello', summary, steps: ['Vai allo sportello.'], body: 'Lo sportello è aperto.' },
  },
});
const read = () => ask(stage.url, { path: page, headers: { accept: 'text/html' } });

/** Milliseconds of the center's clock from an act to the first answer that is as wanted, with readers until the act. */
async function seenIn(act: () => Promise<unknown>, wanted: (answer: { status: number; text: string }) => boolean) {
  let isDone = false;
  const readers = (async () => {
    while (!isDone) await read();
  })();
  await act();
  const since = stage.clock.now();
  isDone = true;
  await readers;
  return until('the page as it is published', 60_000, async () => wanted(await read()) && stage.clock.now() - since);
}

test('what is published again or withdrawn is read so within five seconds, whoever reads the page meanwhile', async () => {
  // Whoever is asked first wakes first: a center in use has them awake.
  await seenIn(
    () => publish(stage, service, content, articleWith('Aperto il lunedì.')),
    ({ status, text }) => status === 200 && text.includes('Aperto il lunedì.'),
  );
  const days = ['martedì', 'mercoledì', 'giovedì'];
  const corrected: number[] = [];
  for (const day of days)
    corrected.push(
      await seenIn(
        () => publish(stage, service, content, articleWith(`Aperto il ${day}.`)),
        ({ text }) => text.includes(`Aperto il ${day}.`),
      ),
    );
  const withdrawn = await seenIn(
    () => actOnContent(stage, `${service}/contents/${content}`, 'bruno.neri', { act: 'withdraw', reason: 'Prova' }),
    ({ status }) => status === 410,
  );
  for (const took of [...corrected, withdrawn]) expect(took).toBeLessThanOrEqual(five);
  expect(stage.refused()).toEqual([]);
}, 240_000);
