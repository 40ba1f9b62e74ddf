import * as z from 'zod/mini';
import { Advice, CitizenWords, Email, ReceiptCode } from './contact.ts';
import { dangerKinds } from './danger.ts';
import { holdMembers } from './desk-event.ts';
import { ServiceId } from './kind.ts';
import { Phone } from './phone.ts';
import { SafeContact } from './safe-contact.ts';
import { Instant, Language, noControl, seenLine, somethingSeen, unixLines } from './text.ts';

/** What a citizen may give so that others can read it. */
export const contributionKinds = ['story', 'idea'] as const;
export const ContributionKind = z.enum(contributionKinds);
export type ContributionKind = z.infer<typeof ContributionKind>;

/**
 * What a citizen may consent to, each by itself: that it is published, under the first name rather than without one,
 * that the author is written to about it, that a story is told as a dialogue among the "stories to know".
 */
export const consentPurposes = ['publish', 'name', 'contact', 'dialogue'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/** Where a contribution stands. `kept`: read by staff alone; `erased`: its words are gone. */
export const contributionStates = [
  'waiting',
  'changes-asked',
  'published',
  'declined',
  'kept',
  'withdrawn',
  'erased',
] as const;
export type ContributionState = (typeof contributionStates)[number];

/** Why a contribution is not published, is sent back or is taken down. */
export const declineReasons = [
  'somebody-recognisable',
  'offensive',
  'advertising',
  'not-our-matter',
  'already-known',
  'hard-to-understand',
  'other',
] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** What became of an idea. */
export const ideaOutcomes = ['under-study', 'taken-up', 'not-taken-up', 'done'] as const;
export type IdeaOutcome = (typeof ideaOutcomes)[number];

/** What the aid marks before a text is published. */
export const markedThings = [
  'phone',
  'email',
  'fiscal-code',
  'iban',
  'plate',
  'receipt-code',
  'name',
  'place',
] as const;
export type MarkedThing = (typeof markedThings)[number];

/** Characters of a title and of a text. */
export const maximumTitleLength = 120;
export const maximumContributionLength = 4_000;

const words = (maximum: number) =>
  z
    .string()
    .check(z.overwrite(unixLines), z.trim(), z.minLength(1), z.maxLength(maximum), noControl, z.regex(somethingSeen));
const Answer = z.enum(['yes', 'no']);
const Title = seenLine(maximumTitleLength);
const FirstName = seenLine(40);
const SecondFactWords = z.string().check(z.trim(), z.minLength(3), z.maxLength(254));
const CodeTyped = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));
const Id = z.string().check(z.regex(/^[0-9a-z]{12}$/), z.maxLength(12));

/** Each purpose by itself; what is left out is a no. */
export const Consents = z.strictObject({
  publish: z.optional(Answer),
  name: z.optional(Answer),
  contact: z.optional(Answer),
  dialogue: z.optional(Answer),
});

/** The body of `POST …/contributions`: a story or an idea; e-mail or phone is the second fact beside the code. */
export const ContributionBody = z.strictObject({
  kind: ContributionKind,
  language: z._default(Language, 'it'),
  title: Title,
  text: CitizenWords,
  /** Shown only with the consent `name`. */
  firstName: z.optional(FirstName),
  email: z.optional(Email),
  phone: z.optional(Phone),
  consents: z.optional(Consents),
  /** The author is a parent or guardian of the minor whom the text lets be known, and agrees to its publication. */
  parentAgrees: z.optional(Answer),
  /** How to be reached without risk: every mail obeys. */
  safeContact: z.optional(SafeContact),
  privacyAccepted: z.literal(true),
});
export type ContributionBody = z.infer<typeof ContributionBody>;

/** The 202 answer: what the author holds, and by when it is decided. */
export const ContributionReceipt = z.strictObject({
  code: ReceiptCode,
  service: ServiceId,
  kind: ContributionKind,
  receivedAt: Instant,
  decidedBy: Instant,
  /** What was written speaks of danger: it is a request to the desk too, under the same code. */
  alsoRequest: z.optional(z.literal(true)),
  advice: z.optional(Advice),
});
export type ContributionReceipt = z.infer<typeof ContributionReceipt>;

/** The body of `POST …/own-contribution`: a code as a person types it, and the e-mail or phone given with it. */
export const OwnContributionAsked = z.strictObject({ code: CodeTyped, secondFact: SecondFactWords });
export type OwnContributionAsked = z.infer<typeof OwnContributionAsked>;

/** The body of `POST …/own-contribution/changes`: other words, where the author was asked for them. */
export const ContributionChange = z.strictObject({
  code: CodeTyped,
  secondFact: SecondFactWords,
  title: Title,
  text: CitizenWords,
});
export type ContributionChange = z.infer<typeof ContributionChange>;

