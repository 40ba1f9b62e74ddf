import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import { isCanary } from '../../../shared/core/cases/canary.ts';
import type { ContactOfCase, KnownCase } from '../../../shared/core/cases/case.ts';
import { answerDueAt, firstAnswerDue } from '../../../shared/core/cases/charter.ts';
import { caseOf, type Told } from '../../../shared/core/cases/evolve.ts';
import { isOnlyMissed } from '../../../shared/core/cases/missed-calls.ts';
import { DAY, dayInRome, instantOf, MINUTE } from '../../../shared/core/hours/zone.ts';

// What one case adds to the figures of its service: a number under a name in a month. All figures of a service are the
// sum of what its cases add, so that whoever counts the register from its beginning comes to the same.

/** Figures by month (`YYYY-MM`, in Rome) and name; a name that is not there stands for zero. */
export type Figures = Readonly<Record<string, Readonly<Record<string, number>>>>;

type Adding = Record<string, Record<string, number>>;

const monthOf = (iso: string): string => dayInRome(instantOf(iso)).slice(0, 7);

function add(to: Adding, month: string, name: string, value = 1): void {
  const own = to[month] ?? {};
  to[month] = own;
  own[name] = (own[name] ?? 0) + value;
}

/** What became of a call, as it is counted: who was connected to nobody, or is still calling, is neither. */
const callsAs: Partial<Record<NonNullable<ContactOfCase['call']>['outcome'], string>> = {
  answered: 'answered',
  abandoned: 'abandoned',
  busy: 'unanswered',
  diverted: 'unanswered',
  voicemail: 'unanswered',
  'call-back-asked': 'unanswered',
};

type Sort = { kind: string; region: string };

function addContact(to: Adding, { channel, receivedAt, call }: ContactOfCase, { kind, region }: Sort): void {
  const month = monthOf(receivedAt);
  add(to, month, 'contacts');
  for (const name of [`channel.${channel}`, `kind.${kind}`, `region.${region}`]) add(to, month, `contacts.${name}`);
  if (channel !== 'phone') return;
  const outcome = (call && callsAs[call.outcome]) ?? 'other';
  add(to, month, `contacts.channel.phone.call.${outcome}`);
  if (outcome !== 'answered' || call?.waitSeconds === undefined) return;
  add(to, month, 'waits');
  add(to, month, 'waitSeconds', call.waitSeconds);
}

/**
 * When the first answer of a case was due: as its receipt promised, and later by what the pauses of its clock are worth
 * in the service's ordinary hours; what is declared after the receipt moves nothing here, so that a count is the same
 * whenever it is made. Undefined where nothing was promised.
 */
export function promisedFor(state: KnownCase, definition: PreparedService): string | undefined {
  const { firstAnswerDueAt: promised, kind, receivedAt, pauses } = state;
  if (promised === undefined || pauses.length === 0) return promised;
  const ordinary = { receivedAt, definition, periods: [], kind };
  const without = answerDueAt(ordinary);
  const paused = firstAnswerDue({ kind, receivedAt, firstAnswerDueAt: promised, pauses }, definition, []);
  if (without === undefined || paused === undefined) return promised;
  const later = Math.max(0, instantOf(paused) - instantOf(without));
  return new Date(instantOf(promised) + later).toISOString();
}

/** How it was answered: within what was promised, within a day, in the contact that opened it. */
function addAnswer(
  to: Adding,
  month: string,
  given: { receivedAt: string; answeredAt: string; dueAt: string | undefined; firstContact: boolean },
): void {
  const { receivedAt, answeredAt, dueAt, firstContact } = given;
  const answered = 'cases.state.answered';
  const taken = Math.max(0, instantOf(answeredAt) - instantOf(receivedAt));
  add(to, month, `${answered}.day.${taken <= DAY ? 'within' : 'later'}`);
  add(to, month, `${answered}.contact.${firstContact ? 'first' : 'further'}`);
  const isLate = dueAt !== undefined && instantOf(answeredAt) > instantOf(dueAt);
  add(to, month, `${answered}.charter.${dueAt === undefined ? 'untimed' : isLate ? 'late' : 'within'}`);
  if (dueAt === undefined) return;
  const promised = Math.max(0, instantOf(dueAt) - instantOf(receivedAt));
  for (const of of isLate ? ['timed', 'late'] : ['timed']) {
    add(to, month, `${of}.promisedMinutes`, Math.round(promised / MINUTE));
    add(to, month, `${of}.takenMinutes`, Math.round(taken / MINUTE));
  }
}

