import type { FormalContact } from '../../shared/contracts/handed-on.ts';
import type { ProtocolBatch, ProtocolEntry } from '../../shared/contracts/protocol.ts';
import type { ServiceDefinition } from '../../shared/contracts/service.ts';
import {
  entriesOf,
  formalFacts,
  nextBatch,
  outgoingFacts,
  readNumber,
  registeredThing,
  type Unnumbered,
  yearAt,
} from '../../shared/core/protocol.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { logLine } from '../../shared/shell/log.ts';
import { changeCase } from '../../shared/shell/stores/case-file.ts';
import type { Protocol } from '../../shared/shell/stores/protocol.ts';
import type { Register } from '../../shared/shell/stores/register.ts';

// Called by on-formal-contact, which the registrar wakes for formal contacts; then the case's stream mails the number.

/** What numbers of a service are assigned with. */
export type NumberingWork = {
  register: Register;
  protocol: Protocol;
  definition: ServiceDefinition;
  clock: () => Date;
  /** The hash of the last batch whose cases all know their numbers. */
  settled?: string;
};

/** Cases read and changed at once: enough to be quick, few enough for a table that is cold. */
const atOnce = 20;

/**
 * Batches that may come between before a run gives up and lets its messages come back; two workers at most are at work.
 */
const turns = 50;

async function each<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items];
  const takeTurns = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, takeTurns));
}

/**
 * The last batch of a service's protocol: of the current year nearly always, else found from where the protocol begins.
 */
export async function headOf(protocol: Protocol, now: Date): Promise<ProtocolBatch | undefined> {
  let head = (await protocol.last(yearAt(now.toISOString()))) ?? (await protocol.last(0));
  while (head?.continuesIn !== undefined) {
    const further = await protocol.last(head.continuesIn);
    if (further === undefined) return head;
    head = further;
  }
  return head;
}

/** Lets a case know the number of its contact, or of its answer; nothing happens where it knows. */
export async function tellCase(register: Register, entry: ProtocolEntry, now: Date): Promise<void> {
  const read = readNumber(entry.number);
  if (read === undefined) throw new Error('an entry of the protocol has no number');
  const { contact, caseId, answer, at: assignedAt } = entry;
  const outcome = await changeCase({
    register,
    caseId,
    command:
      answer === undefined
        ? { type: 'AssignProtocol', contact, ...read, assignedAt }
        : { type: 'AssignAnswerProtocol', answer, ...read, assignedAt },
    at: now.toISOString(),
  });
  // A register that was restored to an earlier hour lacks the case: the others must not wait for it, and verification
  // names it.
  if ('refused' in outcome && outcome.refused !== 'nothing-new') {
    logLine({ level: 'error', function: 'protocol', number: entry.number, refused: outcome.refused });
  }
}

/** The last batch, once every case in it knows its number: whatever follows may be written then. */
export async function settledHead(work: NumberingWork): Promise<ProtocolBatch | undefined> {
  const head = await headOf(work.protocol, work.clock());
  if (head === undefined || head.hash === work.settled) return head;
  await each(entriesOf(head), (entry) => tellCase(work.register, entry, work.clock()));
  work.settled = head.hash;
  return head;
}

/**
 * Gives each formal contact its number, once and without a gap, however often and by however many workers it is asked,
 * and wherever a worker dies. It rests on two things: a batch of numbers is one conditional write that has one place
 * only, after the last batch; and nobody writes a batch before every case of the last one knows its numbers. So a
 * worker that has settled the last batch sees in a contact's case whether it has a number, in any batch before; and if
 * a rival wrote meanwhile, the write is refused and all is read again. So it is with answers to such contacts. Gives what
 * could not be served (`registeredThing`), with the reason: their messages are to come back.
 */
export async function assignNumbers(
  work: NumberingWork,
  contacts: readonly FormalContact[],
): Promise<Map<string, unknown>> {
  const { protocol, definition, clock } = work;
  const { service } = definition;
  const failed = new Map<string, unknown>();
  const waiting = new Map(contacts.map((contact) => [registeredThing(contact), contact]));
  let unnumbered: Unnumbered[] = [];
  let readUnder: string | undefined;
  for (let turn = 0; turn < turns && waiting.size > 0; turn += 1) {
    const head = await settledHead(work);
    // What had no number a batch ago has one now only if this batch gave it.
    if (head !== undefined && head.prevHash === readUnder) {
      for (const entry of entriesOf(head)) waiting.delete(registeredThing(entry));
      unnumbered = unnumbered.filter((one) => waiting.has(registeredThing(one)));
    } else {
      unnumbered = await findUnnumbered(work, waiting, failed);
    }
    readUnder = head?.hash;
    if (unnumbered.length === 0) return failed;
    const batch = nextBatch({ service, head, waiting: unnumbered, now: clock().toISOString(), sha256 });
    if ((await protocol.append(batch)) === 'taken') continue;
    let isSettled = true;
    await each(entriesOf(batch), async (entry) => {
      waiting.delete(registeredThing(entry));
      await tellCase(work.register, entry, clock()).catch((error: unknown) => {
        isSettled = false;
        failed.set(registeredThing(entry), error);
      });
    });
    if (isSettled) work.settled = batch.hash;
  }
  for (const thing of waiting.keys()) failed.set(thing, new Error('others were quicker each time'));
  return failed;
}

/**
 * What the register tells of the contacts that wait, in the order they came; those that have a number, or cannot be
 * read, wait no longer.
 */
async function findUnnumbered(
  { register, definition }: NumberingWork,
  waiting: Map<string, FormalContact>,
  failed: Map<string, unknown>,
): Promise<Unnumbered[]> {
  const unnumbered: Unnumbered[] = [];
  await each([...waiting.values()], async (formal) => {
    const { caseId, contact, answer } = formal;
    const thing = registeredThing(formal);
    try {
      const entries = await register.read(caseId);
      const facts =
        answer === undefined
          ? formalFacts(entries, contact, definition)
          : outgoingFacts(entries, { caseId, answer }, definition);
      if (facts === undefined) throw new Error('the register does not know what is to be numbered');
      if ('unnumbered' in facts) unnumbered.push(facts.unnumbered);
      else waiting.delete(thing);
    } catch (error) {
      waiting.delete(thing);
      failed.set(thing, error);
    }
  });
  const order = (one: Unnumbered) => `${one.receivedAt}|${registeredThing(one)}`;
  return unnumbered.sort((one, other) => (order(one) < order(other) ? -1 : 1));
}