/** The body of `POST …/own-contribution/withdrawals`: which consents end; `all` erases the words as well. */
export const ConsentWithdrawal = z.strictObject({
  code: CodeTyped,
  secondFact: SecondFactWords,
  withdraw: z.union([
    z.enum(['publish', 'name', 'contact', 'dialogue', 'all']),
    z.array(z.enum(consentPurposes)).check(z.minLength(1), z.maxLength(consentPurposes.length)),
  ]),
});
export type ConsentWithdrawal = z.infer<typeof ConsentWithdrawal>;

/** One turn of a story that is told as a dialogue. */
const Turn = z.strictObject({ who: z.enum(['citizen', 'service']), text: words(1_000) });
const Dialogue = z.array(Turn).check(z.minLength(2), z.maxLength(20));

/** What became of an idea, as everybody reads it. */
const Outcome = z.strictObject({
  outcome: z.enum(ideaOutcomes),
  words: z.optional(z.string().check(z.maxLength(1_000))),
  at: Instant,
});
export type Outcome = z.infer<typeof Outcome>;

const publicMembers = {
  id: Id,
  kind: ContributionKind,
  language: Language,
  title: z.string().check(z.maxLength(maximumTitleLength)),
  publishedAt: Instant,
  /** The author's first name, where they consented to it. */
  by: z.optional(z.string().check(z.maxLength(40))),
  outcome: z.optional(Outcome),
  /** Made up, to show what can be given. */
  example: z.optional(z.literal(true)),
};

/** The answer of `GET …/contributions/{id}`: a published story or idea, as its moderators let it be read. */
export const PublicContribution = z.strictObject({
  service: ServiceId,
  ...publicMembers,
  text: z.string().check(z.maxLength(maximumContributionLength)),
  /** The story once more as a dialogue. */
  dialogue: z.optional(Dialogue),
});
export type PublicContribution = z.infer<typeof PublicContribution>;

/** One published contribution in a list: how it begins. */
export const ContributionLine = z.strictObject({
  ...publicMembers,
  begins: z.string().check(z.maxLength(240)),
  dialogue: z.optional(z.literal(true)),
});
export type ContributionLine = z.infer<typeof ContributionLine>;

/** Published contributions that one answer lists at most, the newest first. */
export const maximumListed = 200;

/** The answer of `GET …/contributions`: what is published, the newest first. */
export const PublicContributions = z.strictObject({
  service: ServiceId,
  contributions: z.array(ContributionLine).check(z.maxLength(maximumListed)),
});
export type PublicContributions = z.infer<typeof PublicContributions>;

/** The body of `POST …/similar-contributions`: the words of an idea before it is sent. */
export const SimilarAsked = z.strictObject({ language: z._default(Language, 'it'), text: CitizenWords });
export type SimilarAsked = z.infer<typeof SimilarAsked>;

/** The answer: published ideas that share its words, the nearest first. */
export const SimilarIdeas = z.strictObject({
  service: ServiceId,
  ideas: z.array(ContributionLine).check(z.maxLength(5)),
  advice: z.optional(Advice),
});
export type SimilarIdeas = z.infer<typeof SimilarIdeas>;

const consentsGiven = z.strictObject({ publish: Answer, name: Answer, contact: Answer, dialogue: Answer });
const Said = z.strictObject({
  reason: z.enum(declineReasons),
  words: z.optional(z.string().check(z.maxLength(1_000))),
});
const State = z.enum(contributionStates);

/** What the author sees of their own: where it stands, and why. */
export const OwnContribution = z.strictObject({
  code: ReceiptCode,
  service: ServiceId,
  kind: ContributionKind,
  language: Language,
  state: State,
  receivedAt: Instant,
  /** By when it is decided; while it waits. */
  decidedBy: z.optional(Instant),
  title: z.optional(z.string().check(z.maxLength(maximumTitleLength))),
  text: z.optional(z.string().check(z.maxLength(maximumContributionLength))),
  consents: consentsGiven,
  /** Why it was declined, sent back or taken down. */
  said: z.optional(Said),
  /** Its public name, while it is published. */
  id: z.optional(Id),
  outcome: z.optional(Outcome),
  history: z.array(z.strictObject({ state: State, at: Instant })).check(z.maxLength(200)),
  /** There where the words just sent speak of danger to life. */
  advice: z.optional(Advice),
});
export type OwnContribution = z.infer<typeof OwnContribution>;

const Offset = z.int().check(z.minimum(0), z.maximum(maximumContributionLength));
/** A place of a text: of which part, from which character to which, that one not included. */
const Span = z.strictObject({ of: z.enum(['title', 'text', 'dialogue']), from: Offset, to: Offset });
export type Span = z.infer<typeof Span>;

/** What could let somebody be known, as the aid marks it; in a dialogue `turn` says in which. */
export const Mark = z.strictObject({
  ...Span.shape,
  turn: z.optional(z.int().check(z.minimum(0), z.maximum(19))),
  what: z.enum(markedThings),
  words: z.string().check(z.maxLength(maximumContributionLength)),
});
export type Mark = z.infer<typeof Mark>;
const Marks = z.array(Mark).check(z.maxLength(2_000));

