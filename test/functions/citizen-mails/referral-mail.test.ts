import { describe, expect, test } from '@jest/globals';
import {
  linkMail,
  linksDue,
  referralNews,
  referralNewsMail,
} from '../../../functions/citizen-mails/rules/referral-mail.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import type { KnownCase } from '../../../shared/core/cases/case.ts';
import { caseOf } from '../../../shared/core/cases/evolve.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { readReferralSecret } from '../../../shared/core/cases/referral-link.ts';
import { hmacWith } from '../../../shared/shell/hashing.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { caseOpened, contactReceived } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';

const hmac = hmacWith('a secret of the test');
const caseId = mintCode('PC', 'one', hmac);
const referral = '4f1c9a07d2e85b36';
const words = 'Mi chiamo Ada Bianchi e il ramo è caduto.';
const frame = {
  definition: protezioneCivile,
  texts: textsIn.it,
  portalUrl: 'https://portal.example',
  replyTo: 'ours+x@example.org',
};
const referred: CaseEvent = {
  type: 'Referred',
  to: 'Comune di Borgoverde',
  by: 'Carla Villa',
  referral,
  acknowledgeBy: '2026-09-16T11:00:00.000Z',
  shares: ['words'],
  personal: { email: 'verde@comune.example', message: 'Andate a vedere?' },
};

function caseWith(personal: object, ...later: CaseEvent[][]): KnownCase {
  const opened: CaseEvent[] = [caseOpened({}), contactReceived({ personal: { message: words, ...personal } })];
  const state = caseOf([opened, ...later].map((events) => ({ at: '2026-09-14T08:00:00.000Z', events })));
  if (state.stage === 'none') throw new Error('there is a case');
  return state;
}

describe('the mail to an administration', () => {
  test('has the link that opens the referral, and nothing of the case: no word, no name, no code', () => {
    const [due] = linksDue(caseWith({ email: 'ada@example.org' }, [referred]), [referred]);
    const mail = due && linkMail(due, caseId, frame, hmac);
    if (mail === undefined) throw new Error('there is a mail');
    expect(mail.to).toBe('verde@comune.example');
    const [link = ''] = /https:\S+/.exec(mail.text) ?? [];
    expect(link).toMatch(/^https:\/\/portal\.example\/it\/protezione-civile\/referral\/#[\w-]{67}$/);
    expect(readReferralSecret(link, 'PC', hmac)).toEqual({ code: caseId, referral, link: 1 });
    for (const told of [
      words,
      'Ada',
      'ada@example.org',
      caseId,
      caseId.replaceAll('-', ''),
      'Andate a vedere',
      'Carla',
    ]) {
      expect(JSON.stringify(mail)).not.toContain(told);
    }
    expect(mail.headers).not.toHaveProperty('Reply-To');
  });

  test('is due again for a new link alone, at the new address, and for nothing that is over', () => {
    const renewed: CaseEvent = {
      type: 'ReferralLinkRenewed',
      by: 'Carla Villa',
      referral,
      link: 2,
      endsAt: '2026-10-14T08:00:00.000Z',
      personal: { email: 'altro@comune.example' },
    };
    const state = caseWith({}, [referred], [renewed]);
    expect(linksDue(state, [referred])).toEqual([]);
    expect(linksDue(state, [renewed])).toMatchObject([{ link: 2, referral: { email: 'altro@comune.example' } }]);
    const returned: CaseEvent = { type: 'ReferralReturned', referral, because: 'withdrawn' };
    expect(linksDue(caseWith({}, [referred], [renewed], [returned]), [renewed])).toEqual([]);
  });
});

describe('the citizen', () => {
  const returned: CaseEvent = { type: 'ReferralReturned', referral, because: 'no-acknowledgement' };

  test('is told each time where the request went, and when it came back', () => {
    const state = caseWith({ email: 'ada@example.org' }, [referred], [returned]);
    const news = [...referralNews(state, [referred]), ...referralNews(state, [returned])];
    expect(news.map(({ what }) => what)).toEqual(['went', 'back']);
    const mails = news.map((one) => referralNewsMail(one, caseId, state, frame));
    for (const mail of mails) expect(mail.text).toContain('Comune di Borgoverde');
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(2);
  });

  test('is told nothing by mail who has none, or of a case that ends with it', () => {
    expect(referralNews(caseWith({ phone: '333 1234567' }, [referred]), [referred])).toEqual([]);
    const closed: CaseEvent = { type: 'Closed', reason: 'answered' };
    const state = caseWith({ email: 'ada@example.org' }, [referred], [returned, closed]);
    expect(referralNews(state, [returned, closed])).toEqual([]);
  });

  test('who tells of violence is mailed nothing of it', () => {
    const danger = { level: 'lane', kind: 'violence', rule: 'x', evidence: ['x'] } as never;
    const state = caseWith({ email: 'ada@example.org', danger }, [referred]);
    const [news] = referralNews(state, [referred]);
    if (news === undefined) throw new Error('there is news');
    const mail = referralNewsMail(news, caseId, state, frame);
    expect(JSON.stringify(mail)).not.toContain('Comune di Borgoverde');
  });
});
