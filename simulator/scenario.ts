import * as z from 'zod/mini';
import { colours } from '../shared/contracts/bulletin.ts';
import { type ContactBody, maximumMessageLength } from '../shared/contracts/contact.ts';
import { Area, DeclaredLevel, HoursChoice, postureLevels } from '../shared/contracts/declaration.ts';
import { Kind } from '../shared/contracts/kind.ts';
import { Translated } from '../shared/contracts/text.ts';

////////// A scenario as data

const words = z.string().check(z.minLength(1));
const offsetInstant = z.iso.datetime({ offset: true });
const Colour = z.enum(colours);
const causes = ['bulletin', 'cap', 'quake', 'load'] as const;

/** A share of what a crowd sends; `danger` says that every one of its messages speaks of danger to life. */
const Part = z.strictObject({
  kind: Kind,
  category: z.optional(words),
  share: z.number().check(z.positive()),
  language: z.optional(z.enum(['it', 'en', 'de'])),
  danger: z.optional(z.literal(true)),
  messages: z.array(words).check(z.minLength(1)),
});

/** People who write to one service: how many an hour as the event goes on (hours from its begin), and what about. */
const Crowd = z.strictObject({
  service: words,
  curve: z.array(z.tuple([z.number().check(z.nonnegative()), z.number().check(z.nonnegative())])).check(z.minLength(2)),
  mix: z.array(Part).check(z.minLength(1)),
  /** How often each person sends the very same, and whether the browser keeps the Idempotency-Key; left out: once. */
  again: z.optional(
    z.strictObject({ times: z.int().check(z.positive()), everySeconds: z.number(), sameKey: z.boolean() }),
  ),
  /** Seconds for which a refused person comes back when told to; 0: never. */
  patience: z.number().check(z.nonnegative()),
});
export type Crowd = z.infer<typeof Crowd>;

const at = { at: z.number().check(z.nonnegative()) };
const officer = { ...at, who: words, service: words, reason: words };
/** Left out, the alert files are read at once; otherwise whenever the schedule reads them. */
const dropped = { ...at, unread: z.optional(z.literal(true)) };

/** Everything that happens, `at` seconds after the run begins. */
const Step = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('crowd'), ...at, crowd: words }),
  /** Waits until every crowd that began has been answered. */
  z.strictObject({ do: z.literal('settle'), ...at }),
  z.strictObject({
    do: z.literal('quake'),
    ...dropped,
    magnitude: z.number(),
    latitude: z.number(),
    longitude: z.number(),
    place: words,
  }),
  z.strictObject({
    do: z.literal('bulletin'),
    ...dropped,
    published: offsetInstant,
    horizon: z.enum(['oggi', 'domani']),
    /** Days (`YYYY-MM-DD`) by which the file is labelled, where it is not what its horizon says. */
    labelled: z.optional(z.iso.date()),
    zones: z.record(z.string(), Colour),
    others: z._default(Colour, 'green'),
    without: z.optional(z.array(words)),
  }),
  z.strictObject({
    do: z.literal('cap'),
    ...dropped,
    identifier: words,
    sender: words,
    status: z.enum(['Actual', 'Exercise', 'System', 'Test', 'Draft']),
    msgType: z.enum(['Alert', 'Update', 'Cancel']),
    severity: z.enum(['Extreme', 'Severe', 'Moderate', 'Minor']),
    event: words,
    area: words,
  }),
  z.strictObject({ do: z.literal('file'), ...dropped, name: words, text: z.string() }),
  z.strictObject({ do: z.literal('read'), ...at }),
  /** An officer confirms the proposal that asks, and declares what it says. */
  z.strictObject({
    do: z.literal('confirm'),
    ...officer,
    cause: z.enum(causes),
    level: DeclaredLevel,
    hours: HoursChoice,
    notice: Translated,
    hoursLong: z.number().check(z.positive()),
  }),
  z.strictObject({ do: z.literal('refuse'), ...officer, cause: z.enum(causes), level: DeclaredLevel }),
  z.strictObject({
    do: z.literal('declare'),
    ...officer,
    level: DeclaredLevel,
    area: Area,
    hours: HoursChoice,
    notice: Translated,
    hoursLong: z.number().check(z.positive()),
  }),
  /** The three that follow are about the newest declaration that holds. */
  z.strictObject({ do: z.literal('change'), ...officer, notice: Translated }),
  z.strictObject({ do: z.literal('renew'), ...officer, hoursLong: z.number().check(z.positive()) }),
  z.strictObject({ do: z.literal('stand-down'), ...officer }),
  z.strictObject({ do: z.literal('load-alarm'), ...at, service: words }),
  z.strictObject({ do: z.literal('stop'), ...at, emulator: z.enum(['dynamodb', 'queues', 'mail']) }),
  z.strictObject({ do: z.literal('start'), ...at, emulator: z.enum(['dynamodb', 'queues', 'mail']) }),
  /** The center stops and starts again at a later time, as nobody waits for hours. */
  z.strictObject({ do: z.literal('clock'), ...at, to: offsetInstant }),
  z.strictObject({ do: z.literal('look'), ...at, as: words }),
]);
export type Step = z.infer<typeof Step>;

