import type { PostureLevel } from '../shared/contracts/declaration.ts';
import type { Proposal } from '../shared/contracts/proposal.ts';
import { type Expectation, mark } from './scenario.ts';

/** What one person of a crowd sent and was answered; times in seconds from the begin of the run. */
export type Sent = {
  crowd: string;
  service: string;
  kind: string;
  danger: boolean;
  answers: { status: number | 'none'; retryAfter?: number | undefined; milliseconds: number }[];
  /** Codes of the receipts: one, however often it was sent. */
  codes: string[];
  receivedAt?: string | undefined;
  dueAt?: string | undefined;
  /** Whether every receipt named the numbers to call. */
  advised?: boolean | undefined;
};

/** A case as the register holds it. */
export type CaseSeen = { kind: string; lane: string; urgent: boolean; marked: boolean };

/** What the public and the officers see of one service at a moment. */
export type ServiceSeen = {
  posture: PostureLevel;
  open: boolean;
  notices: string[];
  /** Zones in which something is declared; `national` for the whole country. */
  zones: string[];
  /** Acts in the ledger, with their reasons. */
  reasons: string[];
  proposals: Pick<Proposal, 'cause' | 'level' | 'area' | 'closedAt' | 'decision' | 'asks'>[];
};

/** A look at the center: its services, and how many receipts were mailed so far. */
export type Look = { services: Record<string, ServiceSeen>; receipts: number };

/** All that a run has come to. */
export type Facts = {
  sent: Sent[];
  looks: Record<string, Look>;
  /** Cases by service and code. */
  cases: Record<string, Record<string, CaseSeen>>;
  /** Codes whose receipt was mailed. */
  mailed: ReadonlySet<string>;
  /** People called to their posts. */
  called: string[];
  findings: string[];
  proposedAfter: number[];
  effectAfter: number[];
  /** Cache-Control of every personal page that was opened. */
  cacheControls: string[];
  /** Calls that a role did not allow. */
  refusedCalls: string[];
};

/** One line of the table that ends a rehearsal. */
export type Verdict = { mustHold: string; held: boolean; seen: string };

const accepted = ({ answers }: Sent) => answers.some(({ status }) => status === 202);
const isRefusal = ({ status }: Sent['answers'][number]) => status === 429 || status === 503;
const percent = (part: number, whole: number) => `${whole === 0 ? 0 : ((100 * part) / whole).toFixed(1)}%`;
const sameZones = (one: readonly string[], other: readonly string[]) =>
  JSON.stringify([...new Set(one)].sort()) === JSON.stringify([...new Set(other)].sort());
const zonesOf = ({ area }: Pick<Proposal, 'area'>) => (area.kind === 'national' ? ['national'] : area.zones);
const shortList = (all: readonly string[]) =>
  all.length === 0 ? 'none' : `${all.slice(0, 8).join(', ')}${all.length > 8 ? ` and ${all.length - 8} more` : ''}`;
const at = (when: string) => (when === 'end' ? 'at the end' : `at "${when}"`);

/** What must hold in every exercise: nothing leaves it unmarked, and no role was asked for more than it has. */
export function judgeExercise({ cases, looks, refusedCalls }: Facts): Verdict[] {
  const all = Object.values(cases).flatMap((byCode) => Object.values(byCode));
  const unmarked = all.filter((each) => !each.marked).length;
  const texts = Object.values(looks).flatMap(({ services }) =>
    Object.values(services).flatMap(({ notices, reasons }) => [...notices, ...reasons]),
  );
  const plain = texts.filter((text) => !text.startsWith(mark));
  return [
    {
      mustHold: `every contact, notice and reason says ${mark}`,
      held: unmarked === 0 && plain.length === 0,
      seen: `${all.length} cases, ${unmarked} unmarked; ${texts.length} texts, ${plain.length} unmarked`,
    },
    {
      mustHold: 'no function needed a permission that its role lacks',
      held: refusedCalls.length === 0,
      seen: refusedCalls.length === 0 ? 'none' : shortList(refusedCalls),
    },
  ];
}

