import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Hmac } from '../../shared/core/cases/receipt-code.ts';
import { keyedDigest, sha256 } from '../../shared/shell/hashing.ts';
import { logCount } from '../../shared/shell/log.ts';
import { dynamodb, number, text } from '../../shared/shell/stores/dynamodb.ts';
import { type Allowance, allowancesOf, type CountedMail, mailboxOf } from './rules/mail-allowance.ts';

/** Counts the cases of which a mailbox was mailed. */
export interface MailCounts {
  /** Takes room for a case, told by its digest, in a count; false where none is left. The same case has its own. */
  take(allowance: Allowance, caseDigest: string): Promise<boolean>;
}

/** Mails counted in the table of sightings, in items that expire with their window. */
export const dynamodbMailCounts = (tableName: string): MailCounts => ({
  async take({ of, most, expiresAt }, caseDigest) {
    try {
      await dynamodb.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: { code: text(of) },
          UpdateExpression: 'ADD cases :one SET expiresAt = :expiresAt',
          ConditionExpression: 'attribute_not_exists(cases) OR contains(cases, :case) OR size(cases) < :most',
          ExpressionAttributeValues: {
            ':one': { SS: [caseDigest] },
            ':case': text(caseDigest),
            ':most': number(most),
            ':expiresAt': number(expiresAt),
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
  for (const allowance of allowancesOf(what, mailbox, now)) {
    if (await counts.take(allowance, sha256(caseId).slice(0, 16))) continue;
    logCount('ReceiptWithheld', service);
    return false;
  }
  return true;
}
