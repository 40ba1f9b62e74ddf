import { HeldMailDecision, HeldMailName, heldBoxes, type MailReleased } from '../../shared/contracts/held-mail.ts';
import type { Staff } from '../../shared/core/staff.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { admit, isWriting } from '../../shared/shell/http/staff.ts';
import { logLine } from '../../shared/shell/log.ts';
import { leaveInQueue } from '../../shared/shell/queues/contacts-queue.ts';
import { decideHeldMail, dynamodbHeldMails, heldMails } from './held-mails.ts';

const { SERVICE, HELD_TABLE, ARRIVED_QUEUE_URL } = environment('SERVICE', 'HELD_TABLE', 'ARRIVED_QUEUE_URL');

const decidesOnMails = ({ roles }: Staff) => roles.operator || roles.supervisor;

/** Shows operators and supervisors the mails that were laid aside, and takes their decisions on them. */
export const handler = answering('held-mails', async (event, now) => {
  const { officer, line } = admit(event, { function: 'held-mails', service: SERVICE, may: decidesOnMails });
  if (!isWriting(event)) {
    const { box = 'held', after } = event.queryStringParameters ?? {};
    const known = heldBoxes.find((one) => one === box);
    const errors = [
      ...(known === undefined ? [{ detail: `must be one of ${heldBoxes.join(', ')}`, pointer: '/box' }] : []),
      ...(after === undefined || HeldMailName.safeParse(after).success
        ? []
        : [{ detail: 'must be what the page before named as next', pointer: '/after' }]),
    ];
    if (known === undefined || errors.length > 0) throw new Refusal('invalid', undefined, { errors });
    return { status: 200, body: await heldMails(HELD_TABLE, SERVICE, known, after) };
  }
  const mail = event.pathParameters?.['mail'] ?? '';
  if (!HeldMailName.safeParse(mail).success) throw new Refusal('not-found');
  const decision = await readAs(HeldMailDecision, event);
  const decided = await decideHeldMail({
    held: dynamodbHeldMails(HELD_TABLE),
    mail,
    decision,
    by: officer,
    now,
    afterwards: async ({ original: released, arrivedAt, because, decided: given }) => {
      if (given?.decision !== 'release') return;
      const by = given.by.subject;
      const message: MailReleased = { contract: 'mail-released.v1', released, by, arrivedAt, because };
      await leaveInQueue(ARRIVED_QUEUE_URL, JSON.stringify(message));
    },
  });
  if (decided === undefined) throw new Refusal('not-found');
  logLine({ level: 'info', ...line, mail, decision: decided.decided?.decision, because: decided.because });
  // Somebody else was quicker, and decided otherwise.
  if (decided.decided?.decision !== decision.decision) {
    throw new Refusal('act-refused', undefined, { members: { refused: 'already-decided' } });
  }
  return { status: 201, body: decided };
});
