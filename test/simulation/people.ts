import { settleOffered } from '../../functions/attachments/settle-offered.ts';
import { queueAnswers } from '../../functions/citizen-mails/queue-answers.ts';
import { receiptAfterReading } from '../../functions/citizen-mails/rules/receipt-mail.ts';
import { linksDue, referralNews } from '../../functions/citizen-mails/rules/referral-mail.ts';
import { settleAnswer } from '../../functions/citizen-mails/settle-answer.ts';
import { takeAllowance } from '../../functions/citizen-mails/take-allowance.ts';
import { tellCitizens } from '../../functions/citizen-mails/tell-citizens.ts';
import type { Desk, DeskRequest } from '../../functions/desk/desk.ts';
import { joinCase } from '../../functions/desk/join-case.ts';
import { told } from '../../functions/followers/pass-on-entries.ts';
import { decideHeldMail } from '../../functions/mail-in/held-mails.ts';
import { takeInMail } from '../../functions/mail-in/take-in-mail.ts';
import { assignNumbers } from '../../functions/protocol/assign-numbers.ts';
import { handingOnOf } from '../../functions/registrar/hand-on.ts';
import { type RegistrarWork, registerContact } from '../../functions/registrar/register-contact.ts';
import { type InboxItem, registerFromInbox } from '../../functions/registrar/register-from-inbox.ts';
import { type ScanPorts, takeScan } from '../../functions/scans/take-scan.ts';
import { countCases } from '../../functions/statistics/count-cases.ts';
import { listCases } from '../../functions/worklist/list-cases.ts';
import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import type { ContactAccepted } from '../../shared/contracts/contact.ts';
import type { AnswerNews, FormalContact } from '../../shared/contracts/handed-on.ts';
import type { MailReleased } from '../../shared/contracts/held-mail.ts';
import type { CaseCommand } from '../../shared/core/cases/commands.ts';
import { caseOf } from '../../shared/core/cases/evolve.ts';
import { openEntries, openEntry } from '../../shared/core/chain.ts';
import type { DangerList } from '../../shared/core/danger/danger.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { keepContact } from '../../shared/shell/queues/keep-contact.ts';
import { changeCase, readCase } from '../../shared/shell/stores/case-file.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { protezioneCivile as definition } from '../fixtures/contacts.ts';
import { rolesOf } from '../fixtures/staff.ts';
import { memoryDrafts } from '../stores/memory-drafts.ts';
import { memoryProtocol } from '../stores/memory-protocol.ts';
import { memoryReads } from '../stores/memory-reads.ts';
import { memoryReserve } from '../stores/memory-reserve.ts';
import { memoryReserveAsks } from '../stores/memory-reserve-asks.ts';
import { memoryShifts } from '../stores/memory-shifts.ts';
import type { Chance } from './chance.ts';
import { type Arrival, layerOf } from './post.ts';
import { hmac } from './story.ts';
import { type Ports, service, type World } from './world.ts';

// Who works in a world, each with the real work of its function and the ports of the world.

/**
 * Of what danger to life sounds like, the lines that the story tells: to hear all of them takes a third of the time.
 */
const onlyRubble = (list: DangerList): DangerList => {
  const heard = (lines: readonly string[]) => lines.filter((line) => line.includes('sotto_le_macerie'));
  const dangers = Object.entries(list.dangers).map(([kind, { lane }]) => [kind, { lane: heard(lane), advice: [] }]);
  const calm = Object.keys(list.calm).map((reason) => [reason, []]);
  return { ...list, dangers: Object.fromEntries(dangers), calm: Object.fromEntries(calm) };
};
const rules = { it: onlyRubble(lifeFirst.it), en: onlyRubble(lifeFirst.en), de: onlyRubble(lifeFirst.de) };

const registrarWork = (ports: Ports, now: Date): RegistrarWork => ({
  register: ports.register,
  definition,
  rules,
  handingOn: handingOnOf(service, ports.register, {
    attachments: ports.attachments,
    protocol: ports.protocolQueue,
    turns: ports.turns,
    hmac: async () => hmac,
    clock: () => now,
  }),
});

/** The registrar with one message of the queue. */
export const registrar = (ports: Ports, accepted: ContactAccepted, now: Date): Promise<void> =>
  registerContact({ ...registrarWork(ports, now), accepted, now });

/** The registrar with what stands in the inbox. */
export const inboxReader = (ports: Ports, items: readonly InboxItem[], now: Date): Promise<void> =>
  registerFromInbox({ ...registrarWork(ports, now), clear: ports.inbox.clear }, items, now);

