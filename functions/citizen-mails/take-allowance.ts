import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Hmac } from '../../shared/core/cases/receipt-code.ts';
import { keyedDigest, sha256 } from '../../shared/shell/hashing.ts';
import { logCount } from '../../shared/shell/log.ts';
import { dynamodb, number, text } from '../../shared/shell/stores/dynamodb.ts';
import { type Allowance, allowanceOf, type CountedMail, mailboxOf } from './rules/mail-allowance.ts';

/** Counts the cases of which a mailbox was mailed. */
export interface MailCounts {
  /**
   * Takes room for a case, told by its digest, in each count of an allowance; false where one of them has none left. The
   * same case has its own.
   */
  take(allowance: Allowance, caseDigest: string): Promise<boolean>;
}

/** Mails counted in the table of sightings, in items that expire with their day: one write for a mail. */
export const dynamodbMailCounts = (tableName: string): MailCounts => ({
  async take({ of, counts, expiresAt }, caseDigest) {
    const hasRoom = (_count: unknown, place: number) =>
      `(attribute_not_exists(#c${place}) OR contains(#c${place}, :case) OR size(#c${place}) < :m${place})`;
    try {
      await dynamodb.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: { code: text(of) },
          UpdateExpression: `ADD ${counts.map((_count, place) => `#c${place} :one`).join(', ')} SET expiresAt = :expiresAt`,
          ConditionExpression: counts.map(hasRoom).join(' AND '),
          ExpressionAttributeNames: Object.fromEntries(counts.map(({ name }, place) => [`#c${place}`, name])),
          ExpressionAttributeValues: {
            ':one': { SS: [caseDigest] },
            ':case': text(caseDigest),
            ':expiresAt': number(expiresAt),
            ...Object.fromEntries(counts.map(({ most }, place) => [`:m${place}`, number(most)])),
          },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});

/**
 * Whether a mailbox may be mailed of one more case; asked again of the same case it is answered the same within the
 * hour. What is withheld is counted and logged, without whom it was for.
 */
export async function takeAllowance(
  counts: MailCounts,
  given: { service: string; what: CountedMail; to: string; caseId: string; hmac: Hmac; now: Date },
): Promise<boolean> {
  const { service, what, to, caseId, hmac, now } = given;
  const mailbox = keyedDigest(`mailed|${mailboxOf(to)}`, hmac).slice(0, 32);
  if (await counts.take(allowanceOf(what, mailbox, now), sha256(caseId).slice(0, 16))) return true;
  if (what !== 'held-answer') logCount('ReceiptWithheld', service);
  return false;
}
