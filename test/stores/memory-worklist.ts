import type { GivenAnswer } from '../../shared/contracts/given-text.ts';
import type { ChangedCase } from '../../shared/contracts/worklist.ts';
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
} from '../../shared/core/cases/worklist.ts';
import { canBeTaken } from '../../shared/core/cases/worklist-filter.ts';
import { present } from '../../shared/core/present.ts';
import { changedCase, contactKey, type Listing } from '../../shared/shell/stores/listing.ts';
import type { Worklist } from '../../shared/shell/stores/worklist.ts';

/** A worklist in memory, for tests of what stands on it; it passes the same contract suite as the real one. */
export function memoryWorklist(): Worklist {
  const cases = new Map<string, Listing>();
  const persons = new Map<string, Map<string, string>>();
  const given = new Map<string, Map<string, GivenAnswer>>();
  const told: { at: string; changed: readonly ChangedCase[] }[] = [];
  const isOfHousehold = ({ household: of }: Listing['item'], place: string) =>
    of !== undefined && [placeOfHousehold(of.household), placeOfEvent(of.event)].includes(place);
  const keyIn = (item: Listing['item'], place: string) =>
    isOfHousehold(item, place) ? householdKey(item) : dueKey(item);
  const openIn = (place: string) =>
    [...cases.values()]
      .filter(
        ({ open, item, inIncident }) =>
          (open &&
            (placeIn(item.lane, shardOf(item.caseId)) === place ||
              (canBeTaken(item) && placeIn(laneToTake(item.lane), shardOf(item.caseId)) === place) ||
              placeOfOwner(item.owner?.subject ?? '') === place)) ||
          (inIncident && placeOfIncident(item.incident ?? '') === place) ||
          isOfHousehold(item, place),
      )
      .map(({ item }) => item);
  return {
    async keep(listings, forgotten = [], at) {
      if (at !== undefined && listings.length > 0) told.push({ at, changed: listings.map(changedCase) });
      for (const { item, person } of forgotten) persons.get(person)?.delete(contactKey(item));
      for (const listing of listings) {
        cases.set(listing.item.caseId, listing);
        const { caseId } = listing.item;
        for (const { text, answer } of listing.ungiven ?? [])
          given.get(placeOfText(text, shardOf(caseId)))?.delete(`${caseId}#${answer}`);
        for (const one of listing.given ?? []) {
          const place = placeOfText(one.text, shardOf(caseId));
          given.set(place, (given.get(place) ?? new Map()).set(`${caseId}#${one.answer}`, one));
        }
        for (const person of listing.persons) {
          const known = persons.get(person) ?? new Map<string, string>();
          persons.set(person, known.set(contactKey(listing.item), listing.item.caseId));
        }
      }
    },
    async readPlace(place, after, limit) {
      return openIn(place)
        .sort((one, other) => (keyIn(one, place) < keyIn(other, place) ? -1 : 1))
        .filter((item) => after === undefined || keyIn(item, place) > after)
        .slice(0, limit);
    },
    async countPlace(place, atMost) {
      return Math.min(openIn(place).length, atMost);
    },
    async toldSince(since) {
      const after = told.filter(({ at }) => at >= since).sort((one, other) => (one.at < other.at ? -1 : 1));
      const looked = after.slice(0, 100);
      const last = looked.at(-1)?.at;
      return {
        changed: looked.flatMap(({ changed }) => changed),
        ...present({ last }),
        more: after.length >= 100,
      };
    },
    async dueByTime(until, limit) {
      return [...cases.values()]
        .filter(({ item }) => item.nextByTime !== undefined && item.nextByTime < until)
        .sort((one, other) => ((one.item.nextByTime ?? '') < (other.item.nextByTime ?? '') ? -1 : 1))
        .map(({ item }) => item.caseId)
        .slice(0, limit);
    },
    async sampleOf(week, limit) {
      return [...cases.values()]
        .flatMap(({ answeredIn = [] }) => answeredIn)
        .filter((one) => one.week === week)
        .sort((one, other) => (`${one.drawnBy}#${one.code}` < `${other.drawnBy}#${other.code}` ? -1 : 1))
        .slice(0, limit)
        .map(({ drawnBy: _order, ...sampled }) => sampled);
    },
    async arrivedIn(place, limit) {
      return [...cases.values()]
        .filter(({ item, arrived }) => arrived?.counts && placeOfDay(arrived.day, shardOf(item.caseId)) === place)
        .slice(0, limit)
        .flatMap(({ arrived }) => {
          if (arrived === undefined) return [];
          const { day, lane, answered } = arrived;
          return [{ day, lane, answered }];
        });
    },
    async givenIn(place, after, limit) {
      return [...(given.get(place)?.values() ?? [])]
        .map((one) => ({ one, key: givenKey(one) }))
        .filter(({ key }) => after === undefined || key > after)
        .sort((one, other) => (one.key < other.key ? -1 : 1))
        .slice(0, limit)
        .map(({ one }) => one);
    },
    async personsOf(caseId) {
      return [...new Set(cases.get(caseId)?.persons ?? [])];
    },
    async beginningWith(beginning, limit) {
      return [...cases.keys()]
        .filter((caseId) => caseId.startsWith(beginning))
        .sort()
        .slice(0, limit);
    },
    async casesOf(person, limit) {
      return [...(persons.get(person) ?? [])]
        .sort(([one], [other]) => (one < other ? 1 : -1))
        .map(([, caseId]) => caseId)
        .slice(0, limit);
    },
  };
}
