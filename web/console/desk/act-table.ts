import type { CaseActName } from '../../../shared/contracts/case-act.ts';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { caseClocks, outcomes, pauseReasons, rescuers, sharedParts } from '../../../shared/contracts/desk-event.ts';
import { personFacts } from '../../../shared/contracts/person-fact.ts';

// What can be done with a case, by whom the case is and how it stands: one table for the menu, the keys, the list of
// acts and the forms. Answers, notes and households have boxes of their own; the center judges each act again.

/** Where the choices of a field come from: words of the contract, or what the case has. */
type Choices = readonly string[] | ((known: DeskCase) => readonly string[]);

/** What an act asks for; a member of its body each. */
export type ActField = { member: string; required?: true } & (
  | { as: 'line'; most: number; suggests?: 'experts' | 'network' }
  | { as: 'prose'; most: number }
  | { as: 'moment'; now?: true }
  | { as: 'colleague' }
  | { as: 'choice' | 'choices'; of: Choices }
);

/** Acts on a household stand on its page, and beside the case. */
export type HouseholdActName = Extract<CaseActName, `${string}-household` | 'end-promise'>;

/** One act of the menu. `offered` says whether the case, as this reader sees it, is in a state for it. */
export type ActSpec = {
  act: Exclude<
    CaseActName,
    HouseholdActName | 'was-danger' | 'was-none' | 'note' | 'answer' | 'withhold' | 'record-dispatch'
  >;
  key?: string;
  fields: readonly ActField[];
  offered: (known: DeskCase, mine: boolean, leads: boolean) => boolean;
};

const reason: ActField = { member: 'reason', as: 'prose', most: 1000, required: true };
const isOpen = ({ stage }: DeskCase) => stage !== 'closed';
const openAsks = ({ desk }: DeskCase) => desk.asks.filter(({ state }) => state === 'open').map(({ ask }) => ask);
const openReferrals = ({ desk }: DeskCase) =>
  desk.referrals.filter(({ state }) => state === 'sent' || state === 'acknowledged').map(({ referral }) => referral);
/** What others were asked and may be asked no more: experts and administrations. */
const openQuestions = (known: DeskCase) => [...openAsks(known), ...openReferrals(known)];
const running = ({ desk }: DeskCase) => desk.pauses.filter(({ to }) => to === undefined).map(({ clock }) => clock);
const others = ({ joined, joinedTo }: DeskCase) => (joinedTo === undefined ? joined : [joinedTo, ...joined]);
/** Facts about the person that were noted in this very case: in the others they are taken away there. */
const factsHere = ({ facts, code }: DeskCase) => [
  ...new Set(facts.filter((fact) => fact.code === code).map(({ fact }) => fact)),
];
const said = ['acknowledged', 'answered', 'refused', 'withdrawn'] as const;

