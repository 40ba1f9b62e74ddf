import { describe, expect, jest, test } from '@jest/globals';
import { invariants } from './invariants.ts';
import { type Options, simulate } from './simulate.ts';
import type { Ports } from './world.ts';

// Histories are work, and a busy machine tells few a second.
jest.setTimeout(120_000);

/** Seeds whose histories break something where one line is wrong: docs/simulation.md says how a seed gets here. */
const keptSeeds: { seed: number; faults: number; why: string }[] = [
  { seed: 13, faults: 0, why: 'a message comes once more for a case in hand or reached' },
  { seed: 37, faults: 0, why: 'a message comes once more for a case in hand or reached, again' },
  { seed: 3, faults: 0.02, why: 'a worker dies with the join half made' },
  { seed: 148, faults: 0.02, why: 'the turn is over when a case joins it' },
  { seed: 474, faults: 0.02, why: 'the turn is over a moment before a case joins it' },
  { seed: 1, faults: 0.02, why: 'a worker dies between a number and its case' },
  { seed: 58, faults: 0.02, why: 'a number is written before the last one is known' },
];

/** As above, with all that happens at the door and the desk. */
const keptSeedsOfDesk = [
  { seed: 875, faults: 0.02, why: 'an answer is marked as sent by one who then dies, before another who saw it leave' },
];

/** As above, with mails and scans. */
const keptSeedsOfPost = [
  {
    seed: 68,
    faults: 0.02,
    why: 'the sidecar of a scan is moved by somebody who then dies, and the scan is taken again',
  },
];

/** As above, with referrals, one answer to many, the next case and erasures. */
const keptSeedsOfOffice = [
  { seed: 2045, faults: 0.02, why: 'a case is answered while an administration owes an answer of it' },
];

/** How many histories a run of the tests tells, from seed 1 on; `npm run simulate:faults` tells thousands. */
const told = 30;

describe('a center with faults', () => {
  test.each(keptSeeds)('keeps what it promises in the history of seed $seed ($why)', async ({ seed, faults }) => {
    expect((await simulate(seed, { faults, staff: true, door: false })).broken).toEqual([]);
  });

  test.each(keptSeedsOfDesk)('keeps what it promises at the desk in the history of seed $seed ($why)', async (kept) => {
    const { seed, faults } = kept;
    expect((await simulate(seed, { faults, staff: true, door: true, desk: true })).broken).toEqual([]);
  });

  test.each(keptSeedsOfPost)('keeps what it promises of the post in the history of seed $seed ($why)', async (kept) => {
    const { seed, faults } = kept;
    expect((await simulate(seed, { faults, staff: true, door: true, desk: true, post: true })).broken).toEqual([]);
  });

  test.each(keptSeedsOfOffice)(
    'keeps what it promises in the office in the history of seed $seed ($why)',
    async (kept) => {
      const { seed, faults } = kept;
      const options = { faults, staff: true, door: true, desk: true, post: true, office: true };
      expect((await simulate(seed, options)).broken).toEqual([]);
    },
  );

  test(`keeps what it promises in ${told} histories`, async () => {
    for (let seed = 1; seed <= told; seed += 1)
      expect({
        seed,
        broken: (
          await simulate(seed, {
            faults: 0.04,
            staff: seed % 2 === 0,
            door: seed % 3 > 0,
            desk: seed % 3 !== 1,
            post: seed % 3 > 0,
            office: seed % 3 === 0,
          })
        ).broken,
      }).toEqual({
        seed,
        broken: [],
      });
  });

  test('has one history a seed', async () => {
    const [one, other] = [
      await simulate(7, { faults: 0.02, staff: true, door: true, desk: true, post: true, office: true }, true),
      await simulate(7, { faults: 0.02, staff: true, door: true, desk: true, post: true, office: true }, true),
    ];
    expect(one.lines.length).toBeGreaterThan(20);
    expect(one).toEqual(other);
  });
});

