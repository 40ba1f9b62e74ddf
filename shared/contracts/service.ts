import * as z from 'zod/mini';
import { ContributionKind, contributionKinds } from './contribution.ts';
import { Channel, Identifier, Kind, kinds, ServiceId } from './kind.ts';
import { ProposalRule } from './proposal.ts';
import { Language, Translated } from './text.ts';
import { StaffNumber } from './wake.ts';

const WallTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/), z.maxLength(5));
const Span = z
  .strictObject({ from: WallTime, to: WallTime })
  .check(
    z.refine(({ from, to }) => from < to, { error: 'a span ends after it begins; hours over midnight are two spans' }),
  );
const Spans = z.array(Span).check(z.maxLength(6));

const Target = z.union([
  z.strictObject({ workingMinutes: z.int().check(z.minimum(1), z.maximum(60_000)) }),
  z.strictObject({ days: z.int().check(z.minimum(1), z.maximum(365)) }),
  z.strictObject({ months: z.int().check(z.minimum(1), z.maximum(12)) }),
]);

/**
 * What is owed for a kind by a rule of its own, as its receipt has to say it (L. 241/1990 art. 18-bis): by when, by which
 * source, who answers for it, and what to do when nobody answers.
 */
const Duty = z.strictObject({
  term: Target,
  source: Translated,
  /** The office, and the person responsible where one is named. */
  office: z.optional(Translated),
  remedy: z.optional(Translated),
  /** Days for which the term may be suspended, once; left out: thirty (L. 241/1990 art. 2 c. 7). 0: it may not be. */
  suspension: z.optional(z.int().check(z.minimum(0), z.maximum(30))),
});
export type Duty = z.infer<typeof Duty>;

/** The act of the union agreement that allows figures of one person (L. 300/1970 art. 4), and its day. */
export const UnionAgreement = z.strictObject({
  act: z.string().check(z.trim(), z.minLength(3), z.maxLength(300)),
  date: z.iso.date().check(z.maxLength(10)),
});
export type UnionAgreement = z.infer<typeof UnionAgreement>;

const AtWork = z.int().check(z.minimum(0), z.maximum(500));

/** The limits that hold in one posture: requests a second, environments, batches in flight, mails a second. */
export const CapacityLimits = z.strictObject({
  intakeRequestsPerSecond: z.int().check(z.minimum(1), z.maximum(10_000)),
  intakeBurst: z.int().check(z.minimum(1), z.maximum(5_000)),
  intakeConcurrency: z.int().check(z.minimum(1), z.maximum(1_000)),
  intakeProvisioned: z.int().check(z.minimum(0), z.maximum(1_000)),
  registrarConcurrency: z.int().check(z.minimum(2), z.maximum(1_000)),
  mailsPerSecond: z.int().check(z.minimum(1), z.maximum(1_000)),
});
export type CapacityLimits = z.infer<typeof CapacityLimits>;

/**
 * What a voice menu says besides what follows from hours and posture; a service without one offers its kinds in their
 * order.
 */
export const VoiceMenuRules = z.strictObject({
  /**
   * What each key leads to; `name` is a noun phrase, said before the key. 0, * and # belong to status, call-back and
   * repetition, 9 to danger to life.
   */
  options: z
    .array(z.strictObject({ key: z.string().check(z.regex(/^[1-8]$/), z.maxLength(1)), kind: Kind, name: Translated }))
    .check(z.minLength(1), z.maxLength(8)),
  /** The wait that the charter allows; above it a call-back is offered. */
  longestWaitSeconds: z.int().check(z.minimum(10), z.maximum(3600)),
  /** What a caller hears of the use of their data, in a sentence or two (GDPR art. 13). */
  privacy: Translated,
});
export type VoiceMenuRules = z.infer<typeof VoiceMenuRules>;

/**
 * Where alerts are read: an https address, or a file or folder (`file:…/`). At each poll `{day}` and `{yesterday}` (a
 * bulletin of the late evening is found after midnight) and `{since}` (a day ago) are filled in.
 */
export const AlertSource = z.strictObject({
  kind: z.enum(['bulletin', 'cap', 'quakes']),
  address: z.string().check(z.regex(/^(https|file):\/\/\S+$/), z.maxLength(500)),
});
export type AlertSource = z.infer<typeof AlertSource>;

