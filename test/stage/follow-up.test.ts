import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { FollowUpView } from '../../shared/contracts/content/follow-up.ts';
import { ContentsView } from '../../shared/contracts/content/view.ts';
import { openStage, until } from './center.ts';
import { ask, post } from './citizen.ts';
import { readMail } from './mailbox.ts';
import { administrationOf, publish } from './published.ts';

// After a guide somebody agrees to be asked; the clock of the center is moved by sixty days, and one mail asks.

const service = 'familyline';
const path = `/v1/services/${service}/follow-ups`;
const email = 'ada.follow@example.org';
const curious = 'urp@example.org';
const day = 86_400_000;
let opened: Awaited<ReturnType<typeof openStage>>;
let stage: Stage;
// Sixty days later is the first of a month, when editors and network are told of the one before.
const begun = new Date('2026-12-03T09:00:00Z');
beforeAll(async () => {
  opened = await openStage({ at: begun });
  stage = opened.stage;
}, 240_000);
afterAll(async () => {
  await opened?.close();
});

const act = async (body: object) => post(stage.url, `${path}?language=it`, body);
const mailsToAda = async () => (await stage.mails()).map(readMail).filter(({ to }) => to.includes(email));
let followUp = '';

test('who agrees is told when they are asked, and who agrees again is not asked again', async () => {
  const agree = { act: 'agree', guide: 'arriva-un-figlio', measures: ['bonus-nuovi-nati'], email, agreed: true };
  const told = await until('the contents of the center', 150_000, async () => {
    const { status, text } = await act(agree);
    return status === 201 && FollowUpView.parse(JSON.parse(text));
  });
  followUp = told.followUp;
  expect(Math.round((Date.parse(told.dueAt) - stage.clock.now()) / day)).toBe(60);
  const again = FollowUpView.parse(JSON.parse((await act(agree)).text));
  expect(again.measures).toEqual([]);
});

test('an administration of the network asks to be told each month', async () => {
  const languages = { it: { title: 'Comune curioso', summary: 'Vuole sapere ogni mese.' } };
  const own = { themes: ['casa'], territory: ['058091'], email: curious, digest: true, languages };
  const document = administrationOf(service, 'comune-curioso', own);
  await publish(stage, service, 'administration/comune-curioso', document);
  // Who is told stands in the catalogue, which follows what is published.
  await stage.idle(120_000);
});

test('sixty days later one mail asks, with the link to answer and nothing of what was found', async () => {
  stage = await opened.restartedAt(begun.getTime() + 60 * day + 3_600_000);
  // The run of every fifth minute, now.
  const due = Object.keys(stage.names.functions).find((id) => /familylineknowledgeConsentsDue/i.test(id)) ?? '';
  await stage.invoke(due, {});
  const mail = await until('the question', 120_000, async () => (await mailsToAda())[0]);
  expect(mail.text).toContain(`followUp=${followUp}`);
  expect(mail.text.toLowerCase()).not.toContain('bonus');
});

test('and the administration is told of the month that is over, once', async () => {
  const told = await until('the digest', 120_000, async () =>
    (await stage.mails()).map(readMail).find(({ to, text }) => to.includes(curious) && text.includes('gennaio 2027')),
  );
  expect(told.text).toContain('Quello che hanno fatto meno di cinque persone non si vede.');
});

test('an answer is counted for the measure, and editors see that it is fewer than five', async () => {
  const answer = { act: 'answer', followUp, measure: 'bonus-nuovi-nati', obtained: 'yes' };
  expect((await act(answer)).status).toBe(200);
  const headers = { authorization: `Bearer ${await stage.token('gaia.moretti')}` };
  const { text } = await ask(stage.url, { path: `/v1/desk/${service}/contents`, headers });
  expect(ContentsView.parse(JSON.parse(text)).readers?.obtained).toEqual([
    { content: 'measure/bonus-nuovi-nati', yes: '<5', no: '<5', notAsked: '<5', reasons: [] },
  ]);
  expect(await mailsToAda()).toHaveLength(1);
});

test('taken back nothing is left behind the link, and no role lacks a permission for any of it', async () => {
  expect((await act({ act: 'withdraw', followUp })).status).toBe(204);
  expect((await ask(stage.url, { path: `${path}?followUp=${followUp}` })).status).toBe(404);
  expect(stage.refused()).toEqual([]);
});