/** Whoever takes in a mail or a scan that has arrived. */
export async function receiver(ports: Ports, arrival: Arrival, now: Date): Promise<void> {
  const periods = async () => [];
  if ('mail' in arrival) {
    const work = { definition, rules, hmac: async () => hmac, periods, register: ports.register };
    const answers = ports.answersQueue;
    const { contacts: queues, keepDocument, mails } = ports;
    // The mails of the simulation have no files.
    const readTextLayer = async () => undefined;
    return takeInMail({ ...work, answers, queues, keepDocument, ...mails, readTextLayer }, arrival.mail, now);
  }
  const scanPorts: ScanPorts = {
    ...ports.scans,
    keepDocument: ports.keepDocument,
    textLayer: async (bytes) => layerOf(bytes),
    periods,
    hmac: async () => hmac,
    keepContact: (accepted) => keepContact(ports.contacts, accepted.code, JSON.stringify(accepted)),
  };
  await takeScan(arrival.scan, { definition, rules, ports: scanPorts });
}

/** Somebody of the staff who decides on a mail that was laid aside. */
export async function decider(ports: Ports, mail: string, release: boolean, now: Date): Promise<void> {
  await decideHeldMail({
    held: ports.mails.held,
    mail,
    decision: { decision: release ? 'release' : 'discard', reason: 'looked at' },
    by: { subject: 'operator-1', name: 'Carla Villa' },
    now,
    afterwards: async ({ original: released, arrivedAt, because, decided }) => {
      if (decided?.decision !== 'release') return;
      const message: MailReleased = {
        contract: 'mail-released.v1',
        released,
        by: decided.by.subject,
        arrivedAt,
        because,
      };
      await ports.arrivalsQueue.leave(JSON.stringify(message));
    },
  });
}

/** The checker of files with one case. */
export const checker = ({ register, uploads }: Ports, caseId: string, now: Date): Promise<void> =>
  settleOffered({ register, uploads }, caseId, now);

