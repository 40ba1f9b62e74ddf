import { describe, expect, test } from '@jest/globals';
import { callBackMail } from '../../../functions/citizen-mails/rules/call-back-mail.ts';
import { protocolMail, protocolNews } from '../../../functions/citizen-mails/rules/protocol-mail.ts';
import { receiptDue, receiptMail } from '../../../functions/citizen-mails/rules/receipt-mail.ts';
import { showable } from '../../../functions/status/rules/withheld.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import { caseStatus, conversationOf } from '../../../shared/core/cases/case-status.ts';
import { caseOf } from '../../../shared/core/cases/evolve.ts';
import { listedCase } from '../../../shared/core/cases/worklist-item.ts';
import { sealEntry } from '../../../shared/core/chain.ts';
import { hearDanger, worstOf } from '../../../shared/core/danger/hear-danger.ts';
import { present } from '../../../shared/core/present.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { mimeOf } from '../../../shared/shell/mime.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { statusPage } from '../../../web/pages/status-page.ts';
import { caseOpened, code, contactReceived } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';

const at = '2026-11-28T09:00:00.000Z';
const violent = 'Mio marito mi sta picchiando, ho paura di lui';
const danger = worstOf([hearDanger(violent, lifeFirst)]);
const quoted = /picchia|marito|paura di lui|violen|gewalt|stalking|1522|it\/violence/i;

/** The same words in each place from which they may be heard. */
const told: [string, CaseEvent[]][] = [
  [
    'the words of a contact',
    [
      contactReceived({
        personal: { email: 'ada@example.org', subject: violent, message: violent, ...present({ danger }) },
      }),
    ],
  ],
  [
    'what came with them',
    [contactReceived({ personal: { email: 'ada@example.org', message: 'Vedi allegato', ...present({ danger }) } })],
  ],
  [
    'a file that was checked later',
    [
      contactReceived({ personal: { email: 'ada@example.org', message: 'Vedi allegato' } }),
      {
        type: 'AttachmentAttached',
        attachment: 'a'.repeat(32),
        contentType: 'application/pdf',
        bytes: 9,
        sha256: 'b'.repeat(64),
        personal: { fileName: 'lettera.pdf', ...present({ danger }) },
      },
    ],
  ],
  [
    'a later message',
    [
      contactReceived({ personal: { email: 'ada@example.org', message: 'Buongiorno' } }),
      { type: 'MessageAdded', from: 'citizen', personal: { message: violent, ...present({ danger }) } },
    ],
  ],
  [
    'what staff judged',
    [
      contactReceived({ personal: { email: 'ada@example.org', message: 'Buongiorno' } }),
      {
        type: 'DangerJudged',
        by: 'operator-1',
        judged: 'danger',
        inLane: false,
        personal: { dangerKind: 'violence', message: violent },
      },
    ],
  ],
];

describe.each(told)('violence that is told in %s', (_where, events) => {
  const urgent = events.length === 1;
  const all = [caseOpened({ urgent, lane: urgent ? 'urgent' : 'information', formal: true }), ...events];
  const numbered: CaseEvent = { type: 'ProtocolAssigned', contact: code, year: 2026, number: 7, assignedAt: at };
  const first = sealEntry({ caseId: code, at, events: all, previous: undefined, salt: 'a'.repeat(32), sha256 });
  const second = sealEntry({ caseId: code, at, events: [numbered], previous: first, salt: 'a'.repeat(32), sha256 });
  const state = caseOf([{ at, events: [...all, numbered] }]);
  if (state.stage === 'none') throw new Error('there is a case');

  test.each(['it', 'en', 'de'] as const)('leaves nothing in any byte of a mail, in %s', async (language) => {
    const frame = { definition: protezioneCivile, texts: textsIn[language], portalUrl: 'https://portal.example' };
    const receipt = receiptDue(code, all);
    const [news] = protocolNews([first, second], 2, protezioneCivile);
    const mails = [
      receipt && receiptMail({ ...receipt, language }, frame),
      callBackMail({ caseId: code, version: 3, state: { ...state, language } }, frame),
      news && protocolMail({ ...news, language }, frame),
    ];
    for (const mail of mails) {
      if (mail === undefined) throw new Error('a mail is due');
      expect(JSON.stringify(mail)).not.toMatch(quoted);
      expect((await mimeOf(mail, new Date(at))).toString('utf8').replace(/=\r?\n/g, '')).not.toMatch(quoted);
    }
  });

  test('leaves nothing in the status, as page and as JSON, in the conversation, on the worklist, nor in the chain', () => {
    const status = caseStatus(code, protezioneCivile, state, []);
    expect(JSON.stringify(status)).not.toMatch(quoted);
    const page = statusPage(protezioneCivile, 'it', { status, code });
    expect(page.replace(/<(?:footer|header)[\s\S]*?<\/(?:footer|header)>/g, '')).not.toMatch(/picchia|paura di lui/);
    expect(JSON.stringify(showable(conversationOf(code, 'protezione-civile', state), state, lifeFirst))).not.toMatch(
      quoted,
    );
    expect(JSON.stringify(listedCase(code, 2, [{ at, events: [...all, numbered] }])?.item)).not.toMatch(quoted);
    for (const { events: kept } of [first, second]) expect(kept).not.toMatch(quoted);
  });
});
