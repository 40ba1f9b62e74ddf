import { type AttributeValue, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { RegisterEntry } from '../../contracts/case-event.ts';
import { dayPartOf } from '../../core/day-part.ts';
import { present } from '../../core/present.ts';
import { all, dynamodb, everyPage, type GivenItem, getItems, number, pages, putIf, text, where } from './dynamodb.ts';
import type { Register } from './register.ts';

/** The attributes of an entry as DynamoDB keeps them, and the part of a day by which its leaf is found (day-leaves.ts). */
export function entryItem(entry: RegisterEntry): Record<string, AttributeValue> {
  return {
    caseId: text(entry.caseId),
    version: number(entry.version),
    at: text(entry.at),
    dayPart: text(dayPartOf(entry)),
    events: text(entry.events),
    prevHash: text(entry.prevHash),
    hash: text(entry.hash),
    ...present({ personal: entry.personal === undefined ? undefined : text(entry.personal) }),
  };
}

/** The entry that an item of the table or of its stream holds; throws a ZodError when it is none. */
export function itemEntry(item: GivenItem): RegisterEntry {
  const read = (name: string) => item[name]?.S;
  return RegisterEntry.parse({
    caseId: read('caseId'),
    version: Number(item['version']?.N),
    at: read('at'),
    events: read('events'),
    prevHash: read('prevHash'),
    hash: read('hash'),
    ...present({ personal: read('personal') }),
  });
}

/** The register in a DynamoDB table with partition key `caseId` and sort key `version`. */
export function dynamodbRegister(tableName: string, client = dynamodb): Register {
  return {
    async append(entry) {
      const input = {
        TableName: tableName,
        Item: entryItem(entry),
        ConditionExpression: 'attribute_not_exists(caseId)',
      };
      return (await putIf(input, client)) ? 'appended' : 'taken';
    },
    async read(caseId) {
      return (await all(pages({ TableName: tableName, ...where('caseId', caseId) }, client))).map(itemEntry);
    },
    async readEntries(named) {
      const keys = new Map(
        named.map(({ caseId, version }) => [
          `${caseId} ${version}`,
          { caseId: text(caseId), version: number(version) },
        ]),
      );
      return (await getItems(tableName, [...keys.values()], client)).map(itemEntry);
    },
    async *all(part) {
      // A segment has items by their partition key (DynamoDB Developer Guide, "Parallel scan").
      const segment = part && { Segment: part.number, TotalSegments: part.of };
      for await (const items of everyPage({ TableName: tableName, ...segment }, client)) yield items.map(itemEntry);
    },
    async erasePersonal(caseId, version) {
      await client.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: { caseId: text(caseId), version: number(version) },
          UpdateExpression: 'REMOVE personal',
          ConditionExpression: 'attribute_exists(caseId)',
        }),
      );
    },
  };
}