/** Ports that break a promise of theirs, by the invariant that must find it. */
const spoilt: Record<string, (ports: Ports) => Ports> = {
  registeredOnce: (ports) => ({
    ...ports,
    register: {
      ...ports.register,
      append: async (entry) => (entry.version === 1 ? 'appended' : ports.register.append(entry)),
    },
  }),
  chainsHold: ({ register, ...ports }) => ({
    ...ports,
    register: { ...register, append: (entry) => register.append({ ...entry, prevHash: 'f'.repeat(64) }) },
  }),
  protocolIsSound: ({ protocol, ...ports }) => ({
    ...ports,
    protocol: { ...protocol, append: (batch) => protocol.append({ ...batch, hash: 'f'.repeat(64) }) },
  }),
  oneTurnACaller: ({ turns, ...ports }) => ({ ...ports, turns: { ...turns, take: async () => true } }),
  whatStandsWasAnswered: ({ ledger, ...ports }) => ({
    ...ports,
    ledger: {
      ...ledger,
      // As it was before: the SDK's second try met its own work, and the officer was told of a rival.
      append: async (entry) => ((await ledger.append(entry)) === 'appended' ? 'taken' : 'taken'),
    },
  }),
  citizensAreMailed: (ports) => ({ ...ports, mailQueue: async () => undefined }),
  // Whose it was is not told: nobody knows that it was taken from somebody.
  oneOwner: ({ register, ...ports }) => ({
    ...ports,
    register: {
      ...register,
      append: (entry) => register.append({ ...entry, events: entry.events.replace(/,"over":\{[^}]*\}/, '') }),
    },
  }),
  deskActsStandOnce: ({ register, ...ports }) => ({
    ...ports,
    register: {
      ...register,
      append: async (entry) => (entry.events.includes('"NoteAdded"') ? 'appended' : register.append(entry)),
    },
  }),
  answersLeave: ({ mailQueue, ...ports }) => ({
    ...ports,
    mailQueue: (mails) => mailQueue(mails.filter((mail) => !mail.startsWith('answer '))),
  }),
  worklistIsTheRegister: ({ worklist, ...ports }) => ({
    ...ports,
    worklist: { ...worklist, keep: (listings) => worklist.keep(listings.slice(1)) },
  }),
  // The case that has the turn is never written: it was dead before, and nobody looked.
  joinsAreKnownOnBothSides: ({ register, ...ports }) => ({
    ...ports,
    register: {
      ...register,
      append: async (entry) => (entry.events.includes('"CaseJoined"') ? 'appended' : register.append(entry)),
    },
  }),
  callBackIsOwedOrMade: ({ register, ...ports }) => ({
    ...ports,
    register: {
      ...register,
      append: async (entry) =>
        entry.events.includes('"CallBackAsked"') && entry.version > 1 ? 'appended' : register.append(entry),
    },
  }),
  filesAreSettled: ({ uploads, ...ports }) => ({ ...ports, uploads: { ...uploads, keep: async () => 'kept' } }),
  inboxIsEmpty: (ports) => ({
    ...ports,
    contacts: { ...ports.contacts, queue: { leave: async () => Promise.reject(new Error('refused')) } },
    inbox: { clear: async () => undefined },
  }),
  // A mail that is held is put into the box of what nobody looks at.
  dangerIsHeard: ({ mails, ...ports }) => ({
    ...ports,
    mails: { ...mails, held: { ...mails.held, put: (_box, mail, now) => mails.held.put('recorded', mail, now) } },
  }),
  mailsAreTaken: ({ mails, ...ports }) => ({
    ...ports,
    mails: { ...mails, held: { ...mails.held, put: async () => 'put' } },
  }),
  // The scan goes before its sidecar, as a mover would do it that did not wait.
  scansAreTaken: ({ scans, ...ports }) => ({
    ...ports,
    scans: { ...scans, move: async (from, to) => (from.key.endsWith('.json') ? undefined : scans.move(from, to)) },
  }),
  // Two hear that a case is theirs.
  nextIsHanded: ({ register, ...ports }) => ({
    ...ports,
    register: {
      ...register,
      append: async (entry) => (entry.events.includes('"how":"next"') ? 'appended' : register.append(entry)),
    },
  }),
  referralsEndOnce: ({ worklist, ...ports }) => ({ ...ports, worklist: { ...worklist, dueByTime: async () => [] } }),
  referralsAreMailed: ({ mailQueue, ...ports }) => ({
    ...ports,
    mailQueue: (mails) => mailQueue(mails.filter((mail) => !mail.startsWith('referral '))),
  }),
  // As it was before: what is taken back before it is given is given all the same.
  manyAnswersStandOnce: ({ register, ...ports }) => ({
    ...ports,
    register: {
      ...register,
      append: async (entry) => (entry.events.includes('"AnswerWithheld"') ? 'appended' : register.append(entry)),
    },
  }),
  erasedIsGone: ({ register, ...ports }) => ({
    ...ports,
    register: { ...register, erasePersonal: async () => undefined },
  }),
  // A share says that it was added to, and was not.
  statisticsAreTheRegister: ({ figures, ...ports }) => ({ ...ports, figures: { ...figures, addTo: async () => true } }),
  mailboxesAreSpared: ({ mailCounts: _counted, ...ports }) => ({ ...ports, mailCounts: { take: async () => true } }),
  everythingSettles: ({ turns, ...ports }) => ({ ...ports, turns: { ...turns, take: async () => false } }),
};

describe('what breaks is found', () => {
  const withoutFaults: Options = { faults: 0, staff: true, door: true, desk: true, post: true };
  /** It takes a message that comes late: without faults that is one history in three hundred. */
  const rare = ['manyAnswersStandOnce'];
  const ofOffice = [
    'nextIsHanded',
    'referralsEndOnce',
    'referralsAreMailed',
    'manyAnswersStandOnce',
    'erasedIsGone',
    'mailboxesAreSpared',
    'statisticsAreTheRegister',
  ];

  test.each(Object.entries(spoilt))('%s', async (name, spoil) => {
    const found: string[] = [];
    for (let seed = 1; seed <= 200 && found.length === 0; seed += 1) {
      const faults = rare.includes(name) ? 0.05 : 0;
      const { broken } = await simulate(seed, { ...withoutFaults, faults, office: ofOffice.includes(name), spoil });
      found.push(...broken.filter((what) => what.startsWith(`${name}: `)));
    }
    expect(found).not.toEqual([]);
  });

  test('by every invariant but those that the registrar’s and the desk’s own tests break', () => {
    const others = ['whatIsInHandStays', 'closedIsOver', 'noneIsSkipped'];
    expect(Object.keys(invariants).filter((name) => !(name in spoilt))).toEqual(others);
  });
});