const clearAs = ['no', 'partly', 'yes'];

/** The last word on each answer, on each scale. */
function addRatings(to: Adding, month: string, { ratings = [] }: KnownCase): void {
  for (const { scale, value } of ratings) {
    add(to, month, scale);
    add(to, month, `${scale}.value.${scale === 'clear' ? clearAs[value - 1] : value}`);
  }
}

function addCase(to: Adding, state: KnownCase, events: readonly CaseEvent[], sort: Sort, definition: PreparedService) {
  const { receivedAt, history, stage, referrals, contacts } = state;
  const month = monthOf(receivedAt);
  const { channel = 'form' } = contacts[0] ?? {};
  const answeredAt = history.find((step) => step.stage === 'answered')?.at;
  const dueAt = promisedFor(state, definition);
  const became = answeredAt !== undefined ? 'answered' : stage === 'closed' || state.erased ? 'ended' : 'open';
  const isRefused = events.some((event) => event.type === 'Closed' && event.outcome === 'not-competent');
  const isReferred = referrals.length > 0 || events.some(({ type }) => type === 'Referred');
  add(to, month, 'cases');
  for (const name of [
    `channel.${channel}`,
    `kind.${sort.kind}`,
    `region.${sort.region}`,
    `state.${became}`,
    `competence.${isReferred ? 'referred' : isRefused ? 'refused' : 'own'}`,
    // What a second person found to be corrected came back from nobody outside.
    `reopening.${events.some((event) => event.type === 'Reopened' && event.because !== 'review') ? 'reopened' : 'never'}`,
    `term.${dueAt === undefined ? 'none' : 'told'}`,
  ])
    add(to, month, `cases.${name}`);
  if (answeredAt !== undefined) {
    const firstContact = events.some((event) => event.type === 'Closed' && event.firstContact === true);
    addAnswer(to, month, { receivedAt, answeredAt, dueAt, firstContact });
  } else if (became === 'open' && dueAt !== undefined) {
    // Time passes without an event: what is owed is kept by the day of its term, and whoever asks knows which are over.
    add(to, month, `owed.${dayInRome(instantOf(dueAt))}`);
  }
  addRatings(to, month, state);
}

/**
 * What a case adds to the figures of its service, from all its entries, oldest first: its contacts in the months in
 * which they came, the rest in the month of the first. What is no case of its own adds its contacts alone: one that was
 * joined to another, one of calls in vain. A canary and what was closed as a test add nothing.
 */
export function caseFigures(entries: readonly Told[], definition: PreparedService): Figures {
  const events = entries.flatMap((entry) => entry.events);
  const state = caseOf(entries);
  if (state.stage === 'none' || isCanary(events) || state.outcome === 'test') return {};
  const region = events.find((event) => event.type === 'CaseOpened')?.region ?? 'unknown';
  const sort = { kind: state.kind, region };
  const figures: Adding = {};
  const elsewhere = new Set(state.splitOff.map(({ contact }) => contact));
  for (const contact of state.contacts) if (!elsewhere.has(contact.contact)) addContact(figures, contact, sort);
  // Words that an erasure took were words all the same.
  const isInVain = isOnlyMissed(state) && !events.some(({ type }) => type === 'MessageAdded');
  if (state.joinedTo === undefined && !isInVain) addCase(figures, state, events, sort, definition);
  return figures;
}

/** What is to be added to `before` to come to `after`; months and names without a difference are left out. */
export function difference(after: Figures, before: Figures): Figures {
  const changed: Adding = {};
  for (const month of new Set([...Object.keys(after), ...Object.keys(before)])) {
    const [now = {}, then = {}] = [after[month], before[month]];
    for (const name of new Set([...Object.keys(now), ...Object.keys(then)])) {
      const more = (now[name] ?? 0) - (then[name] ?? 0);
      if (more !== 0) add(changed, month, name, more);
    }
  }
  return changed;
}

/** The sum of what some cases add. */
export function sumOf(all: readonly Figures[]): Figures {
  const sum: Adding = {};
  for (const figures of all)
    for (const [month, names] of Object.entries(figures))
      for (const [name, value] of Object.entries(names)) add(sum, month, name, value);
  return sum;
}
