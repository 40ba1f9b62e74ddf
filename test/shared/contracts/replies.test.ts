import { describe, expect, test } from '@jest/globals';
import { receiptDue } from '../../../functions/citizen-mails/rules/receipt-mail.ts';
import { askedDays, knownDays } from '../../../functions/hours/rules/asked-days.ts';
import { advised } from '../../../functions/intake/receipt-reply.ts';
import { acceptContact } from '../../../functions/intake/rules/acceptance.ts';
import { readContact } from '../../../functions/intake/rules/read-contact.ts';
import { registration } from '../../../functions/registrar/rules/case-commands.ts';
import { readAsked } from '../../../functions/status/rules/asked.ts';
import { CaseEvent, RegisterEntry } from '../../../shared/contracts/case-event.ts';
import { CaseStatus, Conversation, StatusAsked } from '../../../shared/contracts/case-status.ts';
import { ContactAccepted, ContactBody, Receipt } from '../../../shared/contracts/contact.ts';
import { dangerKinds } from '../../../shared/contracts/danger.ts';
import { type DeclarationAct, LedgerEntry, type LedgerEvent } from '../../../shared/contracts/declaration.ts';
import { ActProblem, LedgerView, ProposalsView } from '../../../shared/contracts/officer-view.ts';
import { Problem } from '../../../shared/contracts/problem.ts';
import { defaultProposalRule } from '../../../shared/contracts/proposal.ts';
import { EffectiveHours, ServiceState, ServiceStates } from '../../../shared/contracts/service-state.ts';
import { type Case, initialCase } from '../../../shared/core/cases/case.ts';
import { caseStatus, conversationOf } from '../../../shared/core/cases/case-status.ts';
import { decideCase } from '../../../shared/core/cases/decide.ts';
import { evolveCase } from '../../../shared/core/cases/evolve.ts';
import { openEntry } from '../../../shared/core/chain.ts';
import { ledgerView, nextAct, proposalsView } from '../../../shared/core/posture/acts.ts';
import { decideProposal } from '../../../shared/core/posture/decisions.ts';
import { declaredAt, nothingDeclared } from '../../../shared/core/posture/declared.ts';
import { noProposals } from '../../../shared/core/posture/episodes.ts';
import { propose } from '../../../shared/core/posture/proposals.ts';
import { effectiveHours, serviceState } from '../../../shared/core/posture/service-state.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { type ProblemName, problems, Refusal } from '../../../shared/shell/http/problems.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { mendAll } from '../../../shared/texts/mend.ts';
import { hmac } from '../../fixtures/case-events.ts';
import { contact, familyLine, protezioneCivile, services } from '../../fixtures/contacts.ts';

const at = '2026-09-11T15:00:00.000Z';
const accept = (changed: Partial<ContactBody> = {}, definition = protezioneCivile) =>
  acceptContact({
    contact: { ...contact, ...changed },
    definition,
    rules: lifeFirst,
    periods: [],
    key: undefined,
    receivedAt: at,
    hmac,
    sha256,
  });
const register = (accepted: ContactAccepted) =>
  registration({
    accepted,
    definition: protezioneCivile,
    rules: lifeFirst,
    registeredAt: at,
    salt: '0'.repeat(32),
    sha256,
  });

describe('what intake answers and queues', () => {
  const allowed = Object.values(services).flatMap((definition) =>
    definition.kinds.map(({ kind }) => [definition.service, kind] as const),
  );

  test.each(allowed)('keeps the contracts for %s, kind %s', (service, kind) => {
    const { accepted, receipt } = accept({ kind, category: 'other' }, services[service]);
    expect(Receipt.parse(receipt)).toEqual(receipt);
    expect(ContactAccepted.parse(JSON.parse(JSON.stringify(accepted)))).toEqual(accepted);
  });

  test('keeps the contract with advice, in every language', () => {
    for (const language of ['it', 'en', 'de'] as const)
      for (const kind of dangerKinds.filter((each) => each !== 'violence')) {
        const receipt = advised(accept().receipt, { language }, protezioneCivile, {
          level: 'lane',
          kind,
          evidence: 'x',
          rule: 'x',
        });
        expect(Receipt.parse(receipt).advice?.emergencyNumbers).toEqual(['112', '115', '118']);
      }
  });

  test('reads the largest contact that the contract allows', () => {
    const largest = {
      ...contact,
      name: 'n'.repeat(100),
      surname: 's'.repeat(100),
      subject: 'o'.repeat(200),
      message: 'm'.repeat(4000),
      place: { address: 'a'.repeat(200), municipality: 'c'.repeat(100), latitude: 90, longitude: -180 },
      attachments: Array.from({ length: 5 }, (_, index) => String(index).repeat(32)),
    };
    expect(readContact(largest, protezioneCivile)).toEqual({ contact: largest });
    const entry = register(accept(largest).accepted);
    for (const event of openEntry(entry)) expect(CaseEvent.parse(event)).toEqual(event);
  });
});

