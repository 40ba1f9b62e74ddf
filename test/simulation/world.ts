import type { OfferedWork } from '../../functions/attachments/settle-offered.ts';
import type { MailCounts } from '../../functions/citizen-mails/take-allowance.ts';
import { dueMails } from '../../functions/mail-in/look-into-mail.ts';
import type { MailWork } from '../../functions/mail-in/take-in-mail.ts';
import type { CallBackTurns } from '../../functions/registrar/call-back-turns.ts';
import type { InboxItem } from '../../functions/registrar/register-from-inbox.ts';
import type { ScanPorts } from '../../functions/scans/take-scan.ts';
import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import type { ContactAccepted } from '../../shared/contracts/contact.ts';
import type { AnswerNews, FormalContact } from '../../shared/contracts/handed-on.ts';
import { sidecarOf, takenKey } from '../../shared/contracts/object-prefixes.ts';
import type { Queue } from '../../shared/shell/queues/contacts-queue.ts';
import type { ContactQueues } from '../../shared/shell/queues/keep-contact.ts';
import type { StoredFile } from '../../shared/shell/stores/attachments.ts';
import type { FiguresStore } from '../../shared/shell/stores/figures.ts';
import type { Ledger } from '../../shared/shell/stores/ledger.ts';
import type { LeftBehind } from '../../shared/shell/stores/left-behind.ts';
import type { Proposals } from '../../shared/shell/stores/proposals.ts';
import type { Protocol } from '../../shared/shell/stores/protocol.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import type { Worklist } from '../../shared/shell/stores/worklist.ts';
import { memoryFigures } from '../stores/memory-figures.ts';
import { memoryAnswersGiven, memoryHeldMails } from '../stores/memory-held-mails.ts';
import { memoryLedger, memoryProposals } from '../stores/memory-ledger.ts';
import { memoryMailCounts } from '../stores/memory-mail-counts.ts';
import { memoryProtocol } from '../stores/memory-protocol.ts';
import { memoryRegister } from '../stores/memory-register.ts';
import { memoryTurns } from '../stores/memory-turns.ts';
import { memoryWorklist } from '../stores/memory-worklist.ts';
import type { Arrival } from './post.ts';
import type { Worker, Workers } from './workers.ts';

export const service = 'protezione-civile';

/** A message of a queue: how often it is still to be delivered, and by how many it is being worked on. */
export type Letter<Body> = { body: Body; due: number; inHand: number };

/** An object as a bucket keeps it. */
type Stored = { bytes: Buffer; cameAt: string };

/** Everything that is kept in one world; whoever looks at it from outside, such as an invariant, sees it at once. */
export function newWorld() {
  return {
    register: memoryRegister(),
    protocol: memoryProtocol(),
    worklist: memoryWorklist(),
    turns: memoryTurns(),
    ledger: memoryLedger(),
    figures: memoryFigures(),
    proposals: memoryProposals(service),
    /** The register's stream, in order. */
    stream: [] as RegisterEntry[],
    formals: [] as Letter<FormalContact>[],
    mails: [] as string[],
    /** Answers that wait for their moment, and how often the queue gave each of them out. */
    answers: [] as Letter<AnswerNews>[],
    givenOut: new Map<string, number>(),
    /** The queue of accepted contacts. */
    contacts: [] as Letter<ContactAccepted>[],
    /** What the queue refused, by key, and the inbox's stream of what was put there anew, in order. */
    inbox: new Map<string, string>(),
    inboxStream: [] as InboxItem[],
    /** Cases whose files are to be checked, what citizens uploaded, and what was kept of it. */
    offered: [] as Letter<string>[],
    uploads: new Map<string, StoredFile>(),
    /** The buckets of mails and scans, what they told their queues, and mails that were laid aside. */
    mailbox: new Map<string, Stored>(),
    scans: new Map<string, Stored>(),
    arrivals: [] as Letter<Arrival>[],
    held: memoryHeldMails(),
    given: memoryAnswersGiven(),
    files: new Map<string, StoredFile>(),
    mailCounts: memoryMailCounts(),
    /** How many ordinary receipts the mailbox of all forms has room for; undefined where none are counted. */
    receiptsLeft: undefined as number | undefined,
  };
}
export type World = ReturnType<typeof newWorld>;

