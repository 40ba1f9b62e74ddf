import { describe, expect, test } from '@jest/globals';
import type { MailFrame } from '../../../functions/citizen-mails/rules/citizen-mail.ts';
import { expertMail, expertNews } from '../../../functions/citizen-mails/rules/expert-mail.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import { caseOf } from '../../../shared/core/cases/evolve.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { hmacWith } from '../../../shared/shell/hashing.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { caseOpened, contactReceived } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';

const caseId = mintCode('PC', 'one', hmacWith('a secret of the test'));
const ask = '4f1c9a07d2e85b36';
const email = 'geologi@esempio.example';
const [risks, ...others] = protezioneCivile.experts ?? [];
if (risks === undefined) throw new Error('the service has experts');
const definition = { ...protezioneCivile, experts: [{ ...risks, email }, ...others] };
const frame = { definition, texts: textsIn.it, portalUrl: 'https://portal.example', replyTo: 'ours+x@example.org' };
const words = 'Mi chiamo Ada Bianchi e il versante si muove.';
const forwarded: CaseEvent = {
  type: 'Forwarded',
  by: 'Carla Villa',
  to: risks.name.it,
  ask,
  dueAt: '2026-09-16T11:00:00.000Z',
  personal: { message: 'Il versante di Collebasso è stabile?' },
};
const late: CaseEvent = { type: 'AskOverdue', ask };

function newsAfter(...later: CaseEvent[][]) {
  const opened: CaseEvent[] = [caseOpened({}), contactReceived({ personal: { message: words } })];
  const state = caseOf([opened, ...later].map((events) => ({ at: '2026-09-14T08:00:00.000Z', events })));
  if (state.stage === 'none') throw new Error('there is a case');
  return (events: readonly CaseEvent[], by: MailFrame['definition'] = definition) => expertNews(state, events, by);
}

describe('the mail to a group of experts', () => {
  test('says where the question is and until when, and nothing of the case: no word, no name', () => {
    const [news] = newsAfter([forwarded])([forwarded]);
    if (news === undefined) throw new Error('there is news');
    const mail = expertMail(news, caseId, frame);
    expect(mail.to).toBe(email);
    expect(mail.text).toContain(`https://portal.example/console/#/protezione-civile/case/${caseId}`);
    expect(mail.text).toContain('16 settembre 2026');
    for (const told of [words, 'Ada', 'Collebasso', 'Carla']) expect(JSON.stringify(mail)).not.toContain(told);
    expect(mail.headers).not.toHaveProperty('Reply-To');
  });

  test('is due once more where the answer is late, under a name of its own', () => {
    const [asked] = newsAfter([forwarded])([forwarded]);
    const [overdue] = newsAfter([forwarded], [late])([late]);
    if (asked === undefined || overdue === undefined) throw new Error('there is news');
    const [one, other] = [asked, overdue].map((news) => expertMail(news, caseId, frame));
    expect(other?.subject).toContain('in ritardo');
    expect(other?.messageId).not.toBe(one?.messageId);
  });

  test.each<[string, CaseEvent]>([
    ['answered', { type: 'AskAnswered', ask, by: 'Ettore Gallo', personal: { message: 'È stabile.' } }],
    ['withdrawn', { type: 'AskWithdrawn', ask, by: 'Carla Villa' }],
  ])('is not due for what was %s meanwhile', (_name, over) => {
    expect(newsAfter([forwarded], [over])([forwarded])).toEqual([]);
  });

  test('is due to nobody where the group has no mailbox, or is none of the service', () => {
    const { email: _mailbox, ...silent } = risks;
    expect(newsAfter([forwarded])([forwarded], { ...protezioneCivile, experts: [silent] })).toEqual([]);
    const typed = { ...forwarded, to: 'Un geologo' };
    expect(newsAfter([typed])([typed])).toEqual([]);
  });
});