describe('what the register holds and the status tells', () => {
  test('an entry and its events keep their contracts', () => {
    const entry = register(accept().accepted);
    expect(RegisterEntry.parse(entry)).toEqual(entry);
    for (const event of openEntry(entry)) expect(CaseEvent.parse(event)).toEqual(event);
    expect(receiptDue(entry.caseId, openEntry(entry))?.to).toBe(contact.email);
  });

  test('the status keeps the contract at every stage of a case, before and after registration', () => {
    const entry = register(accept().accepted);
    let state = openEntry(entry).reduce<Case>((before, event) => evolveCase(before, event, at), initialCase());
    const told = [
      caseStatus(entry.caseId, protezioneCivile, initialCase(), []),
      caseStatus(entry.caseId, protezioneCivile, state, []),
    ];
    for (const command of [
      { type: 'TakeInCharge', by: 'operator-1' },
      { type: 'AskCitizen', question: 'Quale comune?' },
      { type: 'AddMessage', from: 'citizen', text: 'Borgoverde.' },
      { type: 'Forward', to: 'experts' },
      { type: 'Refer', to: 'Comune di Borgoverde' },
      { type: 'Answer', by: 'operator-1', text: 'Il piano è sul sito del comune.' },
      { type: 'Close', reason: 'answered' },
    ] as const) {
      const events = decideCase(command, state);
      if ('refused' in events) throw new Error(events.refused);
      for (const event of events) expect(CaseEvent.parse(event)).toEqual(event);
      state = events.reduce<Case>((before, event) => evolveCase(before, event, at), state);
      told.push(caseStatus(entry.caseId, protezioneCivile, state, []));
    }
    for (const status of told) expect(CaseStatus.parse(status)).toEqual(status);
    expect(new Set(told.map(({ stage }) => stage)).size).toBe(8);
    if (state.stage === 'none') throw new Error('the case is open');
    const conversation = conversationOf(entry.caseId, 'protezione-civile', state);
    expect(Conversation.parse(conversation)).toEqual(conversation);
    expect(conversation.messages).toHaveLength(4);
  });

  test.each([
    [{ code: 'pc 7k3m' }],
    [{ code: 'PC-7K3M', secondFact: 'ada.bianchi@example.org' }],
    [{}],
    [{ code: '' }],
    [{ code: 'PC-7K3M', stranger: 'x' }],
    [{ code: 'x'.repeat(81) }],
    [{ code: 'PC-7K3M', secondFact: 'x' }],
    ['PC-7K3M'],
    [null],
  ])('what is asked of contact-status is read as its contract says: %j', (content) => {
    const parsed = StatusAsked.safeParse(content);
    const read = readAsked('contact-status', undefined, content);
    expect('issues' in read ? undefined : read).toEqual(parsed.data);
  });
});

