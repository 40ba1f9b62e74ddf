import { HandOver } from '../../contracts/hand-over.ts';
import { firstPage, json, jsonIn, number, putIf, text, where } from './dynamodb.ts';

/** How many notes are shown: two a day for a fortnight. */
const shown = 30;

/** The latest notes of a service, newest first. */
export async function readHandOvers(tableName: string, service: string): Promise<HandOver[]> {
  const newest = { TableName: tableName, ...where('service', service), ScanIndexForward: false, Limit: shown };
  return (await firstPage(newest)).map((item) => HandOver.parse(jsonIn(item, 'note')));
}

/** How long a note is kept, in seconds: half a year, since it may say whom to call back. */
const keptSeconds = 180 * 86_400;

/** Keeps a note for half a year; of two in the same millisecond the second is refused and can be sent again. */
export async function keepHandOver(tableName: string, service: string, note: HandOver): Promise<'kept' | 'taken'> {
  const expiresAt = Math.floor(Date.parse(note.at) / 1000) + keptSeconds;
  const isFirst = await putIf({
    TableName: tableName,
    Item: { service: text(service), at: text(note.at), note: json(note), expiresAt: number(expiresAt) },
    ConditionExpression: 'attribute_not_exists(service)',
  });
  return isFirst ? 'kept' : 'taken';
}
