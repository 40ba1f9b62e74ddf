import type { WriteRequest } from '@aws-sdk/client-dynamodb';
import type { ArrivedCase } from '../../contracts/board.ts';
import type { GivenAnswer } from '../../contracts/given-text.ts';
import type { SampledCase } from '../../contracts/review-sample.ts';
import type { ChangedCase, WorklistItem } from '../../contracts/worklist.ts';
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
  shardOf,
} from '../../core/cases/worklist.ts';
import { canBeTaken } from '../../core/cases/worklist-filter.ts';
import { present } from '../../core/present.ts';
import { type Item, json, number, text } from './dynamodb.ts';

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

/** What is told of a case that was listed: no words. */
export const changedCase = ({ item, open }: Listing): ChangedCase => {
  const { caseId, version, lane, urgent, waitsSince, owner, answerHeld: held } = item;
  const given = open && owner?.given !== undefined ? owner.subject : undefined;
  return { caseId, version, lane, urgent, open, waits: open && waitsSince !== undefined, ...present({ given, held }) };
};

/** What a case of a person is kept under: sorts by the case's receipt. */
export const contactKey = ({ receivedAt, caseId }: Pick<WorklistItem, 'receivedAt' | 'caseId'>) =>
  `${receivedAt}#${caseId}`;

/** The place in the index where changes stand, and for how many seconds what is told there is kept. */
export const changesPlace = 'changes';
/** The place in the index of what waits for a time. */
export const timedPlace = 'time';
/** The place in the index of what was answered in a week, and seconds for which it is kept there: a quarter (ours). */
export const placeOfWeek = (week: string) => `~${week}`;
const sampleKept = 92 * 86_400;
const changesKept = 3600;
/** Seconds after the beginning of a day for which what came on it is kept apart. */
const arrivedKept = 3 * 86_400;
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

/** A write to one of the two tables, by the name of the table. */
export type TableWrite = { table: string; request: WriteRequest };

/** What is written of cases that were listed together; with an instant, whoever looks at the list is told of them. */
export function writesOf(
  listings: readonly Listing[],
  at: string | undefined,
  tables: { worklist: string; persons: string },
): TableWrite[] {
  const put = (table: string) => (Item: Item) => ({ table, request: { PutRequest: { Item } } });
  const told = at === undefined ? undefined : toldItem(at, listings);
  return [
    ...listings.flatMap((listing) => [
      put(tables.worklist)(listed(listing)),
      ...personItems(listing).map(put(tables.persons)),
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
    ].map((request) => ({ table: tables.worklist, request })),
    // In the same call, which takes them in no order: whoever is told may look a moment too early.
    ...(told === undefined ? [] : [put(tables.worklist)(told)]),
  ];
}