/** A service: everything that makes Protezione Civile differ from FamilyLine, as data. */
export const ServiceDefinition = z
  .strictObject({
    $schema: z.optional(z.string().check(z.maxLength(500))),
    service: ServiceId,
    codePrefix: z.string().check(z.regex(/^[A-Z]{2,4}$/), z.maxLength(4)),
    name: Translated,
    administration: Translated,
    /** The administration's code in the index of public administrations: catalogues of open data name it by that. */
    ipa: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{2,30}$/), z.maxLength(30))),
    description: Translated,
    website: z.url({ protocol: /^https$/ }).check(z.maxLength(500)),
    /** Who stands behind the service; what an administration has not said of itself is left out, and not shown. */
    about: z.optional(
      z.strictObject({
        purpose: Translated,
        runBy: Translated,
        funding: z.optional(Translated),
        responsible: z.optional(Translated),
        commitments: z.optional(z.array(Translated).check(z.minLength(1), z.maxLength(8))),
      }),
    ),
    /** There once the service has ended: since when, and who answers instead. Its pages then offer no call and no form. */
    ended: z.optional(
      z.strictObject({
        on: z.iso.date().check(z.maxLength(10)),
        instead: Translated,
        website: z.optional(z.url({ protocol: /^https$/ }).check(z.maxLength(500))),
      }),
    ),
    /**
     * The administration's own accessibility statement, as AgID publishes it (form.agid.gov.it); the shipped ones are
     * examples.
     */
    accessibilityStatement: z.optional(z.url({ protocol: /^https$/ }).check(z.maxLength(500))),
    timeZone: z.literal('Europe/Rome'),
    phones: z
      .array(
        z.strictObject({
          number: z.string().check(z.regex(/^\+?[0-9]{3,15}$/), z.maxLength(16)),
          display: z.string().check(z.minLength(3), z.maxLength(30)),
          name: Translated,
          freeOfCharge: z.boolean(),
        }),
      )
      .check(z.minLength(1), z.maxLength(5)),
    channels: z
      .array(
        z.strictObject({
          channel: Channel,
          vocabularyCode: z.string().check(z.regex(/^\d{2}(\.\d){0,2}$/), z.maxLength(6)),
          address: z.optional(z.string().check(z.maxLength(200))),
        }),
      )
      .check(z.minLength(1), z.maxLength(10)),
    hours: z.strictObject({
      weekly: z.strictObject({
        monday: Spans,
        tuesday: Spans,
        wednesday: Spans,
        thursday: Spans,
        friday: Spans,
        saturday: Spans,
        sunday: Spans,
      }),
      holidays: z.strictObject({
        country: z.literal('IT'),
        local: z
          .array(
            z.strictObject({
              month: z.int().check(z.minimum(1), z.maximum(12)),
              day: z.int().check(z.minimum(1), z.maximum(31)),
              name: Translated,
            }),
          )
          .check(z.maxLength(10)),
      }),
    }),
    emergencyNumbers: z
      .array(z.strictObject({ number: z.string().check(z.regex(/^[0-9]{3}$/), z.maxLength(3)), name: Translated }))
      .check(z.minLength(1), z.maxLength(6)),
    emergencyStatement: Translated,
    lanes: z
      .array(
        z.strictObject({
          lane: Identifier,
          name: Translated,
        }),
      )
      .check(z.minLength(1), z.maxLength(10)),
    kinds: z
      .array(
        z.strictObject({
          kind: Kind,
          name: Translated,
          hint: Translated,
          lane: Identifier,
          clock: z.enum(['first-answer', 'legal-term', 'none']),
          /** Left out: its clock has the target of the charter. */
          duty: z.optional(Duty),
          formal: z.boolean(),
          retentionDays: z.int().check(z.minimum(30), z.maximum(36_500)),
        }),
      )
      .check(z.minLength(1), z.maxLength(kinds.length)),
    categories: z
      .array(
        z.strictObject({
          category: Identifier,
          name: Translated,
          competence: z.enum(['own', 'other']),
          advice: z.optional(Translated),
        }),
      )
      .check(z.minLength(1), z.maxLength(40)),
    /** Who answers what the desk cannot, by theme of the content; by `answers` a question to them is owed its answer. */
    experts: z.optional(
      z
        .array(
          z.strictObject({
            group: Identifier,
            name: Translated,
            themes: z.array(Identifier).check(z.minLength(1), z.maxLength(20)),
            answers: Target,
            /** A mailbox that they read: each ask is told there, without a word of the case. */
            email: z.optional(z.email().check(z.maxLength(254))),
          }),
        )
        .check(z.minLength(1), z.maxLength(20)),
    ),
    /** Mailboxes that are told once a month what was asked, what had no answer and what is new. */
    digest: z.optional(
      z.strictObject({ to: z.array(z.email().check(z.maxLength(254))).check(z.minLength(1), z.maxLength(50)) }),
    ),
    charter: z.strictObject({
      source: Translated,
      firstAnswer: Target,
      legalTerm: Target,
    }),
    /** How its desk works; what is left out is as `deskRulesOf` says. */
    desk: z.optional(
      z.strictObject({
        /** Days after the last answer, unless the citizen speaks, until a case closes by itself. */
        closesAfterDays: z.optional(z.int().check(z.minimum(1), z.maximum(365))),
        /** Days after its end in which the citizen's word opens a case again; later it opens another that follows. */
        reopensWithinDays: z.optional(z.int().check(z.minimum(1), z.maximum(365))),
        /** Minutes for which whoever takes a case has it, anew with each thing done with it. */
        leaseMinutes: z.optional(z.int().check(z.minimum(5), z.maximum(720))),
        /** How many of those at work are handed no case of the ordinary lanes, so that somebody picks up the phone. */
        keepFreeForPhone: z.optional(z.strictObject({ ordinary: AtWork, alert: AtWork, emergency: AtWork })),
        /** Minutes that a written case takes, and hours in which what waits is to be worked off; left out: 7 and 4. */
        minutesACase: z.optional(z.int().check(z.minimum(1), z.maximum(480))),
        clearsInHours: z.optional(z.int().check(z.minimum(1), z.maximum(72))),
        /** Answered cases of each week that a second person looks at again; left out: ten. */
        reviewsAWeek: z.optional(z.int().check(z.minimum(0), z.maximum(100))),
        /** Lets supervisors see figures of one person (L. 300/1970 art. 4); left out: they see none. */
        unionAgreement: z.optional(UnionAgreement),
        /** What not everybody may be handed: kinds that need a skill of their own. */
        skills: z.optional(
          z
            .array(
              z.strictObject({
                skill: Identifier,
                name: Translated,
                kinds: z.array(Kind).check(z.minLength(1), z.maxLength(kinds.length)),
              }),
            )
            .check(z.maxLength(20)),
        ),
      }),
    ),
    /**
     * Which stories and ideas citizens may give so that others read them, and the days within which a moderator decides
     * on one, ten when left out; without it the service takes none.
     */
    contributions: z.optional(
      z.strictObject({
        kinds: z.array(ContributionKind).check(z.minLength(1), z.maxLength(contributionKinds.length)),
        decidedWithinDays: z.optional(z.int().check(z.minimum(1), z.maximum(90))),
        /** Days after the last act for which one that is not published is kept, 365 when left out. */
        keptDays: z.optional(z.int().check(z.minimum(30), z.maximum(3_650))),
      }),
    ),
    /**
     * In its declared events people may say whom they look for, once an officer opens that; without it nobody may.
     * Each is kept for so many days after the last thing that happened to it, 365 when left out.
     */
    tracing: z.optional(z.strictObject({ keptDays: z.optional(z.int().check(z.minimum(30), z.maximum(3_650))) })),
    capacity: z.strictObject({ ordinary: CapacityLimits, alert: CapacityLimits, emergency: CapacityLimits }),
    notices: z.strictObject({
      ordinary: z.optional(Translated),
      alert: Translated,
      emergency: Translated,
      /** How the voice menu says them; left out: as they are written. An officer's own words go before both. */
      voice: z.optional(
        z.strictObject({
          ordinary: z.optional(Translated),
          alert: z.optional(Translated),
          emergency: z.optional(Translated),
        }),
      ),
    }),
    voiceMenu: z.optional(VoiceMenuRules),
    mail: z.strictObject({
      from: z.email().check(z.maxLength(254)),
      fromName: z.string().check(z.minLength(1), z.maxLength(80)),
      /**
       * Where mail is received, the first of channel `email` being where receipts may be answered; left out: none is.
       */
      addresses: z.optional(
        z
          .array(
            z.strictObject({
              // With the label of a signed reply address the local part still has 64 characters at most (RFC 5321).
              address: z.email().check(z.maxLength(200), z.regex(/^[a-z0-9._-]{1,30}@[a-z0-9.-]+$/)),
              channel: z.enum(['email', 'pec']),
            }),
          )
          .check(z.minLength(1), z.maxLength(10)),
      ),
    }),
    /**
     * Who is called to duty, in the order of calling: by day from 8 to 20 in Rome, by night from 20 to 8; left out:
     * nobody.
     */
    roster: z.optional(
      z
        .array(
          z.strictObject({
            name: z.string().check(z.minLength(1), z.maxLength(80)),
            email: z.email().check(z.maxLength(254)),
            shift: z.enum(['day', 'night']),
            /**
             * How this person is woken, besides the mail: a number that the exchange calls, one for SMS, an address for
             * pushes.
             */
            phone: z.optional(StaffNumber),
            sms: z.optional(StaffNumber),
            push: z.optional(z.url({ protocol: /^https$/ }).check(z.maxLength(500))),
            /** The language in which they are rung; Italian when left out. */
            language: z.optional(Language),
          }),
        )
        .check(z.minLength(1), z.maxLength(50)),
    ),
    /** Through what staff are woken: the telephone exchange that calls them, and the name that SMS come from. */
    waking: z.optional(
      z.strictObject({
        /** Where the exchange takes the order to call somebody (docs/telephone.md), and the number that it shows. */
        exchange: z.optional(
          z.strictObject({
            address: z.url({ protocol: /^https$/ }).check(z.maxLength(500)),
            from: z.optional(StaffNumber),
          }),
        ),
        smsSender: z.optional(z.string().check(z.regex(/^[A-Za-z0-9]{3,11}$/), z.maxLength(11))),
      }),
    ),
    alerting: z.optional(z.strictObject({ rule: ProposalRule, sources: z.array(AlertSource).check(z.maxLength(20)) })),
    privacy: z.strictObject({
      controller: Translated,
      processor: Translated,
      contact: z.email().check(z.maxLength(254)),
      purpose: Translated,
      /**
       * Days for which is kept what became no case: mails that wait for a decision, and what was discarded or refused;
       * left out: 180 and 30.
       */
      daysAside: z.optional(
        z.strictObject({
          held: z.int().check(z.minimum(1), z.maximum(3_650)),
          discarded: z.int().check(z.minimum(1), z.maximum(180)),
        }),
      ),
    }),
  })
  .check(
    z.refine(({ kinds: allowed, lanes }) => allowed.every(({ lane }) => lanes.some((known) => known.lane === lane)), {
      error: 'every kind names a lane of this service',
      path: ['kinds'],
    }),
    z.refine(({ kinds: allowed }) => allowed.every(({ clock, duty }) => duty === undefined || clock !== 'none'), {
      error: 'what is owed by a rule has a clock',
      path: ['kinds'],
    }),
    z.refine(
      ({ experts = [] }) => {
        const each = [experts.map(({ group }) => group), experts.flatMap(({ themes }) => themes)];
        return each.every((names) => new Set(names).size === names.length);
      },
      { error: 'a group of experts is named once, and a theme leads to one group', path: ['experts'] },
    ),
    z.refine(({ lanes }) => lanes.some(({ lane }) => lane === 'urgent'), {
      error: 'a service has a lane named urgent: danger to life goes there',
      path: ['lanes'],
    }),
    z.refine(
      ({ privacy, mail }) => {
        const addresses = (mail.addresses ?? []).map(({ address }) => address.toLowerCase());
        const contact = privacy.contact.toLowerCase();
        const isOurs = addresses.some((address) => address.split('@')[1] === contact.split('@')[1]);
        return !isOurs || addresses.includes(contact);
      },
      {
        error:
          'the address for privacy rights is in a domain whose mail comes here: name it among the addresses of mail',
        path: ['privacy', 'contact'],
      },
    ),
    z.refine(
      ({ roster = [], waking }) => waking?.exchange !== undefined || roster.every(({ phone }) => phone === undefined),
      { error: 'whoever is called by phone is called through an exchange: name its address', path: ['waking'] },
    ),
    z.refine(
      ({ kinds: allowed, voiceMenu }) =>
        voiceMenu === undefined || voiceMenu.options.every(({ kind }) => allowed.some((known) => known.kind === kind)),
      { error: 'every option of the voice menu is a kind of this service', path: ['voiceMenu'] },
    ),
    z.refine(
      ({ voiceMenu }) =>
        voiceMenu === undefined || new Set(voiceMenu.options.map(({ key }) => key)).size === voiceMenu.options.length,
      { error: 'every key of the voice menu leads to one option', path: ['voiceMenu'] },
    ),
    z.refine(
      ({ capacity: { ordinary, alert, emergency } }) =>
        (Object.keys(ordinary) as (keyof CapacityLimits)[]).every(
          (limit) => ordinary[limit] <= alert[limit] && alert[limit] <= emergency[limit],
        ),
      { error: 'a higher posture never has a lower limit', path: ['capacity'] },
    ),
  );
export type ServiceDefinition = z.infer<typeof ServiceDefinition>;

/** Days for which a service keeps what became no case. */
export const daysAsideOf = ({ privacy }: Pick<ServiceDefinition, 'privacy'>) =>
  privacy.daysAside ?? { held: 180, discarded: 30 };

/** A definition as the bundles carry it: with the holidays of the coming years worked out at build time. */
export type PreparedService = ServiceDefinition & { holidayDates: Record<string, Translated> };