describe('what the hours function answers', () => {
  const declared: LedgerEvent = {
    type: 'Declared',
    declaration: 'd-1',
    at,
    by: { subject: 'officer-1', name: 'Piera Conti' },
    reason: 'allerta rossa',
    area: { kind: 'zones', zones: ['Emil-B1'] },
    level: 'emergency',
    hours: 'around-the-clock',
    notice: { it: 'Emergenza.', en: 'Emergency.', de: 'Notlage.' },
    endsAt: '2026-09-14T15:00:00.000Z',
  };
  const situations = [
    ['nothing declared', nothingDeclared],
    ['an emergency declared', declaredAt([declared], at)],
  ] as const;

  test.each(situations)('keeps the contracts with %s', (_name, situation) => {
    const states = Object.values(services).map((definition) => serviceState(definition, situation, at));
    for (const state of states) expect(ServiceState.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
    expect(ServiceStates.parse({ services: states }).services).toHaveLength(states.length);
  });

  test.each(situations)('keeps the contract for a quarter of a year with %s', (_name, situation) => {
    const days = askedDays({ from: '2026-09-01', to: '2026-12-01' }, '2026-09-11', knownDays(familyLine.holidayDates));
    if ('errors' in days) throw new Error('92 days are allowed');
    const hours = effectiveHours(familyLine, situation, days.from, days.to);
    expect(EffectiveHours.parse(JSON.parse(JSON.stringify(hours)))).toEqual(hours);
    expect(hours.days).toHaveLength(92);
  });

  test('keeps the contract on a Sunday on which emergencies come and go all day', () => {
    const restless = Array.from({ length: 40 }, (_, number): LedgerEvent[] => {
      const from = Date.parse('2026-09-13T00:00:00.000Z') + number * 1_800_000;
      const declaration = `d-${number}`;
      const one = { ...declared, declaration, at: new Date(from).toISOString() } as LedgerEvent;
      const { by } = one;
      return [
        one,
        { type: 'StoodDown', declaration, at: new Date(from + 600_000).toISOString(), by, reason: 'rientrata' },
      ];
    }).flat();
    const situation = declaredAt(restless, '2026-09-14T00:00:00.000Z');
    const hours = effectiveHours(familyLine, situation, '2026-09-13', '2026-09-13');
    expect(EffectiveHours.parse(JSON.parse(JSON.stringify(hours)))).toEqual(hours);
    expect(hours.days[0]?.open).toHaveLength(40);
  });
});

describe('what officers are answered', () => {
  const by = { subject: 'officer-1', name: 'Piera Conti' };
  const done = (acts: DeclarationAct[]) => {
    const entries: LedgerEntry[] = [];
    for (const act of acts) {
      const command = { act, by, at, newDeclaration: 'd-1', expectedVersion: entries.length };
      const next = nextAct('protezione-civile', entries, command, sha256);
      if ('refused' in next) throw new Error(next.refused);
      entries.push(next.entry);
    }
    return entries;
  };
  const declare: DeclarationAct = {
    act: 'declare',
    reason: 'allerta rossa',
    legalBasis: { kind: 'decree', number: '12', date: '2026-09-11' },
    area: { kind: 'zones', zones: ['Emil-B1'] },
    level: 'emergency',
    hours: 'around-the-clock',
    notice: { it: 'Emergenza.', en: 'Emergency.', de: 'Notlage.' },
    proposal: 'bulletin-emergency-1',
  };
  const acts: DeclarationAct[] = [
    declare,
    { act: 'renew', declaration: 'd-1', reason: 'ancora pioggia' },
    { act: 'change', declaration: 'd-1', reason: 'meno pioggia', level: 'alert' },
    { act: 'stand-down', declaration: 'd-1', reason: 'finita' },
  ];

  test.each([0, 1, 2, 3, 4])('the ledger after %d acts keeps its contract, and so does each entry', (count) => {
    const entries = done(acts.slice(0, count));
    for (const entry of entries) expect(LedgerEntry.parse(entry)).toEqual(entry);
    const view = JSON.parse(JSON.stringify(ledgerView('protezione-civile', entries, at)));
    expect(LedgerView.parse(view)).toEqual(view);
    expect(view.acts).toHaveLength(count);
  });

  test.each([
    ['conflict', declare, 0],
    ['zone-named-twice', { ...declare, area: { kind: 'zones', zones: ['Emil-B1', 'Emil-B1'] } }, 1],
    ['too-long', { ...declare, endsAt: '2027-09-11T15:00:00.000Z' }, 1],
    ['ends-in-the-past', { ...declare, endsAt: '2026-09-01T15:00:00.000Z' }, 1],
    ['unknown-declaration', { act: 'stand-down', declaration: 'd-9', reason: 'finita' }, 1],
    ['changes-nothing', { act: 'change', declaration: 'd-1', reason: 'nulla' }, 1],
  ] as [string, DeclarationAct, number][])(
    'the refusal %s keeps the contract of its problem',
    (refused, act, expectedVersion) => {
      const command = { act, by, at, newDeclaration: 'd-2', expectedVersion };
      const next = nextAct('protezione-civile', done([declare]), command, sha256);
      if (!('refused' in next)) throw new Error('this act is refused');
      expect(next.refused).toBe(refused);
      const problem = new Refusal('act-refused', undefined, { members: { ...next } }).problem(textsIn.en);
      expect(ActProblem.parse(problem)).toEqual(problem);
    },
  );

  test('proposals keep their contract, waiting and decided', () => {
    const quake = {
      kind: 'quake',
      source: 'earthquakes',
      eventId: '1',
      at,
      latitude: 42.7,
      longitude: 13.2,
      magnitude: 6,
      magnitudeType: 'Mw',
      place: 'Borgoverde',
      type: 'earthquake',
    } as const;
    const { state, changed } = propose(noProposals('protezione-civile'), [quake], defaultProposalRule, at);
    const [waiting] = changed;
    const request = { verdict: 'confirmed', revision: 1, reason: 'confermo' } as const;
    const decided = decideProposal(state, waiting?.id ?? '', request, by, at);
    if ('refused' in decided) throw new Error(decided.refused);
    for (const proposals of [changed, [decided.proposal]]) {
      const view = JSON.parse(JSON.stringify(proposalsView('protezione-civile', proposals)));
      expect(ProposalsView.parse(view)).toEqual(view);
      expect(view.proposals).toHaveLength(1);
    }
  });
});

describe('what is refused', () => {
  test.each(Object.keys(problems) as ProblemName[])('%s keeps the contract of problems in every language', (name) => {
    for (const texts of Object.values(textsIn)) {
      const problem = new Refusal(name).problem(texts);
      expect(Problem.parse(problem)).toEqual(problem);
      expect(problem.status).toBe(problems[name].status);
    }
  });

  test.each([
    ['everything wrong', { kind: 'x', name: 1, email: 'a', phone: 'b', place: { latitude: 1000 }, attachments: 'c' }],
    ['a hundred strangers', Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`stranger-${index}`, 1]))],
    ['a name of 60,000 slashes and tildes', { [`${'/~'.repeat(30_000)}`]: 1 }],
    ['no object at all', 'text'],
  ])('%s is told in a problem that keeps the contract', (_name, content) => {
    const parsed = ContactBody.safeParse(content);
    const errors = mendAll(parsed.error?.issues as Parameters<typeof mendAll>[0], content, textsIn.it);
    const problem = new Refusal('invalid', undefined, { errors }).problem(textsIn.it);
    expect(Problem.parse(problem)).toEqual(problem);
    expect(problem.errors?.length).toBeGreaterThan(0);
  });
});
