import { getItem, number, putIf, text } from '../../shared/shell/stores/dynamodb.ts';

/**
 * New cases by mail that one address is answered within an hour. Nobody writes more: it is a machine that does not say
 * so, and two machines that answer each other never end. The number is ours.
 */
export const answersAnHour = 20;

/**
 * Answers that follow one of our receipts from mailboxes which its case does not know: a person moves once or twice, a
 * machine that writes from another address each time never ends. The number is ours.
 */
export const answersAChain = 3;
/** How long a chain is remembered: seconds. */
const chainKept = 30 * 86_400;

/** Who was answered, and which chain of receipts a mail is in. */
export interface AnswersGiven {
  /** Takes one answer of somebody for a mail; false where it is another mail's. `expiresAt` in epoch seconds. */
  claim(answer: { who: string; slot: string; mail: string; expiresAt: number }): Promise<boolean>;
  /** The first receipt of the chain that a receipt is in, where it is known to be in one. */
  firstOf(code: string): Promise<string | undefined>;
  /** Notes the chain of a receipt, once. */
  link(code: string, first: string, expiresAt: number): Promise<void>;
}

/** Answers noted in the table of held mails. */
export function dynamodbAnswersGiven(tableName: string): AnswersGiven {
  const chain = (code: string) => ({ box: text(`chain#${code}`), heldAt: text('first') });
  return {
    claim: ({ who, slot, mail, expiresAt }) =>
      putIf({
        TableName: tableName,
        Item: {
          box: text(`answered#${who}`),
          heldAt: text(slot),
          mail: text(mail),
          expiresAt: number(expiresAt),
        },
        ConditionExpression: 'attribute_not_exists(heldAt) OR mail = :mail',
        ExpressionAttributeValues: { ':mail': text(mail) },
      }),
    firstOf: async (code) => (await getItem({ TableName: tableName, Key: chain(code) }))?.['mail']?.S,
    async link(code, first, expiresAt) {
      await putIf({
        TableName: tableName,
        Item: { ...chain(code), mail: text(first), expiresAt: number(expiresAt) },
        ConditionExpression: 'attribute_not_exists(heldAt)',
      });
    },
  };
}

/**
 * Takes one of the answers that an address may get in the hour of an arrival (ISO instant), or a chain `ever`:
 * `answersAnHour` unless `allowed` says otherwise; false when none is left. Asked again for the same mail it gives the
 * same answer. `who` names the address without telling it.
 */
export async function takeAnswer(
  given: AnswersGiven,
  asked: { who: string; mail: string; arrivedAt: string; allowed?: number; ever?: true },
): Promise<boolean> {
  const { who, mail, arrivedAt, allowed = answersAnHour, ever } = asked;
  const hour = ever ? 'ever' : new Date(arrivedAt).toISOString().slice(0, 13);
  const expiresAt = Math.floor(Date.parse(arrivedAt) / 1000) + (ever ? chainKept : 2 * 86_400);
  for (let answer = 0; answer < allowed; answer += 1) {
    const isTaken = await given.claim({ who, slot: `${hour}#${answer}`, mail, expiresAt });
    if (isTaken) return true;
  }
  return false;
}

/**
 * Takes one of the `answersAChain` of the chain that a mail is in: it names `code`, whose receipt it answers, and its
 * own case will be `mail`. Each receipt of a chain remembers the first one, so the addresses do not matter.
 */
export async function takeAnswerOfChain(
  given: AnswersGiven,
  { code, mail, arrivedAt }: { code: string; mail: string; arrivedAt: string },
): Promise<boolean> {
  const first = (await given.firstOf(code)) ?? code;
  if (!(await takeAnswer(given, { who: `chain#${first}`, mail, arrivedAt, allowed: answersAChain, ever: true })))
    return false;
  await given.link(mail, first, Math.floor(Date.parse(arrivedAt) / 1000) + chainKept);
  return true;
}
