import { receiptAfterReading } from '../../functions/citizen-mails/rules/receipt-mail.ts';
import { tellCitizens } from '../../functions/citizen-mails/tell-citizens.ts';
import { assignNumbers } from '../../functions/protocol/assign-numbers.ts';
import { handingOnOf } from '../../functions/registrar/hand-on.ts';
import { registerContact } from '../../functions/registrar/register-contact.ts';
import { listCases } from '../../functions/worklist/list-cases.ts';
import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import type { ContactAccepted } from '../../shared/contracts/contact.ts';
import type { FormalContact } from '../../shared/contracts/handed-on.ts';
import type { CaseCommand } from '../../shared/core/cases/commands.ts';
import { openEntry } from '../../shared/core/chain.ts';
import type { DangerList } from '../../shared/core/danger/danger.ts';
import { hmacWith } from '../../shared/shell/hashing.ts';
import { changeCase, readCase } from '../../shared/shell/stores/case-file.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { protezioneCivile as definition } from '../fixtures/contacts.ts';
import type { Chance } from './chance.ts';
import { type Ports, service, type World } from './world.ts';

// Who works in a world, each with the real work of its function and the ports of the world.

/** Of what danger to life sounds like, the lines that the story tells: to hear all of them takes a third of the time. */
const onlyRubble = (list: DangerList): DangerList => {
  const heard = (lines: readonly string[]) => lines.filter((line) => line.includes('sotto_le_macerie'));
  const dangers = Object.entries(list.dangers).map(([kind, { lane }]) => [kind, { lane: heard(lane), advice: [] }]);
  const calm = Object.keys(list.calm).map((reason) => [reason, []]);
  return { ...list, dangers: Object.fromEntries(dangers), calm: Object.fromEntries(calm) };
};
const rules = { it: onlyRubble(lifeFirst.it), en: onlyRubble(lifeFirst.en), de: onlyRubble(lifeFirst.de) };

export const hmac = hmacWith('a secret of the simulation');

/** The registrar with one message. */
export const registrar = (ports: Ports, accepted: ContactAccepted, now: Date): Promise<void> =>
  registerContact({
    register: ports.register,
    accepted,
    definition,
    rules,
    now,
    handingOn: handingOnOf(service, ports.register, {
      attachments: ports.attachments,
      protocol: ports.protocolQueue,
      turns: ports.turns,
      hmac: async () => hmac,
      clock: () => now,
    }),
  });

/** A worker of the protocol with a batch of formal contacts; gives those that must come back. */
export const numberer = ({ register, protocol }: Ports, contacts: readonly FormalContact[], now: Date) =>
  assignNumbers({ register, protocol, definition, clock: () => now }, contacts);

/** The worklist's reader of the stream. */
export const lister = ({ register, worklist }: Ports, entries: readonly RegisterEntry[], _now: Date): Promise<void> =>
  listCases({ entries, register, worklist, hmac });

/** The mails' reader of the stream; a mail is told by what it is and for whom, because writing it out takes longer than all. */
export function citizenMailer(ports: Ports, entries: readonly RegisterEntry[], now: Date): Promise<void> {
  const mail = (what: string, caseId: string) => `${what} ${caseId}`;
  return tellCitizens({
    entries,
    now,
    queues: { urgent: ports.mailQueue, ordinary: ports.mailQueue },
    mails: {
      receipt: async ({ caseId, callBackDueAt }) => mail(callBackDueAt ? 'receipt with a call' : 'receipt', caseId),
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
      numberNews: async ({ caseId }) => [mail('number', caseId)],
    },
  });
}

/** What somebody of the staff does with a case, as the register shows it now; undefined where there is nothing to do. */
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