/** The ports of the world as one worker has them: each call waits, and meets its fate. */
export type Ports = {
  register: Register;
  protocol: Protocol;
  worklist: Worklist;
  turns: CallBackTurns;
  ledger: Ledger;
  figures: FiguresStore;
  proposals: Proposals;
  attachments: Queue;
  contacts: ContactQueues;
  inbox: { clear(key: string): Promise<void> };
  uploads: OfferedWork['uploads'];
  scans: Pick<ScanPorts, 'read' | 'move'>;
  keepDocument: ScanPorts['keepDocument'];
  mails: Pick<MailWork, 'readMail' | 'held' | 'given'>;
  arrivalsQueue: Queue;
  protocolQueue: Queue;
  answersQueue: Queue;
  mailQueue: (mails: readonly string[]) => Promise<void>;
  mailCounts: MailCounts;
  left: LeftBehind;
};

const short = (caseId: string) => caseId.slice(-4);

/** The ports of a worker. Reads that page through a whole store are for invariants, not for workers. */
export function portsOf(world: World, workers: Workers, worker: Worker): Ports {
  const call = <Answer>(what: string, make: () => Promise<Answer>) => workers.call(worker, what, make);
  const { register, protocol, worklist, turns, ledger, proposals } = world;
  return {
    register: {
      ...register,
      read: (caseId) => call(`register.read ${short(caseId)}`, () => register.read(caseId)),
      erasePersonal: (caseId, version) =>
        call(`register.erase ${short(caseId)} version ${version}`, () => register.erasePersonal(caseId, version)),
      append: (entry) =>
        call(`register.append ${short(entry.caseId)} version ${entry.version}`, async () => {
          const outcome = await register.append(entry);
          if (outcome === 'appended') world.stream.push(entry);
          return outcome;
        }),
    },
    protocol: {
      ...protocol,
      last: (year) => call('protocol.last', () => protocol.last(year)),
      append: (batch) => call(`protocol.append ${batch.batch}`, () => protocol.append(batch)),
    },
    worklist: {
      ...worklist,
      keep: (listings, forgotten) => call('worklist.keep', () => worklist.keep(listings, forgotten)),
      personsOf: (caseId) => call('worklist.personsOf', () => worklist.personsOf(caseId)),
    },
    turns: {
      holderOf: (asker) => call('turns.holderOf', () => turns.holderOf(asker)),
      take: (turn) => call(`turns.take for ${short(turn.caseId)}`, () => turns.take(turn)),
      noteServed: (served) => call('turns.noteServed', () => turns.noteServed(served)),
      servedAt: (caller) => call('turns.servedAt', () => turns.servedAt(caller)),
    },
    ledger: {
      read: () => call('ledger.read', ledger.read),
      append: (entry) => call(`ledger.append ${entry.version}`, () => ledger.append(entry)),
    },
    figures: figuresOf(world, call),
    proposals: {
      read: () => call('proposals.read', proposals.read),
      keep: (state, version) => call('proposals.keep', () => proposals.keep(state, version)),
    },
    attachments: {
      leave: (body) =>
        call(
          'attachments.leave',
          async () => void world.offered.push({ body: JSON.parse(body).caseId, due: 1, inHand: 0 }),
        ),
    },
    contacts: {
      service,
      queue: {
        leave: (body) =>
          call(
            'contacts queue.leave',
            async () => void world.contacts.push({ body: JSON.parse(body), due: 1, inHand: 0 }),
          ),
      },
      inbox: {
        keep: (key, message) =>
          call(`inbox.keep ${short(key)}`, async () => {
            if (!world.inbox.has(key)) world.inboxStream.push({ key, message });
            world.inbox.set(key, message);
          }),
      },
    },
    inbox: { clear: (key) => call(`inbox.clear ${short(key)}`, async () => void world.inbox.delete(key)) },
    uploads: {
      upload: (name) => call('upload.read', async () => world.uploads.get(name)),
      kept: (name) => call('file.read', async () => world.files.get(name)),
      keep: (name, file) =>
        call('file.keep', async () => {
          if (world.files.has(name)) return 'there';
          world.files.set(name, file);
          return 'kept';
        }),
      // The files of the simulation are pictures: nothing is heard in them.
      hear: async () => ({ level: 'none' }),
      drop: (name) => call('upload.drop', async () => void world.uploads.delete(name)),
    },
    ...arrivalPorts(world, call),
    protocolQueue: {
      leave: (body) =>
        call(
          'protocol queue.leave',
          async () => void world.formals.push({ body: JSON.parse(body), due: 1, inHand: 0 }),
        ),
    },
    answersQueue: {
      leave: (body) =>
        call('answers queue.leave', async () => void world.answers.push({ body: JSON.parse(body), due: 1, inHand: 0 })),
    },
    mailQueue: (mails) =>
      mails.length === 0
        ? Promise.resolve()
        : call(`mail queue.leave ${mails.length}`, async () => void world.mails.push(...mails)),
    mailCounts: { take: (of, digest) => call('mail counts.take', () => world.mailCounts.take(of, digest)) },
    left: leftBehind(world, call),
  };
}

