import { setTimeout as pause } from 'node:timers/promises';
import { BatchWriteItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { ArrivedCase } from '../../contracts/board.ts';
import { GivenAnswer } from '../../contracts/given-text.ts';
import { SampledCase } from '../../contracts/review-sample.ts';
import { ChangedCase, WorklistItem } from '../../contracts/worklist.ts';
import { headOf } from '../../core/cases/receipt-code.ts';
import type { ReadPlace } from '../../core/cases/worklist.ts';
import { present } from '../../core/present.ts';
import { keyedDigest } from '../hashing.ts';
import { dynamodb, firstPage, getItem, type Item, jsonIn, text, where } from './dynamodb.ts';
import {
  changesPlace,
  contactKey,
  type Listing,
  placeOfWeek,
  type TableWrite,
  timedPlace,
  writesOf,
} from './listing.ts';

const Changes = z.array(ChangedCase);

/**
 * The worklist of one service, and which cases a person has. It holds nothing that the register does not tell again.
 */
export type Worklist = {
  /**
   * Keeps these cases as they are told, whatever was kept of them before; `forgotten` are persons that a case no longer
   * has. With an instant, whoever looks at the list is told of them; told again it is told twice.
   */
  keep(
    listings: readonly Listing[],
    forgotten?: readonly { item: WorklistItem; person: string }[],
    at?: string,
  ): Promise<void>;
  /** The open cases of one part of a lane, or of what can be taken in it (`laneToTake`), the first due first. */
  readPlace: ReadPlace;
  /** How many cases of one part of a lane are open, `atMost` being counted. */
  countPlace(place: string, atMost: number): Promise<number>;
  /** What was told after an instant, in order, and when the last of it; `more` where that is not all. */
  toldSince(since: string): Promise<{ changed: ChangedCase[]; last?: string; more: boolean }>;
  /** Open cases to which time does something by an ISO instant in UTC, the first due first. */
  dueByTime(until: string, limit: number): Promise<string[]>;
  /** The first of the cases that were answered in a week, in the order that was drawn for it. */
  sampleOf(week: string, limit: number): Promise<SampledCase[]>;
  /** Cases that came on a day, of one part of it (`placeOfDay`). */
  arrivedIn(place: string, limit: number): Promise<ArrivedCase[]>;
  /** Answers in which a text was given, of one part of it (`placeOfText`), in the order of their keys (`givenKey`). */
  givenIn(place: string, after: string | undefined, limit: number): Promise<GivenAnswer[]>;
  /** The persons that are kept with a case. */
  personsOf(caseId: string): Promise<string[]>;
  /** Cases whose code begins so, first group and all. */
  beginningWith(beginning: string, limit: number): Promise<string[]>;
  /** The latest cases of a person, the newest first. */
  casesOf(person: string, limit: number): Promise<string[]>;
};

/** The person that a contact point stands for: only its keyed digest is kept. */
export const personOf = keyedDigest;

/** Batches of changes that one look reads. */
const batchesPerLook = 100;

/** Writes that one call takes (BatchWriteItem's limit). */
const writesPerCall = 25;
const rounds = 6;

/** Writes in calls of 25; what a call leaves undone goes again with the next, six rounds at most. */
async function writeAll(requests: TableWrite[], client: typeof dynamodb): Promise<void> {
  let left = requests;
  for (let round = 0; left.length > 0; round += 1) {
    if (round >= rounds) throw new Error(`${left.length} writes to the worklist were not taken in ${rounds} rounds`);
    if (round > 0) await pause(25 * 2 ** round);
    const undone: typeof left = [];
    for (let start = 0; start < left.length; start += writesPerCall) {
      const now = left.slice(start, start + writesPerCall);
      const { UnprocessedItems = {} } = await client.send(
        new BatchWriteItemCommand({
          RequestItems: Object.fromEntries(
            [...Map.groupBy(now, ({ table }) => table)].map(([table, same]) => [
              table,
              same.map(({ request }) => request),
            ]),
          ),
        }),
      );
      for (const [table, requests] of Object.entries(UnprocessedItems)) {
        undone.push(...requests.map((request) => ({ table: table.split('/').at(-1) ?? table, request })));
      }
    }
    left = undone;
  }
}

/**
 * The worklist in two DynamoDB tables: cases with the sparse index `byDue`, and persons with their cases. Long because it
 * is a list: one short call for each thing that is asked of the two.
 */
export function dynamodbWorklist(tables: { worklist: string; persons: string }, client = dynamodb): Worklist {
  const write = (requests: TableWrite[]) => writeAll(requests, client);
  /** Items of an index of the list, which knows no consistent reads, by a condition on its keys. */
  const indexed = (IndexName: 'byDue' | 'byHead', condition: string, given: Item, Limit: number): Promise<Item[]> =>
    firstPage(
      {
        TableName: tables.worklist,
        IndexName,
        ConsistentRead: false,
        KeyConditionExpression: condition,
        ExpressionAttributeValues: given,
        Limit,
      },
      client,
    );

  return {
    async keep(listings, forgotten = [], at) {
      // First what must go: stopped half-way, the next try still knows it from the case's own item.
      await write(
        forgotten.map(({ item, person }) => ({
          table: tables.persons,
          request: { DeleteRequest: { Key: { person: text(person), contact: text(contactKey(item)) } } },
        })),
      );
      await write(writesOf(listings, at, tables));
    },
    async readPlace(place, after, limit) {
      const condition = after === undefined ? 'place = :place' : 'place = :place AND due > :after';
      const given = { ':place': text(place), ...(after !== undefined && { ':after': text(after) }) };
      return (await indexed('byDue', condition, given, limit)).map((item) => WorklistItem.parse(jsonIn(item, 'item')));
    },
    async countPlace(place, atMost) {
      const counted = { TableName: tables.worklist, IndexName: 'byDue', ...where('place', place), Limit: atMost };
      const { Count = 0 } = await client.send(new QueryCommand({ ...counted, Select: 'COUNT' }));
      return Count;
    },
    async toldSince(since) {
      const given = { ':place': text(changesPlace), ':since': text(since) };
      const told = await indexed('byDue', 'place = :place AND due > :since', given, batchesPerLook);
      const last = told.at(-1)?.['due']?.S?.split('#')[0];
      return {
        changed: told.flatMap((item) => Changes.parse(jsonIn(item, 'changed'))),
        ...present({ last }),
        more: told.length === batchesPerLook,
      };
    },
    async dueByTime(until, limit) {
      const given = { ':place': text(timedPlace), ':until': text(until) };
      const due = await indexed('byDue', 'place = :place AND due < :until', given, limit);
      return due.map((item) => (item['due']?.S ?? '').split('#').at(-1) ?? '');
    },
    async sampleOf(week, limit) {
      const given = { ':place': text(placeOfWeek(week)) };
      const drawn = await indexed('byDue', 'place = :place', given, limit);
      return drawn.map((item) => SampledCase.parse(jsonIn(item, 'sampled')));
    },
    async arrivedIn(place, limit) {
      const arrived = await indexed('byDue', 'place = :place', { ':place': text(place) }, limit);
      return arrived.map((item) => ArrivedCase.parse(jsonIn(item, 'arrived')));
    },
    async givenIn(place, after, limit) {
      const condition = after === undefined ? 'place = :place' : 'place = :place AND due > :after';
      const given = { ':place': text(place), ...(after !== undefined && { ':after': text(after) }) };
      return (await indexed('byDue', condition, given, limit)).map((item) => GivenAnswer.parse(jsonIn(item, 'given')));
    },
    async personsOf(caseId) {
      const asked = { TableName: tables.worklist, Key: { caseId: text(caseId) }, ProjectionExpression: 'persons' };
      return (await getItem(asked, client))?.['persons']?.SS ?? [];
    },
    async beginningWith(beginning, limit) {
      const given = { ':head': text(headOf(beginning)), ':beginning': text(beginning) };
      const found = await indexed('byHead', 'head = :head AND begins_with(caseId, :beginning)', given, limit);
      return found.map((item) => item['caseId']?.S ?? '');
    },
    async casesOf(person, limit) {
      const newest = {
        TableName: tables.persons,
        ...where('person', person),
        ConsistentRead: false,
        ScanIndexForward: false,
        Limit: limit,
      };
      return (await firstPage(newest, client)).map((item) => item['caseId']?.S ?? '');
    },
  };
}