type Must = Expectation['must'];
type Judge<Name extends Must> = (expected: Extract<Expectation, { must: Name }>, facts: Facts) => Verdict;

const held = (mustHold: string, holds: boolean, seen: string): Verdict => ({ mustHold, held: holds, seen });
const crowdOf = ({ sent }: Facts, crowd: string) => sent.filter((each) => each.crowd === crowd);
const seenAt = ({ looks }: Facts, when: string, service: string) => looks[when]?.services[service];
const caseOf = ({ cases }: Facts, service: string, code: string | undefined) => cases[service]?.[code ?? ''];
const kindOf = (cause: string | undefined, level: string | undefined) =>
  [cause, level].filter((each) => each !== undefined).join(' ');

function within(what: string, times: readonly number[], milliseconds: number): Verdict {
  return held(
    `${what} within ${milliseconds} ms`,
    times.length > 0 && times.every((each) => each <= milliseconds),
    times.length === 0 ? 'never' : `${times.map((each) => Math.round(each)).join(', ')} ms`,
  );
}

/** Proposals of a cause and a level that a look saw, and in words all that it saw. */
function proposalsSeen(
  facts: Facts,
  service: string,
  when: string,
  cause: Proposal['cause'] | undefined,
  level: Proposal['level'] | undefined,
) {
  const all = seenAt(facts, when, service)?.proposals;
  const found = (all ?? []).filter(
    (each) => (cause === undefined || each.cause === cause) && (level === undefined || each.level === level),
  );
  const inWords = (each: ServiceSeen['proposals'][number]) => {
    const closed = each.closedAt === undefined ? '' : ' (closed)';
    const decided = each.decision ? ` (${each.decision.verdict})` : '';
    return `${each.cause} ${each.level} in ${shortList(zonesOf(each))}${closed}${decided}`;
  };
  const none = all === undefined ? 'not seen' : 'no proposal';
  return { looked: all !== undefined, found, seen: all?.map(inWords).join('; ') || none };
}

