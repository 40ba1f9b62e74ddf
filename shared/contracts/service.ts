import * as z from 'zod/mini';
import { ContributionKind, contributionKinds } from './contribution.ts';
import { Channel, Identifier, kinds, ServiceId } from './kind.ts';
import { Alerting } from './service-alerting.ts';
import { Roster, Waking } from './service-call-outs.ts';
import { CapacityLimits } from './service-capacity.ts';
import { DeskRules, Experts } from './service-desk-rules.ts';
import { HoursRules } from './service-hours.ts';
import { ServedKind, Target } from './service-targets.ts';
import { VoiceMenuRules } from './service-voice-menu.ts';
import { Translated } from './text.ts';

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
    hours: HoursRules,
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
    kinds: z.array(ServedKind).check(z.minLength(1), z.maxLength(kinds.length)),
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
    experts: z.optional(Experts),
    /** Lists of answers to which its first page leads, beside the search: those that have pages. */
    firstLists: z.optional(
      z
        .array(z.enum(['life-events', 'guides', 'measures', 'administrations', 'practices', 'materials']))
        .check(z.minLength(1), z.maxLength(6)),
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
    desk: z.optional(DeskRules),
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
    roster: z.optional(Roster),
    /** Through what staff are woken: the telephone exchange that calls them, and the name that SMS come from. */
    waking: z.optional(Waking),
    alerting: z.optional(Alerting),
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
