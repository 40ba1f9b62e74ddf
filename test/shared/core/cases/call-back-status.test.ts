import { describe, expect, test } from '@jest/globals';
import { voiceStatus } from '../../../../functions/voice-menu/rules/status.ts';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import { CaseStatus } from '../../../../shared/contracts/case-status.ts';
import { languages } from '../../../../shared/contracts/text.ts';
import { VoiceStatus } from '../../../../shared/contracts/voice-menu.ts';
import { initialCase } from '../../../../shared/core/cases/case.ts';
import { caseStatus } from '../../../../shared/core/cases/case-status.ts';
import { evolveCase } from '../../../../shared/core/cases/evolve.ts';
import { textsIn } from '../../../../shared/texts/languages.ts';
import { voiceTexts } from '../../../../shared/texts/voice/voice.ts';
import { statusPage } from '../../../../web/pages/status-page.ts';
import { caseOpened, code, contactReceived } from '../../../fixtures/case-events.ts';
import { protezioneCivile } from '../../../fixtures/contacts.ts';

const at = '2026-09-14T08:00:00.000Z';
const dueAt = '2026-09-14T11:00:00.000Z';
/** A caller who left nothing but a number. */
const asked: CaseEvent[] = [
  caseOpened({ kind: 'report', lane: 'help-requests', retentionDays: 730 }),
  contactReceived({ channel: 'phone', receivedAt: at, personal: { phone: '+393331234567' } }),
  { type: 'CallBackAsked', contact: code, dueAt },
];
const tried: CaseEvent = { type: 'CallBackTried', by: 'Carla Villa', outcome: 'no-answer' };
const givenUp: CaseEvent[] = [tried, tried, tried, { type: 'CallBackGivenUp', attempts: 3 }];
const told = (...events: CaseEvent[]) =>
  caseStatus(
    code,
    protezioneCivile,
    [...asked, ...events].reduce((state, event) => evolveCase(state, event, at), initialCase()),
    [],
  );

describe.each(languages)('in %s whoever asked to be called back and left no e-mail', (language) => {
  const pageOf = (status: CaseStatus) => statusPage(protezioneCivile, language, { status, code });
  const heard = (status: CaseStatus, now = at) => {
    const said = voiceStatus(status, now, language);
    expect(VoiceStatus.parse(said)).toEqual(said);
    expect(said.prompt).toMatch(/^[\p{L} .,?!’-]+\.$/u);
    return said.prompt;
  };
  const { receipt, status: texts } = textsIn[language];
  const { calledInVain, calledBack, calledBackLate } = voiceTexts[language];
  const [before] = calledBack('|').split('|') as [string];
  const [late] = calledBackLate('|').split('|') as [string];

  test('sees and hears by when it is', () => {
    expect(CaseStatus.parse(told())).toEqual(told());
    expect(told().callBack).toEqual({ dueAt, state: 'due' });
    expect(pageOf(told())).toContain(`<dt>${receipt.callBackDueAt}</dt>`);
    expect(heard(told())).toContain(before);
    expect(heard(told(), '2026-09-14T11:00:01.000Z')).toContain(late);
  });

  test('sees and hears that three calls were in vain', () => {
    const status = told(...givenUp);
    expect(pageOf(status)).toContain(texts.calledInVain);
    expect(pageOf(status)).not.toContain(`<dt>${receipt.callBackDueAt}</dt>`);
    expect(heard(status).endsWith(calledInVain)).toBe(true);
  });

  test('sees and hears neither once somebody was reached', () => {
    const status = told({ ...tried, outcome: 'reached' });
    expect(pageOf(status)).not.toContain(texts.calledInVain);
    expect(pageOf(status)).not.toContain(`<dt>${receipt.callBackDueAt}</dt>`);
    expect(heard(status)).not.toContain(before);
    expect(heard(status)).not.toContain(calledInVain);
  });
});

test('a status names nobody: neither who called nor whom', () => {
  expect(JSON.stringify(told(...givenUp))).not.toMatch(/Carla|333/);
});