export const actSpecs: readonly ActSpec[] = [
  { act: 'take', key: 't', fields: [], offered: (known) => isOpen(known) && known.desk.owner === undefined },
  {
    act: 'take-over',
    key: 't',
    fields: [reason],
    offered: (known, mine) => isOpen(known) && known.desk.owner !== undefined && !mine,
  },
  { act: 'release', key: 'u', fields: [], offered: (_known, mine) => mine },
  {
    act: 'give',
    key: 'g',
    fields: [
      { member: 'to', as: 'colleague', required: true },
      { member: 'reason', as: 'prose', most: 1000 },
    ],
    offered: (known, mine, leads) => isOpen(known) && (mine || leads || known.desk.owner === undefined),
  },
  {
    act: 'hand-to-rescue',
    key: '!',
    fields: [
      { member: 'to', as: 'choice', of: rescuers, required: true },
      { member: 'at', as: 'moment', now: true, required: true },
      { member: 'spokeTo', as: 'line', most: 200, required: true },
      { member: 'reference', as: 'line', most: 100 },
    ],
    offered: (known) => isOpen(known) && (known.urgent || known.desk.dangerOpen),
  },
  {
    act: 'not-danger',
    fields: [],
    offered: (known) => known.judged?.judged === 'none' && known.judged.agreed === undefined,
  },
  {
    act: 'ask-citizen',
    key: 'q',
    fields: [
      { member: 'question', as: 'prose', most: 4000, required: true },
      { member: 'until', as: 'moment' },
    ],
    offered: isOpen,
  },
  {
    act: 'forward',
    key: 'f',
    fields: [
      { member: 'to', as: 'line', most: 200, required: true, suggests: 'experts' },
      { member: 'question', as: 'prose', most: 4000, required: true },
      { member: 'dueAt', as: 'moment' },
    ],
    offered: isOpen,
  },
  {
    act: 'answer-ask',
    fields: [
      { member: 'ask', as: 'choice', of: openAsks, required: true },
      { member: 'text', as: 'prose', most: 4000, required: true },
    ],
    offered: (known) => openAsks(known).length > 0,
  },
  {
    act: 'refer',
    key: 'r',
    fields: [
      { member: 'to', as: 'line', most: 200, required: true, suggests: 'network' },
      { member: 'email', as: 'line', most: 254 },
      { member: 'text', as: 'prose', most: 4000, required: true },
      { member: 'shares', as: 'choices', of: sharedParts },
    ],
    offered: isOpen,
  },
  {
    act: 'record-referral',
    fields: [
      { member: 'referral', as: 'choice', of: openReferrals, required: true },
      { member: 'said', as: 'choice', of: said, required: true },
      { member: 'text', as: 'prose', most: 4000 },
      { member: 'competent', as: 'line', most: 200 },
    ],
    offered: (known) => openReferrals(known).length > 0,
  },
  {
    act: 'renew-referral',
    fields: [
      { member: 'referral', as: 'choice', of: openReferrals, required: true },
      { member: 'email', as: 'line', most: 254 },
    ],
    offered: (known) => openReferrals(known).length > 0,
  },
  {
    act: 'withdraw',
    fields: [
      { member: 'ask', as: 'choice', of: openQuestions, required: true },
      { member: 'reason', as: 'prose', most: 1000 },
    ],
    offered: (known) => openQuestions(known).length > 0,
  },
  {
    act: 'pause',
    key: 'p',
    fields: [
      { member: 'clock', as: 'choice', of: caseClocks, required: true },
      { member: 'reason', as: 'choice', of: pauseReasons, required: true },
      { member: 'until', as: 'moment', required: true },
      { member: 'note', as: 'prose', most: 1000 },
    ],
    offered: isOpen,
  },
  {
    act: 'resume',
    fields: [{ member: 'clock', as: 'choice', of: running, required: true }],
    offered: (known) => running(known).length > 0,
  },
  {
    act: 'resort',
    fields: [
      { member: 'kind', as: 'choice', of: ({ kind }) => [kind] },
      { member: 'lane', as: 'choice', of: ({ lane }) => [lane] },
      reason,
    ],
    offered: isOpen,
  },
  {
    act: 'note-fact',
    fields: [
      { member: 'fact', as: 'choice', of: personFacts, required: true },
      { member: 'language', as: 'line', most: 60 },
      reason,
    ],
    offered: ({ erased }) => !erased,
  },
  {
    act: 'drop-fact',
    fields: [{ member: 'fact', as: 'choice', of: factsHere, required: true }, reason],
    offered: (known) => factsHere(known).length > 0,
  },
  {
    act: 'ask-to-regularise',
    fields: [
      { member: 'question', as: 'prose', most: 4000, required: true },
      { member: 'until', as: 'moment', required: true },
    ],
    offered: (known) => isOpen(known) && known.formal,
  },
  {
    act: 'split',
    fields: [
      {
        member: 'contact',
        as: 'choice',
        of: ({ contacts }) => contacts.slice(1).map(({ contact }) => contact),
        required: true,
      },
      reason,
    ],
    offered: (known) => isOpen(known) && known.contacts.length > 1,
  },
  {
    act: 'unjoin',
    fields: [{ member: 'caseId', as: 'choice', of: others, required: true }, reason],
    offered: (known) => others(known).length > 0,
  },
  {
    act: 'group',
    fields: [{ member: 'reason', as: 'prose', most: 1000 }],
    offered: (known) => isOpen(known) && known.desk.incident === undefined,
  },
  {
    act: 'ungroup',
    fields: [{ member: 'reason', as: 'prose', most: 1000 }],
    offered: (known) => known.desk.incident !== undefined,
  },
  {
    act: 'close',
    key: 'c',
    fields: [
      { member: 'outcome', as: 'choice', of: outcomes, required: true },
      { member: 'note', as: 'prose', most: 1000 },
    ],
    offered: isOpen,
  },
  { act: 'reopen', fields: [reason], offered: (known) => known.stage === 'closed' },
];

/** A colleague as the value of a field: subject and name, a line each. */
export const colleagueValue = ({ subject, name }: { subject: string; name: string }): string => `${subject}\n${name}`;

function colleagueOf(value: string): { subject: string; name: string } {
  const [subject = '', name = ''] = value.split('\n');
  return { subject, name };
}

/** What somebody typed into the fields of an act, by member. */
export type ActValues = Record<string, string | readonly string[]>;

/** Members that must be filled in and are not, in the order of the fields. */
export const lackingIn = ({ fields }: Pick<ActSpec, 'fields'>, values: ActValues): string[] =>
  fields
    .filter(({ member, required }) => required && `${values[member] ?? ''}`.trim() === '')
    .map(({ member }) => member);

/**
 * The body of an act: what was left empty is left out, but lists, which may be empty; `instant` makes an instant of what
 * a field for day and hour gives.
 */
export function bodyOf(
  { act, fields }: Pick<ActSpec, 'act' | 'fields'>,
  values: ActValues,
  instant: (written: string) => string | undefined,
): Record<string, unknown> {
  const members = fields.flatMap((field): [string, unknown][] => {
    const value = values[field.member];
    if (field.as === 'choices') return [[field.member, value ?? []]];
    const written = typeof value === 'string' ? value.trim() : '';
    if (written === '') return [];
    if (field.as === 'colleague') return [[field.member, colleagueOf(written)]];
    return [[field.member, field.as === 'moment' ? instant(written) : written]];
  });
  return { act, ...Object.fromEntries(members) };
}
