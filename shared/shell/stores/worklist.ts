import { setTimeout as pause } from 'node:timers/promises';
import { BatchWriteItemCommand, QueryCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { ArrivedCase } from '../../contracts/board.ts';
import { GivenAnswer } from '../../contracts/given-text.ts';
import { SampledCase } from '../../contracts/review-sample.ts';
import { ChangedCase, WorklistItem } from '../../contracts/worklist.ts';
import { headOf } from '../../core/cases/receipt-code.ts';
import {
  dueKey,
  givenKey,
  householdKey,
  laneToTake,
  placeIn,
  placeOfDay,
  placeOfEvent,
  placeOfHousehold,
  placeOfIncident,
  placeOfOwner,
  placeOfText,
  type ReadPlace,
  shardOf,
} from '../../core/cases/worklist.ts';
import { canBeTaken } from '../../core/cases/worklist-filter.ts';
import { present } from '../../core/present.ts';
import { keyedDigest } from '../hashing.ts';
import { dynamodb, firstPage, getItem, type Item, json, jsonIn, number, text, where } from './dynamodb.ts';

const Changes = z.array(ChangedCase);

/** What is told of a case that was listed: no words. */
export const changedCase = ({ item, open }: Listing): ChangedCase => {
  const { caseId, version, lane, urgent, waitsSince, owner, answerHeld: held } = item;
  const given = open && owner?.given !== undefined ? owner.subject : undefined;
  return { caseId, version, lane, urgent, open, waits: open && waitsSince !== undefined, ...present({ given, held }) };
};

/** A case as the worklist keeps it: its item, whether it is open, and the keyed digests of whom it is from. */
export type Listing = {
  item: WorklistItem;
  open: boolean;
  persons: readonly string[];
  keptUntil: number;
  /** Subjects of those who had it and have it no more. */
  hadIt?: readonly string[];
  /** Whether it stands among those of its incident, and of which others it is no more. */
  inIncident?: boolean;
  leftIncidents?: readonly string[];
  /** Households whose page it stands on no more, with their events. */
  leftHouseholds?: readonly { household: string; event: string }[];
  /** It stood among those that wait for a time, and does no more. */
  waitedForTime?: boolean;
  /** Where it stands among those answered in a week, by a text that decides whether it is drawn; and weeks it left. */
  answeredIn?: readonly (SampledCase & { drawnBy: string })[];
  leftWeeks?: readonly string[];
  /** On which day it came and whether it was answered, while that day is counted. */
  arrived?: ArrivedCase & { counts: boolean };
  /** Which texts it was given, and of which answers that holds no more. */
  given?: readonly GivenAnswer[];
  ungiven?: readonly Pick<GivenAnswer, 'text' | 'answer'>[];
};

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

/** What a case of a person is kept under: sorts by the case's receipt. */
export const contactKey = ({ receivedAt, caseId }: Pick<WorklistItem, 'receivedAt' | 'caseId'>) =>
  `${receivedAt}#${caseId}`;

/** The place in the index where changes stand, and for how many seconds what is told there is kept. */
const changesPlace = 'changes';
/** The place in the index of what waits for a time. */
const timedPlace = 'time';
/** The place in the index of what was answered in a week, and seconds for which it is kept there: a quarter (ours). */
const placeOfWeek = (week: string) => `~${week}`;
const sampleKept = 92 * 86_400;
const changesKept = 3600;
/** Seconds after the beginning of a day for which what came on it is kept apart. */
const arrivedKept = 3 * 86_400;
/** Batches of changes that one look reads. */
const batchesPerLook = 100;

/** Writes that one call takes (BatchWriteItem's limit). */
const writesPerCall = 25;
const rounds = 6;

function listed({ item, open, persons }: Listing): Item {
  return {
    caseId: text(item.caseId),
    item: json(item),
    // Only a case has one, of what stands in this table: the index of beginnings holds nothing else.
    head: text(headOf(item.caseId)),
    // Only open cases have a place, so only they are in the index.
    ...(open && { place: text(placeIn(item.lane, shardOf(item.caseId))), due: text(dueKey(item)) }),
    ...(persons.length > 0 && { persons: { SS: [...new Set(persons)] } }),
  };
}

/** A case beside itself under whoever has it, and no more under those who had it. */
function ownedWrites({ item, open, hadIt = [] }: Listing): WriteRequest[] {
  const keyOf = (subject: string) => text(`${placeOfOwner(subject)}#${item.caseId}`);
  const subject = open ? item.owner?.subject : undefined;
  const gone = hadIt.map((one) => ({ DeleteRequest: { Key: { caseId: keyOf(one) } } }));
  if (subject === undefined) return gone;
  const Item = {
    caseId: keyOf(subject),
    item: json(item),
    place: text(placeOfOwner(subject)),
    due: text(dueKey(item)),
  };
  return [...gone, { PutRequest: { Item } }];
}

/** A case beside itself among those that somebody can take, and no more among them once nobody can. */
function toTakeWrites({ item, open }: Listing): WriteRequest[] {
  const caseId = text(`${laneToTake('')}#${item.caseId}`);
  if (!open || !canBeTaken(item)) return [{ DeleteRequest: { Key: { caseId } } }];
  const place = text(placeIn(laneToTake(item.lane), shardOf(item.caseId)));
  return [{ PutRequest: { Item: { caseId, item: json(item), place, due: text(dueKey(item)) } } }];
}

/** A case beside itself among those of its incident, and no more among those of one that it left. */
function incidentWrites({ item, inIncident = false, leftIncidents = [] }: Listing): WriteRequest[] {
  const keyOf = (incident: string) => text(`${placeOfIncident(incident)}#${item.caseId}`);
  const gone = leftIncidents.map((one) => ({ DeleteRequest: { Key: { caseId: keyOf(one) } } }));
  const { incident } = item;
  if (!inIncident || incident === undefined) return gone;
  const [place, due] = [text(placeOfIncident(incident)), text(dueKey(item))];
  return [...gone, { PutRequest: { Item: { caseId: keyOf(incident), item: json(item), place, due } } }];
}

/** A case beside itself on the page of its household and among those of the event, and no more where it left. */
function householdWrites({ item, leftHouseholds = [] }: Listing): WriteRequest[] {
  const { household: of } = item;
  const keyIn = (place: string) => text(`${place}#${item.caseId}`);
  // It may be of another household of the same event by now.
  const left = leftHouseholds.flatMap(({ household, event }) => [
    placeOfHousehold(household),
    ...(event === of?.event ? [] : [placeOfEvent(event)]),
  ]);
  const gone = [...new Set(left)].map((place) => ({ DeleteRequest: { Key: { caseId: keyIn(place) } } }));
  if (of === undefined) return gone;
  const kept = [placeOfHousehold(of.household), placeOfEvent(of.event)].map((place) => ({
    PutRequest: {
      Item: { caseId: keyIn(place), item: json(item), place: text(place), due: text(householdKey(item)) },
    },
  }));
  return [...gone, ...kept];
}

/** A case beside itself among those that wait for a time, and no more among them once it waits for none. */
function timedWrites({ item, waitedForTime = false }: Listing): WriteRequest[] {
  const key = text(`${timedPlace}#${item.caseId}`);
  if (item.nextByTime === undefined) return waitedForTime ? [{ DeleteRequest: { Key: { caseId: key } } }] : [];
  const due = text(`${item.nextByTime}#${item.caseId}`);
  return [{ PutRequest: { Item: { caseId: key, place: text(timedPlace), due } } }];
}

/** A case beside itself among those that were answered in a week, in the order in which they are drawn. */
function sampleWrites({ item, answeredIn = [], leftWeeks = [] }: Listing): WriteRequest[] {
  const keyOf = (week: string) => text(`${placeOfWeek(week)}#${item.caseId}`);
  const gone = leftWeeks.map((week) => ({ DeleteRequest: { Key: { caseId: keyOf(week) } } }));
  const kept = answeredIn.map(({ drawnBy, ...sampled }) => ({
    PutRequest: {
      Item: {
        caseId: keyOf(sampled.week),
        sampled: json(sampled),
        place: text(placeOfWeek(sampled.week)),
        due: text(`${drawnBy}#${item.caseId}`),
        expiresAt: number(Math.floor(Date.parse(sampled.answeredAt) / 1000) + sampleKept),
      },
    },
  }));
  return [...gone, ...kept];
}

/** A case beside itself among those that came on its day, and no more among them once it is part of another. */
function arrivedWrites({ item, arrived }: Listing): WriteRequest[] {
  if (arrived === undefined) return [];
  const { counts, ...kept } = arrived;
  const caseId = text(`${placeOfDay(kept.day, 0)}#${item.caseId}`);
  if (!counts) return [{ DeleteRequest: { Key: { caseId } } }];
  const place = text(placeOfDay(kept.day, shardOf(item.caseId)));
  const expiresAt = number(Math.floor(Date.parse(kept.day) / 1000) + arrivedKept);
  return [{ PutRequest: { Item: { caseId, arrived: json(kept), place, due: text(item.caseId), expiresAt } } }];
}

/** The answers of a case among all in which a text was given, for as long as its persons are kept. */
function givenWrites({ item, keptUntil, given = [], ungiven = [] }: Listing): WriteRequest[] {
  const keyOf = ({ text: name, answer }: Pick<GivenAnswer, 'text' | 'answer'>) =>
    text(`${placeOfText(name, 0)}#${item.caseId}#${answer}`);
  const gone = ungiven.map((one) => ({ DeleteRequest: { Key: { caseId: keyOf(one) } } }));
  const kept = given.map((one) => ({
    PutRequest: {
      Item: {
        caseId: keyOf(one),
        given: json(one),
        place: text(placeOfText(one.text, shardOf(item.caseId))),
        due: text(givenKey(one)),
        expiresAt: number(keptUntil),
      },
    },
  }));
  return [...gone, ...kept];
}

/** What is told of cases that were listed together; nothing where none were. */
function toldItem(at: string, listings: readonly Listing[]): Item | undefined {
  const [first] = listings;
  if (first === undefined) return undefined;
  const { caseId, version } = first.item;
  const changed = listings.map(changedCase);
  return {
    // A code never looks like this, so it is nobody's case.
    caseId: text(`${changesPlace}#${at}#${caseId}#${version}`),
    place: text(changesPlace),
    due: text(`${at}#${caseId}`),
    changed: json(changed),
    expiresAt: number(Math.floor(Date.parse(at) / 1000) + changesKept),
  };
}

const personItems = ({ item, persons, keptUntil }: Listing): Item[] =>
  [...new Set(persons)].map((person) => ({
    person: text(person),
    contact: text(contactKey(item)),
    caseId: text(item.caseId),
    expiresAt: number(keptUntil),
  }));

type TableWrite = { table: string; request: WriteRequest };

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
      const told = at === undefined ? undefined : toldItem(at, listings);
      await write([
        ...listings.flatMap((listing) => [
          { table: tables.worklist, request: { PutRequest: { Item: listed(listing) } } },
          ...personItems(listing).map((Item) => ({ table: tables.persons, request: { PutRequest: { Item } } })),
        ]),
        ...[
          ...listings.flatMap(ownedWrites),
          ...listings.flatMap(toTakeWrites),
          ...listings.flatMap(incidentWrites),
          ...listings.flatMap(householdWrites),
          ...listings.flatMap(timedWrites),
          ...listings.flatMap(sampleWrites),
          ...listings.flatMap(givenWrites),
          ...listings.flatMap(arrivedWrites),
        ].map((request) => ({
          table: tables.worklist,
          request,
        })),
        // In the same call, which takes them in no order: whoever is told may look a moment too early.
        ...(told === undefined ? [] : [{ table: tables.worklist, request: { PutRequest: { Item: told } } }]),
      ]);
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