const share = z.number().check(z.minimum(0), z.maximum(1));
/** `when` names a look of the steps; left out, it is the end. */
const then = { service: words, when: z._default(words, 'end') };

/** What must hold. */
const Expectation = z.discriminatedUnion('must', [
  z.strictObject({ must: z.literal('lose-nothing') }),
  z.strictObject({ must: z.literal('make-one-case-each') }),
  z.strictObject({ must: z.literal('mail-every-receipt') }),
  z.strictObject({ must: z.literal('mail-no-receipt'), when: words }),
  z.strictObject({ must: z.literal('accept-all'), crowd: words }),
  z.strictObject({
    must: z.literal('refuse'),
    crowd: words,
    atLeast: z._default(share, 0),
    atMost: z._default(share, 1),
  }),
  z.strictObject({ must: z.literal('say-when-to-come-back') }),
  z.strictObject({ must: z.literal('keep-lane'), service: words, kind: words, lane: words }),
  z.strictObject({ must: z.literal('advise-the-endangered') }),
  z.strictObject({ must: z.literal('answer-within'), crowd: words, milliseconds: z.number(), ofAll: share }),
  z.strictObject({ must: z.literal('promise-within'), crowd: words, hours: z.number() }),
  z.strictObject({ must: z.literal('count-attempts-apart'), crowd: words, attemptsPerPerson: z.number() }),
  z.strictObject({ must: z.literal('cache-no-personal-page') }),
  z.strictObject({
    must: z.literal('be'),
    ...then,
    posture: z.optional(z.enum(postureLevels)),
    open: z.optional(z.boolean()),
    notice: z.optional(z.string()),
    zones: z.optional(z.array(words)),
  }),
  z.strictObject({
    must: z.literal('propose'),
    ...then,
    cause: z.enum(causes),
    level: z.optional(DeclaredLevel),
    zones: z.optional(z.array(words)),
    closed: z.optional(z.boolean()),
    verdict: z.optional(z.enum(['confirmed', 'refused', 'none'])),
  }),
  z.strictObject({
    must: z.literal('not-propose'),
    ...then,
    cause: z.optional(z.enum(causes)),
    level: z.optional(DeclaredLevel),
  }),
  z.strictObject({ must: z.literal('report'), finding: words }),
  z.strictObject({ must: z.literal('propose-within'), milliseconds: z.number() }),
  z.strictObject({ must: z.literal('take-effect-within'), milliseconds: z.number() }),
  z.strictObject({ must: z.literal('leave-untouched'), service: words }),
  z.strictObject({ must: z.literal('call-staff'), people: z.int() }),
]);
export type Expectation = z.infer<typeof Expectation>;

/** An exercise as data: simulator/<id>.json. */
export const Scenario = z.strictObject({
  id: words,
  title: words,
  /** Where each number comes from; a source that says `assumption` is ours. */
  figures: z.array(z.strictObject({ figure: words, source: words })).check(z.minLength(1)),
  /** What of the real event this exercise leaves out. */
  notRehearsed: z.array(words),
  startsAt: offsetInstant,
  unthrottled: z.optional(z.literal(true)),
  /** Contacts sent for each contact of the curves, and seconds of the run for each hour of them. */
  scale: z.number().check(z.positive()),
  secondsPerHour: z.number().check(z.positive()),
  crowds: z.record(z.string(), Crowd),
  steps: z.array(Step).check(z.minLength(1)),
  mustHold: z.array(Expectation).check(z.minLength(1)),
});
export type Scenario = z.infer<typeof Scenario>;