/** How each expectation is judged; one about contacts that never came has not held. */
const judges: { [Name in Must]: Judge<Name> } = {
  'lose-nothing': (_expected, facts) => {
    const taken = facts.sent.filter(accepted);
    const lost = taken.filter(({ service, codes }) => !codes.every((code) => caseOf(facts, service, code)));
    return held(
      'nothing accepted is lost',
      taken.length > 0 && lost.length === 0,
      `${taken.length} accepted, ${lost.length} lost`,
    );
  },
  'make-one-case-each': (_expected, facts) => {
    const people = facts.sent.filter(accepted).length;
    const twice = facts.sent.filter(({ codes }) => new Set(codes).size > 1).length;
    const cases = Object.values(facts.cases).reduce((sum, byCode) => sum + Object.keys(byCode).length, 0);
    return held(
      'each person has one case',
      people > 0 && twice === 0 && cases === people,
      `${people} people, ${cases} cases`,
    );
  },
  'mail-every-receipt': (_expected, facts) => {
    const taken = facts.sent.filter(accepted);
    const without = taken.filter(({ codes }) => !facts.mailed.has(codes[0] ?? '')).length;
    return held(
      'every receipt is mailed',
      taken.length > 0 && without === 0,
      `${taken.length - without} of ${taken.length} mailed`,
    );
  },
  'mail-no-receipt': (expected, facts) => {
    const { receipts } = facts.looks[expected.when] ?? { receipts: -1 };
    return held(`no receipt is mailed ${at(expected.when)}`, receipts === 0, `${receipts} mailed`);
  },
  'accept-all': (expected, facts) => {
    const people = crowdOf(facts, expected.crowd);
    const taken = people.filter(accepted).length;
    return held(
      `everybody of "${expected.crowd}" is accepted in the end`,
      people.length > 0 && taken === people.length,
      `${taken} of ${people.length}`,
    );
  },
  refuse: (expected, facts) => {
    const answers = crowdOf(facts, expected.crowd).flatMap((each) => each.answers);
    const refused = answers.filter(isRefusal).length;
    const share = answers.length === 0 ? Number.NaN : refused / answers.length;
    return held(
      `of "${expected.crowd}" ${percent(expected.atLeast, 1)} to ${percent(expected.atMost, 1)} of attempts are refused`,
      share >= expected.atLeast && share <= expected.atMost,
      `${refused} of ${answers.length}, ${percent(refused, answers.length)}`,
    );
  },
  'say-when-to-come-back': (_expected, facts) => {
    const refusals = facts.sent.flatMap((each) => each.answers.filter(isRefusal));
    const silent = refusals.filter(({ retryAfter }) => !(retryAfter !== undefined && retryAfter > 0)).length;
    const odd = facts.sent.flatMap((each) =>
      each.answers.filter((answer) => answer.status !== 202 && !isRefusal(answer)),
    ).length;
    return held(
      'every refusal says when to come back',
      silent === 0 && odd === 0,
      `${refusals.length} refusals, ${silent} silent, ${odd} other failures`,
    );
  },
  'keep-lane': (expected, facts) => {
    const cases = Object.values(facts.cases[expected.service] ?? {}).filter(
      ({ kind, urgent }) => kind === expected.kind && !urgent,
    );
    const strays = cases.filter(({ lane }) => lane !== expected.lane).length;
    return held(
      `${expected.kind} waits in the lane ${expected.lane}`,
      cases.length > 0 && strays === 0,
      `${cases.length} cases, ${strays} elsewhere`,
    );
  },
  'advise-the-endangered': (_expected, facts) => {
    const people = facts.sent.filter((each) => each.danger && accepted(each));
    const unadvised = people.filter(({ advised }) => !advised).length;
    const waiting = people.filter(({ service, codes }) => {
      const found = caseOf(facts, service, codes[0]);
      return !(found?.urgent && found.lane === 'urgent');
    }).length;
    return held(
      'whoever writes of danger reads the emergency numbers in the answer, and is urgent',
      people.length > 0 && unadvised === 0 && waiting === 0,
      `${people.length} people, ${unadvised} not advised, ${waiting} not urgent`,
    );
  },
  'answer-within': (expected, facts) => {
    const times = crowdOf(facts, expected.crowd).flatMap((each) =>
      each.answers.map(({ milliseconds }) => milliseconds),
    );
    const inTime = times.filter((each) => each <= expected.milliseconds).length;
    return held(
      `${percent(expected.ofAll, 1)} of "${expected.crowd}" are answered within ${expected.milliseconds} ms`,
      times.length > 0 && inTime / times.length >= expected.ofAll,
      `${percent(inTime, times.length)} of ${times.length}, slowest ${Math.round(Math.max(0, ...times))} ms`,
    );
  },
  'promise-within': (expected, facts) => {
    const waits = crowdOf(facts, expected.crowd).flatMap(({ receivedAt, dueAt }) =>
      receivedAt === undefined || dueAt === undefined ? [] : [(Date.parse(dueAt) - Date.parse(receivedAt)) / 3_600_000],
    );
    const longest = Math.max(0, ...waits);
    return held(
      `"${expected.crowd}" are promised an answer within ${expected.hours} hours`,
      waits.length > 0 && longest <= expected.hours + 0.01,
      `${waits.length} promises, ${waits.filter((wait) => wait > expected.hours + 0.01).length} later, the latest after ${longest.toFixed(1)} h`,
    );
  },
  'count-attempts-apart': (expected, facts) => {
    const people = crowdOf(facts, expected.crowd);
    const attempts = people.reduce((sum, { answers }) => sum + answers.length, 0);
    return held(
      `"${expected.crowd}" try at least ${expected.attemptsPerPerson} times each, and are counted once`,
      people.length > 0 &&
        attempts >= expected.attemptsPerPerson * people.length &&
        people.every(({ codes }) => new Set(codes).size <= 1),
      `${attempts} attempts, ${people.length} people, ${new Set(people.flatMap(({ codes }) => codes)).size} codes`,
    );
  },
  'cache-no-personal-page': (_expected, facts) => {
    const stored = facts.cacheControls.filter((value) => !/\bno-store\b/.test(value)).length;
    return held(
      'no personal page may be cached',
      facts.cacheControls.length > 0 && stored === 0,
      `${facts.cacheControls.length} opened, ${stored} without no-store`,
    );
  },
  be: (expected, facts) => {
    const { service, when, posture, open, notice, zones } = expected;
    const seen = seenAt(facts, when, service);
    const asked = [
      posture,
      open === undefined ? undefined : open ? 'open' : 'shut',
      notice === undefined ? undefined : `with the notice "${notice}"`,
      zones === undefined ? undefined : `in ${shortList(zones)}`,
    ].filter((each) => each !== undefined);
    return held(
      `${service} is ${asked.join(', ')} ${at(when)}`,
      seen !== undefined &&
        (posture === undefined || seen.posture === posture) &&
        (open === undefined || seen.open === open) &&
        (notice === undefined ||
          (notice === '' ? seen.notices.length === 0 : seen.notices.some((each) => each.includes(notice)))) &&
        (zones === undefined || sameZones(seen.zones, zones)),
      seen === undefined ? 'not seen' : `${seen.posture}, ${seen.open ? 'open' : 'shut'}, ${shortList(seen.zones)}`,
    );
  },
  propose: ({ service, when, cause, level, zones, closed = false, verdict }, facts) => {
    const { found, seen } = proposalsSeen(facts, service, when, cause, level);
    const fits = found.filter(
      (each) =>
        (each.closedAt !== undefined) === closed &&
        (zones === undefined || sameZones(zonesOf(each), zones)) &&
        (verdict === undefined || (each.decision?.verdict ?? 'none') === verdict),
    );
    const where = zones === undefined ? '' : ` for ${shortList(zones)}`;
    const state = closed ? 'is closed' : 'stands';
    const decided = verdict === undefined ? '' : `, ${verdict === 'none' ? 'undecided' : verdict}`;
    const mustHold = `a proposal of ${kindOf(cause, level)}${where} ${state} ${at(when)}${decided}`;
    return held(mustHold, fits.length === 1, seen);
  },
  'not-propose': ({ service, when, cause, level }, facts) => {
    const { looked, found, seen } = proposalsSeen(facts, service, when, cause, level);
    const kind = kindOf(cause, level);
    const mustHold = `nothing${kind === '' ? '' : ` of ${kind}`} is proposed ${at(when)}`;
    return held(mustHold, looked && found.length === 0, seen);
  },
  report: (expected, facts) => {
    const times = facts.findings.filter((finding) => finding === expected.finding).length;
    const seen = times > 0 ? `${times} times` : shortList([...new Set(facts.findings)]);
    return held(`"${expected.finding}" is reported`, times > 0, seen);
  },
  'propose-within': ({ milliseconds }, { proposedAfter }) =>
    within('what arrives is proposed', proposedAfter, milliseconds),
  'take-effect-within': ({ milliseconds }, { effectAfter }) =>
    within('what an officer confirms is public', effectAfter, milliseconds),
  'leave-untouched': (expected, facts) => {
    const seen = seenAt(facts, 'end', expected.service);
    const people = facts.sent.filter(({ service }) => service === expected.service);
    const failed = people.flatMap(({ answers }) => answers.filter(({ status }) => status !== 202)).length;
    return held(
      `${expected.service} stays as it was: ordinary, nothing declared, nobody refused`,
      seen?.posture === 'ordinary' && seen.reasons.length === 0 && failed === 0,
      `${seen?.posture ?? 'not seen'}, ${seen?.reasons.length ?? 0} acts, ${people.length} people, ${failed} refused`,
    );
  },
  'call-staff': (expected, facts) => {
    return held(
      `at least ${expected.people} of the staff are called`,
      new Set(facts.called).size >= expected.people,
      shortList([...new Set(facts.called)]),
    );
  },
};

/** Whether what must hold has held, and what was seen. */
export function judge(expected: Expectation, facts: Facts): Verdict {
  return (judges[expected.must] as (asked: Expectation, facts: Facts) => Verdict)(expected, facts);
}