/** Whether a text lets somebody be known, as its moderator answers for it: a yes forbids publication. */
const LetsBeKnown = z.strictObject({
  /** `parent-agrees`: a minor, whose parent wrote it and agrees. */
  minor: z.enum(['no', 'yes', 'parent-agrees']),
  formerPartner: Answer,
  another: Answer,
});
export type LetsBeKnown = z.infer<typeof LetsBeKnown>;

/** The body of `POST …/contributions/{id}/decisions`: what a moderator does, on the version that was seen. */
export const ContributionDecision = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('publish'),
    /** What everybody will read; the original stays as it was given. */
    title: Title,
    text: words(maximumContributionLength),
    dialogue: z.optional(Dialogue),
    letsBeKnown: LetsBeKnown,
    /** Each mark that stays in the text all the same. */
    confirmed: z.optional(
      z
        .array(z.strictObject({ ...Span.shape, turn: z.optional(z.int().check(z.minimum(0), z.maximum(19))) }))
        .check(z.maxLength(2_000)),
    ),
  }),
  z.strictObject({ act: z.literal('decline'), reason: z.enum(declineReasons), words: z.optional(words(1_000)) }),
  z.strictObject({ act: z.literal('send-back'), reason: z.enum(declineReasons), words: words(1_000) }),
  z.strictObject({ act: z.literal('keep') }),
  z.strictObject({ act: z.literal('take-down'), reason: z.enum(declineReasons), words: z.optional(words(1_000)) }),
  z.strictObject({ act: z.literal('set-outcome'), outcome: z.enum(ideaOutcomes), words: z.optional(words(1_000)) }),
]);
export type ContributionDecision = z.infer<typeof ContributionDecision>;

/** Why a decision cannot be done, in a word. */
export const contributionRefusals = [
  'not-now',
  'no-consent',
  'lets-be-known',
  'no-parent-statement',
  'no-dialogue-consent',
  'marks-left',
  'no-idea',
  'reason-missing',
  'held',
] as const;
export type ContributionRefusal = (typeof contributionRefusals)[number];

/** The boxes in which moderators find contributions. */
export const contributionBoxes = contributionStates.filter((state) => state !== 'erased');

/** The answer of `GET /desk/{service}/contributions`: one box, the longest waiting first. */
export const GivenContributions = z.strictObject({
  service: ServiceId,
  box: State,
  /** Those that wait for a moderator, and of them those whose time is over. */
  waiting: z.int().check(z.minimum(0), z.maximum(1_000_000)),
  overdue: z.int().check(z.minimum(0), z.maximum(1_000_000)),
  contributions: z
    .array(
      z.strictObject({
        id: Id,
        kind: ContributionKind,
        language: Language,
        state: State,
        version: z.int().check(z.minimum(1), z.maximum(1_000_000)),
        title: z.string().check(z.maxLength(maximumTitleLength)),
        receivedAt: Instant,
        decidedBy: z.optional(Instant),
        mayBePublished: z.boolean(),
        danger: z.optional(z.enum(dangerKinds)),
        outcome: z.optional(z.enum(ideaOutcomes)),
      }),
    )
    .check(z.maxLength(maximumListed)),
});
export type GivenContributions = z.infer<typeof GivenContributions>;

/** The answer of the desk's own address of one contribution: the original with its marks, and what was done. */
export const GivenContribution = z.strictObject({
  service: ServiceId,
  id: Id,
  version: z.int().check(z.minimum(1), z.maximum(1_000_000)),
  kind: ContributionKind,
  language: Language,
  state: State,
  receivedAt: Instant,
  decidedBy: z.optional(Instant),
  title: z.optional(z.string().check(z.maxLength(maximumTitleLength))),
  text: z.optional(z.string().check(z.maxLength(maximumContributionLength))),
  firstName: z.optional(z.string().check(z.maxLength(40))),
  consents: consentsGiven,
  parentAgrees: Answer,
  marks: Marks,
  /** What everybody reads, or read while it was published. */
  shown: z.optional(PublicContribution),
  said: z.optional(Said),
  outcome: z.optional(Outcome),
  /** The request that it also is, because it speaks of danger. */
  request: z.optional(ReceiptCode),
  danger: z.optional(z.enum(dangerKinds)),
  hold: z.optional(z.strictObject({ ...holdMembers, by: z.string().check(z.maxLength(200)), at: Instant })),
  history: z
    .array(
      z.strictObject({
        at: Instant,
        what: z.enum([
          'given',
          'changed',
          'consent-withdrawn',
          'published',
          'declined',
          'sent-back',
          'kept',
          'taken-down',
          'outcome-set',
          'held',
          'hold-lifted',
          'erased',
        ]),
        by: z.optional(z.string().check(z.maxLength(200))),
      }),
    )
    .check(z.maxLength(200)),
});
export type GivenContribution = z.infer<typeof GivenContribution>;