/** Reads a scenario; throws an Error that names the first member that is wrong, or a name that nothing has. */
export function readScenario(json: string, file: string): Scenario {
  const parsed = Scenario.safeParse(JSON.parse(json));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${file}: /${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'is wrong'}`);
  }
  const { crowds, steps, mustHold } = parsed.data;
  const looks = new Set(['end', ...steps.flatMap((step) => (step.do === 'look' ? [step.as] : []))]);
  for (const step of steps)
    if (step.do === 'crowd' && crowds[step.crowd] === undefined) throw new Error(`${file}: no crowd ${step.crowd}`);
  for (const expected of mustHold) {
    if ('crowd' in expected && crowds[expected.crowd] === undefined)
      throw new Error(`${file}: no crowd ${expected.crowd}`);
    if ('when' in expected && !looks.has(expected.when)) throw new Error(`${file}: no look ${expected.when}`);
  }
  return parsed.data;
}

////////// From curves to contacts

/**
 * When a crowd's contacts are sent, in seconds from its begin: as many as lie under the curve (points `[hour, contacts
 * an hour]`, straight lines between them) times `scale`, each where the area to its left says, an hour lasting
 * `secondsPerHour`.
 */
export function sendTimes(
  curve: readonly (readonly [number, number])[],
  scale: number,
  secondsPerHour: number,
): number[] {
  const times: number[] = [];
  let before = 0;
  for (const [index, [from, rate]] of curve.slice(0, -1).entries()) {
    const [to, next] = curve[index + 1] as readonly [number, number];
    if (to < from) throw new Error('the hours of a curve go up');
    const start = rate * scale;
    const slope = to === from ? 0 : ((next - rate) * scale) / (to - from);
    const area = ((start + next * scale) / 2) * (to - from);
    // A contact comes when half of it lies to the left.
    for (let due = times.length + 0.5; due <= before + area; due += 1) {
      const left = due - before;
      const root = Math.sqrt(Math.max(0, start * start + 2 * slope * left));
      const hour = from + (2 * left) / (start + root);
      times.push(hour * secondsPerHour);
    }
    before += area;
  }
  return times;
}

/**
 * Which part of a mix the n-th contact (from 0) belongs to: after any number of contacts each part has had its share,
 * give or take one.
 */
export function partsOf<Each extends { share: number }>(mix: readonly Each[], count: number): Each[] {
  const total = mix.reduce((sum, part) => sum + part.share, 0);
  const given = mix.map(() => 0);
  return Array.from({ length: count }, (_, index) => {
    const owed = mix.map((part, place) => (part.share / total) * (index + 1) - (given[place] as number));
    const place = owed.indexOf(Math.max(...owed));
    given[place] = (given[place] as number) + 1;
    return mix[place] as Each;
  });
}

/** What every text, notice and reason of an exercise begins with. */
export const mark = 'ESERCITAZIONE';

/** A text that everybody can tell from a real one. */
export const marked = (text: string) => `${mark}. ${text}`;

/** A notice that says in each language, and first of all, that this is an exercise. */
export const markedNotice = (notice: Translated): Translated => ({
  it: marked(notice.it),
  en: marked(`Exercise. ${notice.en}`),
  de: marked(`Übung. ${notice.de}`),
});

/** The contact of one person of a crowd (from 0): marked as an exercise, its address nobody's. */
export function contactOf(scenario: string, crowd: string, part: z.infer<typeof Part>, person: number): ContactBody {
  const message = part.messages[person % part.messages.length] as string;
  return {
    kind: part.kind,
    ...(part.category === undefined ? {} : { category: part.category }),
    requester: 'citizen',
    name: `Esercitazione ${person + 1}`,
    surname: scenario,
    email: `esercitazione-${scenario}-${crowd.replace(/\W+/g, '-')}-${person + 1}@example.org`.toLowerCase(),
    language: part.language ?? 'it',
    subject: marked(crowd),
    // The number keeps two people's words apart.
    message: `${marked(message)} (${person + 1})`.slice(0, maximumMessageLength),
    privacyAccepted: true,
  };
}

/** Whether a case of the register says by name and words that it is an exercise. */
export const isMarked = ({ name, message }: { name?: string | undefined; message?: string | undefined }) =>
  name?.startsWith('Esercitazione ') === true && message?.startsWith(`${mark}. `) === true;
