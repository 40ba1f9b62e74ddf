import type { CaseEvent, RegisterEntry } from '../../../shared/contracts/case-event.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import { type Case, initialCase } from '../../../shared/core/cases/case.ts';
import type { CaseCommand } from '../../../shared/core/cases/commands.ts';
import { decideCase } from '../../../shared/core/cases/decide.ts';
import { caseOf } from '../../../shared/core/cases/evolve.ts';
import { openEntries, sealEntry } from '../../../shared/core/chain.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { carla } from '../../fixtures/given-case.ts';
import { type Chance, chanceFrom } from '../../simulation/chance.ts';

// Cases as they may go, made by the real rules from commands that chance chooses; what the rules refuse does not happen.

const channels = ['form', 'phone', 'email', 'pec', 'letter', 'in-person'] as const;
const outcomes = ['answered', 'abandoned', 'busy', 'voicemail', 'in-progress', 'not-connected'] as const;
const ends = ['answered', 'not-competent', 'withdrawn', 'duplicate', 'test', 'referred'] as const;
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code that no other case or contact of the same place has. */
const codeAt = (prefix: string, place: number): string => {
  const four = (value: number) => [15, 10, 5, 0].map((shift) => symbols[(value >> shift) & 31] ?? '0').join('');
  return `${prefix}-${four(place)}-0000-0000-0000`;
};

const callAt = (chance: Chance, at: string, id: string) => ({
  source: 'ivr',
  externalId: id,
  asOf: at,
  startedAt: at,
  outcome: chance.oneOf(outcomes),
  ...(chance.happens(0.7) && { waitSeconds: chance.below(300) }),
});

function opening(chance: Chance, definition: PreparedService, at: string, code: string): CaseCommand<'OpenCase'> {
  const channel = chance.oneOf(channels);
  const { kind, lane } = chance.oneOf(definition.kinds);
  const due = new Date(Date.parse(at) + chance.below(20) * 3_600_000 * 12).toISOString();
  return {
    type: 'OpenCase',
    opened: {
      service: definition.service,
      kind,
      requester: 'citizen',
      language: 'it',
      lane,
      urgent: false,
      competence: 'own',
      formal: false,
      retentionDays: 365,
      ...(chance.happens(0.8) && { firstAnswerDueAt: due }),
      ...(chance.happens(0.6) && { region: chance.oneOf(['03', '12', '13']) }),
      ...(chance.happens(0.05) && { canary: true as const }),
    },
    contact: {
      channel,
      receivedAt: at,
      attachments: [],
      ...(channel === 'phone' && chance.happens(0.8) && { call: callAt(chance, at, code), contact: code }),
      personal: { email: 'ada@example.org', ...(channel !== 'phone' && { message: 'Dove chiedo?' }) },
    },
  };
}

function acting(chance: Chance, at: string, others: readonly string[], next: () => string): CaseCommand {
  const answer = 'a'.repeat(16);
  const until = new Date(Date.parse(at) + 86_400_000).toISOString();
  const receiving = (): CaseCommand => {
    const channel = chance.oneOf(channels);
    const contact = next();
    const call = channel === 'phone' ? { call: callAt(chance, at, contact) } : {};
    return {
      type: 'ReceiveContact',
      urgent: false,
      contact: { channel, receivedAt: at, attachments: [], contact, ...call },
    };
  };
  const acts: (() => CaseCommand)[] = [
    receiving,
    receiving,
    () => ({ type: 'AddMessage', from: 'citizen', text: 'Ancora una cosa' }),
    () => ({ type: 'TakeInCharge', ...carla }),
    () => ({ type: 'Answer', ...carla, text: 'Si chiede al comune.' }),
    () => ({ type: 'Answer', ...carla, answer, channel: 'page', text: 'Si chiede al comune.' }),
    () => ({ type: 'MarkAnswerSent', answer }),
    () => ({ type: 'WithholdAnswer', answer, because: 'staff' }),
    () => ({ type: 'Refer', ...carla, to: 'Comune di Rieti', referral: 'c'.repeat(16), email: 'urp@example.org' }),
    () => ({ type: 'Close', ...carla, outcome: chance.oneOf(ends), firstContact: chance.happens(0.5) }),
    () => ({ type: 'Reopen', ...carla, reason: 'again', because: 'staff' }),
    () => ({ type: 'Rate', ratings: [{ scale: 'stars', value: 1 + chance.below(5) }], at }),
    () => ({
      type: 'Rate',
      ratings: [
        { scale: 'faces', value: 1 + chance.below(3) },
        { scale: 'clear', value: 1 + chance.below(3) },
      ],
      at,
    }),
    () => ({ type: 'PauseClock', ...carla, clock: 'first-answer', reason: 'other-office', until, at }),
    () => ({ type: 'ResumeClock', ...carla, clock: 'first-answer', because: 'staff' }),
    () => ({ type: 'Resort', ...carla, kind: 'complaint', reason: 'it is one' }),
    () => ({ type: 'JoinTo', caseId: chance.oneOf(others), ...carla, reason: 'the same' }),
    () => ({ type: 'Unjoin', caseId: chance.oneOf(others), ...carla, reason: 'not the same' }),
    () => ({ type: 'ErasePersonalData', reason: 'asked for', upToVersion: 1_000_000 }),
  ];
  return chance.oneOf(acts)();
}

/** What happened to some cases of a service in three months, in the order in which it did. */
export function randomHistory(seed: number, definition: PreparedService, cases: number): RegisterEntry[] {
  const chance = chanceFrom(seed);
  const { codePrefix } = definition;
  const known = new Map<string, RegisterEntry[]>();
  const told: RegisterEntry[] = [];
  let places = 0;
  const next = () => {
    places += 1;
    return codeAt(codePrefix, places);
  };
  let now = Date.parse('2026-09-20T08:00:00.000Z');
  const append = (caseId: string, events: CaseEvent[], at: string) => {
    const before = known.get(caseId) ?? [];
    const entry = sealEntry({ caseId, at, events, previous: before.at(-1), salt: '0'.repeat(32), sha256 });
    known.set(caseId, [...before, entry]);
    told.push(entry);
  };
  const decide = (caseId: string, command: CaseCommand, state: Case, at: string) => {
    const decision = decideCase(command, state);
    if (!('refused' in decision) && decision.length > 0) append(caseId, decision, at);
  };
  const steps = cases * 6;
  for (let step = 0; step < steps; step += 1) {
    now += chance.below(Math.ceil((85 * 86_400_000) / steps) * 2);
    const at = new Date(now).toISOString();
    const codes = [...known.keys()];
    if (codes.length < cases && (codes.length === 0 || chance.happens(0.3))) {
      const code = next();
      decide(code, opening(chance, definition, at, code), initialCase(), at);
      continue;
    }
    const caseId = chance.oneOf(codes);
    const state = caseOf(openEntries(known.get(caseId) ?? []));
    if (state.stage !== 'none' && state.contacts.length > 1 && chance.happens(0.1)) {
      const contact = state.contacts.at(-1)?.contact ?? '';
      if (known.has(contact)) continue;
      decide(contact, opening(chance, definition, at, contact), initialCase(), at);
      decide(caseId, { type: 'SplitOff', contact, to: contact, ...carla, reason: 'another thing' }, state, at);
      continue;
    }
    decide(caseId, acting(chance, at, codes, next), state, at);
  }
  return told;
}
