import { describe, expect, test } from '@jest/globals';
import {
  linkMail,
  linksDue,
  referralNews,
  referralNewsMail,
} from '../../../functions/citizen-mails/rules/referral-mail.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import type { KnownCase } from '../../../shared/core/cases/case.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { caseAnswerTexts } from '../../../shared/texts/mails/case-answer.ts';
import { referralNewsTexts, referralTexts } from '../../../shared/texts/mails/referral.ts';
import { caseOpened, code, contactReceived, hmac } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { after } from '../../fixtures/given-case.ts';

const frame = {
  definition: protezioneCivile,
  texts: textsIn.it,
  portalUrl: 'https://portal.example',
  replyTo: 'ours+x@example.org',
};
const referredTo = (to: string, referral: string, email?: string): CaseEvent => ({
  type: 'Referred',
  to,
  by: 'Carla Villa',
  referral,
  acknowledgeBy: '2026-09-16T11:00:00.000Z',
  shares: [],
  ...(email !== undefined && { personal: { email } }),
});
const [verde, mare] = ['a'.repeat(16), 'b'.repeat(16)];
const toVerde = referredTo('Comune di Borgoverde', verde, 'verde@comune.example');
const toMare = referredTo('Provincia di Mare', mare, 'mare@provincia.example');

function known(personal: object, ...events: CaseEvent[]): KnownCase {
  const state = after([caseOpened(), contactReceived({ personal: { message: 'Un ramo.', ...personal } }), ...events]);
  if (state.stage === 'none') throw new Error('there is a case');
  return state;
}
const reachable = { email: 'ada@example.org' };

describe('of two administrations that have the same request', () => {
  test('each is sent its own link, whichever was asked first', () => {
    const state = known(reachable, toVerde, toMare);
    const sent = (event: CaseEvent) => linksDue(state, [event]).map(({ referral }) => referral.email);
    expect([sent(toVerde), sent(toMare)]).toEqual([['verde@comune.example'], ['mare@provincia.example']]);
  });

  test('the citizen is told of the one that it is about', () => {
    const refused: CaseEvent = { type: 'ReferralRefused', referral: mare, by: 'Provincia di Mare' } as CaseEvent;
    const state = known(reachable, toVerde, toMare, refused);
    expect(referralNews(state, [refused])).toEqual([{ referral: mare, to: 'Provincia di Mare', what: 'refused' }]);
    expect(referralNews(state, [toVerde, toMare]).map(({ to }) => to)).toEqual([
      'Comune di Borgoverde',
      'Provincia di Mare',
    ]);
  });
});

describe('the link of an administration', () => {
  test('is sent while it is owed, acknowledged or not, and only where an address is known', () => {
    const acknowledged: CaseEvent = { type: 'ReferralAcknowledged', referral: verde } as CaseEvent;
    expect(linksDue(known(reachable, toVerde, acknowledged), [toVerde])).toHaveLength(1);
    const refused: CaseEvent = { type: 'ReferralRefused', referral: verde } as CaseEvent;
    expect(linksDue(known(reachable, toVerde, refused), [toVerde])).toEqual([]);
    const byPhone = referredTo('Comune di Borgoverde', verde);
    expect(linksDue(known(reachable, byPhone), [byPhone])).toEqual([]);
    expect(linksDue(known(reachable, toVerde), [{ type: 'Closed', reason: 'answered' }])).toEqual([]);
  });

  test('names the term until somebody there has acknowledged, and a later one says that the first opens nothing', () => {
    const [due] = linksDue(known(reachable, toVerde), [toVerde]);
    if (due === undefined) throw new Error('a link is due');
    const text = (one: typeof due) => linkMail(one, code, frame, hmac)?.text ?? '';
    expect(text(due)).toMatch(/mercoledì 16 settembre 2026.*13:00/);
    expect(text({ ...due, referral: { ...due.referral, state: 'acknowledged' } })).not.toContain('16 settembre');
    const { acknowledgeBy: _term, ...endless } = due.referral;
    expect(text({ ...due, referral: endless })).not.toContain('Confermate');
    expect(text(due)).not.toContain(referralTexts.it.mailOld);
    expect(text({ ...due, link: 2 })).toContain(referralTexts.it.mailOld);
    expect(text(due)).toContain(textsIn.it.mail.doNotReply);
    const ids = [due, { ...due, link: 2 }].map((one) => linkMail(one, code, frame, hmac)?.messageId);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('a citizen is told where the request is', () => {
  const returned: CaseEvent = { type: 'ReferralReturned', referral: verde, because: 'withdrawn' };
  const mailOf = (state: KnownCase, event: CaseEvent) => {
    const [news] = referralNews(state, [event]);
    if (news === undefined) throw new Error('there is news');
    return referralNewsMail(news, code, state, frame);
  };
  const { withUs } = referralNewsTexts.it;

  test('that it is with us again once it is not with them', () => {
    expect(mailOf(known(reachable, toVerde), toVerde).text).not.toContain(withUs);
    const back = mailOf(known(reachable, toVerde, returned), returned);
    for (const told of [withUs, code, textsIn.it.mail.answerHere, '/it/protezione-civile/status/'])
      expect(back.text).toContain(told);
    expect(back.subject).toBe(referralNewsTexts.it.subject(protezioneCivile.name.it, code));
  });

  test('not by mail where somebody asked for none, nor of a referral that nobody knows', () => {
    for (const safeContact of ['no-mail', 'conversation-only'])
      expect(referralNews(known({ ...reachable, safeContact }, toVerde), [toVerde])).toEqual([]);
    expect(referralNews(known({ ...reachable, safeContact: 'no-phone' }, toVerde), [toVerde])).toHaveLength(1);
    expect(referralNews(known(reachable), [toVerde])).toEqual([]);
  });

  test('and of violence reads only that there is something to read, in subject, words and last line', () => {
    const danger = { level: 'lane', kind: 'violence', heard: ['mi picchia'] };
    const mail = mailOf(known({ ...reachable, danger }, toVerde), toVerde);
    expect(mail.subject).toBe(caseAnswerTexts.it.neutralSubject(protezioneCivile.name.it, code));
    expect(mail.text).toContain(caseAnswerTexts.it.neutral);
    for (const told of [withUs, textsIn.it.mail.answerHere, `${caseAnswerTexts.it.code}: ${code}`])
      expect(mail.text).not.toContain(told);
  });
});