// Addresses of files are signed without a call, but not without a region and a key.
Object.assign(process.env, { AWS_REGION: 'eu-south-1', AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' });

/** The desk of one worker, for one request. */
export function deskOf(ports: Ports, now: Date, chance = 0): Desk {
  return {
    definition,
    rules,
    hmac,
    register: ports.register,
    worklist: ports.worklist,
    // Nobody of the simulation searches by words.
    finder: { look: async () => undefined },
    // Nobody of the simulation judges.
    readerCounts: { add: async () => undefined },
    judgedCounts: { change: async () => ({}), latest: async () => [] },
    periods: async () => [],
    contacts: ports.contacts,
    protocolQueue: ports.protocolQueue,
    answersQueue: ports.answersQueue,
    attachmentsBucket: 'attachments',
    uploads: { bytesOf: async () => undefined, kept: async () => undefined },
    templates: [],
    training: [],
    drafts: memoryDrafts(),
    protocol: memoryProtocol(),
    shifts: memoryShifts(),
    reserve: memoryReserve(),
    reserveAsks: memoryReserveAsks(),
    inForce: async () => new Set(),
    events: async () => [],
    posture: async () => 'ordinary',
    reads: memoryReads(),
    officer: { subject: 'operator-1', name: 'Carla Villa' },
    roles: rolesOf('operator'),
    chance,
    now,
  };
}

/** One of the staff who joins another case to one, on the version that both showed; the center's answer. */
export async function staffJoins(ports: Ports, pair: { code: string; other: string; seen: number }, now: Date) {
  const desk = deskOf(ports, now);
  const request = {
    headers: { 'content-type': 'application/json', 'if-match': `"${pair.seen}"` },
    pathParameters: { code: pair.code },
    body: JSON.stringify({ caseId: pair.other, reason: 'the same road' }),
    isBase64Encoded: false,
  } as unknown as DeskRequest;
  try {
    return (await joinCase(desk, request)).status;
  } catch (error) {
    if (error instanceof Refusal) return error.problemName;
    throw error;
  }
}

/** A worker of the protocol with a batch of formal contacts; gives those that must come back. */
export const numberer = ({ register, protocol }: Ports, contacts: readonly FormalContact[], now: Date) =>
  assignNumbers({ register, protocol, definition, clock: () => now }, contacts);

/** The worklist's reader of the stream. */
export const lister = ({ register, worklist }: Ports, entries: readonly RegisterEntry[], _now: Date): Promise<void> =>
  listCases({ entries, register, worklist, hmac });

/**
 * The mails' reader of the stream; a mail is told by what it is and for whom, because writing it out takes longer than
 * all.
 */
export function citizenMailer(
  ports: Ports,
  entries: readonly RegisterEntry[],
  now: Date,
  isCounted = false,
): Promise<void> {
  const mail = (what: string, caseId: string) => `${what} ${caseId}`;
  return tellCitizens({
    entries,
    now,
    queues: { urgent: ports.mailQueue, ordinary: ports.mailQueue },
    mails: {
      async receipt({ caseId, callBackDueAt, onPage, urgent, to }) {
        const what = urgent ? 'urgent-receipt' : 'receipt';
        const asked = { service, what, to, caseId, hmac, now } as const;
        if (isCounted && onPage && !(await takeAllowance(ports.mailCounts, asked))) return [];
        return [mail(callBackDueAt ? 'receipt with a call' : 'receipt', caseId)];
      },
      async afterReading({ caseId, version }) {
        const read = await ports.register.read(caseId);
        const facts = receiptAfterReading(
          caseId,
          read.map((entry) => ({ ...entry, events: openEntry(entry) })),
          version,
        );
        return facts === undefined ? [] : [facts];
      },
      callBackNews: async ({ caseId }) => [mail('reached nobody', caseId)],
      expertNews: async ({ caseId }) => [mail('experts', caseId)],
      heldNews: async ({ caseId }) => [mail('supervisors', caseId)],
      async referralNews({ caseId, version }) {
        const entries = await ports.register.read(caseId);
        const state = caseOf(openEntries(entries));
        const entry = entries.find((known) => known.version === version);
        if (state.stage === 'none' || entry === undefined) return [];
        const events = openEntry(entry);
        const links = linksDue(state, events);
        const news = referralNews(state, events);
        return [
          ...links.map(({ referral, link }) => mail(`link ${link} of ${referral.referral}`, caseId)),
          ...news.map(({ referral, what }) => mail(`referral ${what} ${referral}`, caseId)),
        ];
      },
      numberNews: async ({ caseId }) => [mail('number', caseId)],
    },
  });
}

/** Asks the protocol for the number of an answer. */
const askNumber = (ports: Ports) => (formal: FormalContact) => ports.protocolQueue.leave(JSON.stringify(formal));

/** The answers' reader of the stream. */
export const answersReader = (ports: Ports, entries: readonly RegisterEntry[], now: Date): Promise<void> =>
  queueAnswers(
    entries,
    {
      service,
      register: ports.register,
      leave: ports.answersQueue.leave,
      askNumber: askNumber(ports),
      checkFiles: (offered) => ports.attachments.leave(JSON.stringify(offered)),
    },
    now,
  );

/** Lets one answer leave whose moment may have come. */
export const answerer = (ports: Ports, news: AnswerNews, now: Date): Promise<void> =>
  settleAnswer(
    {
      service,
      register: ports.register,
      mails: {
        answer: {
          messageIdOf: (caseId, answer) => `<${caseId}.${answer}@example.org>`,
          mailDue: async ({ caseId, answer }) => `answer ${answer.answer} ${caseId}`,
        },
      },
      queues: { urgent: ports.mailQueue, ordinary: ports.mailQueue },
      askNumber: askNumber(ports),
      again: (due) => ports.answersQueue.leave(JSON.stringify(due)),
    },
    news,
    now,
  );

/**
 * What somebody of the staff does with a case, as the register shows it now; undefined where there is nothing to do.
 */
export async function staffActs(
  { register }: World,
  caseId: string,
  chance: Chance,
  now: Date,
): Promise<{ what: string; work(ports: Ports): Promise<void> } | undefined> {
  const { state, last } = await readCase(register, caseId);
  if (state.stage === 'none' || last === undefined) return undefined;
  const attempt = (outcome: 'reached' | 'no-answer'): CaseCommand => ({
    type: 'RecordCallBackAttempt',
    by: 'Carla Villa',
    outcome,
    attemptsAllowed: 2,
  });
  const possible: CaseCommand[] = [
    ...(state.callBack?.state === 'due' ? [attempt('reached'), attempt('reached'), attempt('no-answer')] : []),
    ...(state.stage === 'registered' ? [{ type: 'TakeInCharge', by: 'Carla Villa' } as const] : []),
    ...(state.stage === 'taken-in-charge' ? [{ type: 'Close', reason: 'done' } as const] : []),
  ];
  if (possible.length === 0) return undefined;
  const command = chance.oneOf(possible);
  return {
    what: `${command.type}${'outcome' in command ? ` ${command.outcome}` : ''} of ${caseId.slice(-4)}`,
    async work(ports) {
      await changeCase({ register: ports.register, caseId, command, at: now.toISOString(), seen: last.version });
    },
  };
}

/** Counts the cases that these entries tell of, as the follower of the statistics does. */
export const counter = ({ figures, register }: Ports, entries: readonly RegisterEntry[]): Promise<void> =>
  countCases(
    { figures, register, definition },
    entries.map((entry) => told(service, entry)),
  );
