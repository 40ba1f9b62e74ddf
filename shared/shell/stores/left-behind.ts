import { DeleteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type HeldBox, HeldMail, heldBoxes } from '../../contracts/held-mail.ts';
import { objectPrefix, sidecarOf, takenKey } from '../../contracts/object-prefixes.ts';
import { dynamodbDrafts } from './drafts.ts';
import { all, dynamodb, everyPage, type Item, jsonIn, text } from './dynamodb.ts';
import { s3 } from './s3.ts';

/** Where a case leaves personal data besides the register, and how they go. */
export type LeftBehind = {
  /** Removes a file of a case, and the original and the sidecar of a scan. */
  removeFile(document: string): Promise<void>;
  /** Removes a whole mail by its key. */
  removeMail(key: string): Promise<void>;
  /**
   * Removes what was noted of held mails that have one of these keys or are about one of these codes; gives how many.
   */
  removeHeld(mails: readonly string[], codes: readonly string[]): Promise<number>;
  /** Removes dead letters that name one of these codes or keys; gives how many. */
  removeLetters(named: readonly string[]): Promise<number>;
  /** Removes what staff typed on a case and did not send; gives how many drafts. */
  removeDrafts(caseId: string): Promise<number>;
};

/** Where one service keeps what is not in its register: buckets, and tables of held mails and of dead letters. */
export type Places = {
  service: string;
  attachments: string;
  mails: string;
  scans: string;
  heldMails: string;
  deadLetters: string;
  drafts: string;
};

/** A mail that was laid aside, with the box it lies in, and its removal. */
export type MailAside = { box: HeldBox; mail: HeldMail; remove(): Promise<void> };

/** What is left of cases in buckets and tables; both tables are read once, when first asked for. */
export function leftBehindIn(
  places: Places,
  clients: { dynamodb: DynamoDBClient; s3: S3Client } = { dynamodb, s3 },
): LeftBehind & { mailsAside(): Promise<MailAside[]> } {
  const drop = async (Bucket: string, Key: string) => {
    await clients.s3.send(new DeleteObjectCommand({ Bucket, Key }));
  };
  const read = (TableName: string) => all(everyPage({ TableName, ConsistentRead: true }, clients.dynamodb));
  const remove = async (TableName: string, Key: Item) => {
    await clients.dynamodb.send(new DeleteItemCommand({ TableName, Key }));
  };
  let aside: Promise<MailAside[]> | undefined;
  let letters: Promise<{ letterId: string; body: string }[]> | undefined;

  const readAside = async (): Promise<MailAside[]> =>
    (await read(places.heldMails)).flatMap((item) => {
      const box = heldBoxes.find((known) => known === item['box']?.S);
      const mail = HeldMail.safeParse(jsonIn(item as { item: { S: string } }, 'item'));
      // In the same table it is noted who was answered in an hour; that ends by itself.
      if (box === undefined || !mail.success) return [];
      const key = { box: text(box), heldAt: text(item['heldAt']?.S ?? '') };
      return [{ box, mail: mail.data, remove: () => remove(places.heldMails, key) }];
    });
  const readLetters = async () =>
    (await read(places.deadLetters))
      .filter(({ service }) => service?.S === places.service || service?.S === 'unknown')
      .map(({ letterId, body }) => ({ letterId: letterId?.S ?? '', body: body?.S ?? '' }));

  return {
    mailsAside() {
      aside ??= readAside();
      return aside;
    },
    async removeFile(document) {
      await drop(places.attachments, `${objectPrefix.incoming}${document}`);
      await drop(places.attachments, `${objectPrefix.kept}${document}`);
      await drop(places.scans, takenKey(document));
      await drop(places.scans, sidecarOf(takenKey(document)));
    },
    removeDrafts: (caseId) => dynamodbDrafts(places.drafts, clients.dynamodb).forget(caseId),
    removeMail: (key) => drop(places.mails, key),
    async removeHeld(mails, codes) {
      const about = (await this.mailsAside()).filter(
        ({ mail }) => mails.includes(mail.original) || (mail.code !== undefined && codes.includes(mail.code)),
      );
      for (const { mail, remove: forget } of about) {
        await drop(places.mails, mail.original);
        await forget();
      }
      return about.length;
    },
    async removeLetters(named) {
      letters ??= readLetters();
      const about = (await letters).filter(({ body }) => named.some((name) => body.includes(name)));
      for (const { letterId } of about) await remove(places.deadLetters, { letterId: text(letterId) });
      return about.length;
    },
  };
}
