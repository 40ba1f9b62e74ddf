import { HandOver } from '../../contracts/hand-over.ts';
import { firstPage, json, jsonIn, putIf, text, where } from './dynamodb.ts';

/** How many notes are shown: two a day for a fortnight. */
const shown = 30;

/** The latest notes of a service, newest first. */
export async function readHandOvers(tableName: string, service: string): Promise<HandOver[]> {
  const newest = { TableName: tableName, ...where('service', service), ScanIndexForward: false, Limit: shown };
  return (await firstPage(newest)).map((item) => HandOver.parse(jsonIn(item, 'note')));
}

/** Keeps a note for good; of two in the same millisecond the second is refused and can be sent again. */
export async function keepHandOver(tableName: string, service: string, note: HandOver): Promise<'kept' | 'taken'> {
  const isFirst = await putIf({
    TableName: tableName,
    Item: { service: text(service), at: text(note.at), note: json(note) },
    ConditionExpression: 'attribute_not_exists(service)',
  });
  return isFirst ? 'kept' : 'taken';
}
