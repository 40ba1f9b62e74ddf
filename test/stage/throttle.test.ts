import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { Problem } from '../../shared/contracts/problem.ts';
import { languages } from '../../shared/contracts/text.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { familyLine } from '../fixtures/contacts.ts';
import { bare, openStage } from './center.ts';
import { byPhone, contactTo, post, send } from './citizen.ts';
import { casesOf } from './ledger.ts';

let stage: Stage;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ stage, close } = await openStage({ silent: bare }));
});
afterAll(() => close());

test('beyond its limit FamilyLine says when to come back, and Protezione Civile does not notice', async () => {
  const { intakeBurst, intakeRequestsPerSecond } = familyLine.capacity.ordinary;
  const warm = 'familyline';
  await send(stage.url, warm, contactTo(warm, 'first'));
  await send(stage.url, 'protezione-civile', contactTo('protezione-civile', 'first'));

  const began = performance.now();
  let flooding = true;
  let next = 0;
  const flood = Promise.all(
    Array.from({ length: 64 }, async () => {
      const answers = [];
      while (next < 1_000) {
        next += 1;
        const contact = byPhone(contactTo('familyline', `flood ${next}`));
        const accept = next % 2 === 0 ? 'text/html' : 'application/json';
        const answer = await post(stage.url, '/v1/services/familyline/contacts', contact, { accept });
        answers.push({ ...answer, accept });
      }
      return answers;
    }),
  ).then((answers) => {
    flooding = false;
    return { answers: answers.flat(), seconds: (performance.now() - began) / 1000 };
  });
  const neighbours: number[] = [];
  for (let number = 0; flooding || number < 20; number += 1) {
    const contact = byPhone(contactTo('protezione-civile', `neighbour ${number}`));
    neighbours.push((await post(stage.url, '/v1/services/protezione-civile/contacts', contact)).status);
  }
  const { answers, seconds } = await flood;

  const accepted = answers.filter(({ status }) => status === 202 || status === 303);
  const refused = answers.filter(({ status }) => status === 429);
  const busy = answers.filter(({ status }) => status === 503);
  expect(accepted.length + refused.length + busy.length).toBe(1_000);
  expect(accepted.length).toBeGreaterThan(0);
  expect(accepted.length).toBeLessThanOrEqual(Math.ceil(intakeBurst + intakeRequestsPerSecond * seconds));
  expect(refused.length).toBeGreaterThan(0);
  expect(new Set(refused.map(({ accept }) => accept))).toEqual(new Set(['text/html', 'application/json']));
  for (const { accept, headers, text, status } of [...refused, ...busy]) {
    expect(headers['retry-after']).toMatch(/^[1-9]\d*$/);
    if (accept === 'text/html') {
      expect(headers['content-type']).toMatch(/^text\/html/);
      expect(text).toContain('href="tel:112"');
      // A function that could not keep it says so in the reader's language; the API's refusal knows none, and says it in all.
      if (status === 429) for (const language of languages) expect(text).toContain(textsIn[language].refused.text);
    } else {
      expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(Problem.parse(JSON.parse(text)).status).toBe(status);
    }
  }
  expect(new Set(neighbours)).toEqual(new Set([202]));

  await stage.idle(60_000);
  expect((await casesOf(stage, 'familyline')).size).toBe(accepted.length + 1);
  expect((await casesOf(stage, 'protezione-civile')).size).toBe(neighbours.length + 1);
});