/** Where a case leaves what is personal besides the register. */
function leftBehind({ files, uploads, scans, mailbox, held: { boxes } }: World, call: Calling): LeftBehind {
  return {
    removeFile: (document) =>
      call('a file is removed', async () => {
        uploads.delete(document);
        files.delete(document);
        scans.delete(takenKey(document));
        scans.delete(sidecarOf(takenKey(document)));
      }),
    removeMail: (key) => call('a mail is removed', async () => void mailbox.delete(key)),
    removeHeld: (mails, codes) =>
      call('held mails are removed', async () => {
        let gone = 0;
        for (const box of Object.values(boxes))
          for (const [name, { original, code }] of box)
            if (mails.includes(original) || (code !== undefined && codes.includes(code))) {
              box.delete(name);
              gone += 1;
            }
        return gone;
      }),
    // No letters die in this world, and nobody types drafts.
    removeLetters: async () => 0,
    removeDrafts: async () => 0,
  };
}

/** The figures of the service: whatever changes them meets its fate. */
function figuresOf({ figures }: World, call: Calling): FiguresStore {
  return {
    ...figures,
    readCases: (count, caseIds) => call('figures.readCases', () => figures.readCases(count, caseIds)),
    keepCase: (count, caseId, counted, before) =>
      call(`figures.keepCase ${short(caseId)}`, () => figures.keepCase(count, caseId, counted, before)),
    readShare: (count, month, share) => call('figures.readShare', () => figures.readShare(count, month, share)),
    addTo: (share, more, ids, before) => call('figures.addTo', () => figures.addTo(share, more, ids, before)),
    settle: (share, ids) => call('figures.settle', () => figures.settle(share, ids)),
  };
}

type Calling = <Answer>(what: string, make: () => Promise<Answer>) => Promise<Answer>;

/** The ports of whoever takes in mails and scans. */
function arrivalPorts(
  { mailbox, scans, files, held, given, arrivals }: World,
  call: Calling,
): Pick<Ports, 'scans' | 'keepDocument' | 'mails' | 'arrivalsQueue'> {
  const read = (bucket: Map<string, Stored>, key: string) =>
    call(`${key} is read`, async () => {
      const object = bucket.get(key);
      return object && { ...object, size: object.bytes.length };
    });
  return {
    scans: {
      read: (key) => read(scans, key),
      async move({ key }, to) {
        await call(`${key} is copied to ${to.split('/')[0]}`, async () => {
          const object = scans.get(key);
          // As S3 answers a copy of what is not there.
          if (object === undefined) throw new Error('NoSuchKey');
          scans.set(to, object);
        });
        await call(`${key} is deleted`, async () => void scans.delete(key));
      },
    },
    keepDocument: (document, { bytes, contentType, fileName = '' }) =>
      call('document.keep', async () => void files.set(document, { bytes, contentType, fileName })),
    mails: {
      readMail: (key) => read(mailbox, key),
      held: {
        find: (box, mail) => call(`${box} mails.find`, () => held.find(box, mail)),
        put: (box, mail, now) => call(`${box} mails.put`, () => held.put(box, mail, now)),
        remove: (box, mail) => call(`${box} mails.remove`, () => held.remove(box, mail)),
      },
      given: {
        claim: (answer) => call('answers.claim', () => given.claim(answer)),
        firstOf: (code) => call('answers.firstOf', () => given.firstOf(code)),
        link: (code, first, expiresAt) => call('answers.link', () => given.link(code, first, expiresAt)),
      },
    },
    arrivalsQueue: {
      leave: (body) =>
        call('arrivals queue.leave', async () => {
          for (const mail of dueMails(body) ?? []) arrivals.push({ body: { mail }, due: 1, inHand: 0 });
        }),
    },
  };
}
