import { ItemId } from '../../../shared/contracts/event-members.ts';
import { channels, kinds } from '../../../shared/contracts/kind.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { maximumPage, waitsForOthers } from '../../../shared/contracts/worklist.ts';
import { placeOf, placeOfIncident, type WorklistPlace } from '../../../shared/core/cases/worklist.ts';
import type { WorklistFilter } from '../../../shared/core/cases/worklist-filter.ts';
import territory from '../../../shared/core/knowledge/territory.json' with { type: 'json' };
import { present } from '../../../shared/core/present.ts';
import type { Wrong } from './recorded-contact.ts';

/** Cases that a page shows when nobody asks for more or fewer. */
const ordinaryPage = 50;

/** What page of the list is asked for. */
export type AskedPage = {
  lane?: string;
  lanes: readonly string[];
  from?: WorklistPlace;
  limit: number;
  filter: WorklistFilter;
  /** What the asker has, of all lanes. */
  mine: boolean;
  /** The cases of this incident, of all lanes, closed ones too. */
  incident?: string;
};

/** One of a list, or what is wrong about it. */
function oneOf<Value extends string>(
  query: Record<string, string | undefined>,
  member: string,
  values: readonly Value[],
): { value?: Value; wrong: Wrong[] } {
  const given = query[member];
  const value = values.find((one) => one === given);
  return given === undefined || value !== undefined
    ? { ...present({ value }), wrong: [] }
    : { wrong: [{ detail: `must be one of ${values.join(', ')}`, pointer: `/${member}` }] };
}

/**
 * Reads what page of the worklist is asked for, or tells what is wrong with it; `lanes` are those of the service, in
 * order, `now` is an ISO instant.
 */
export function askedPage(
  query: Record<string, string | undefined>,
  lanes: readonly string[],
  now: string,
): AskedPage | { errors: Wrong[] } {
  const { cursor, incident } = query;
  const lane = oneOf(query, 'lane', lanes);
  const kind = oneOf(query, 'kind', kinds);
  const channel = oneOf(query, 'channel', channels);
  const language = oneOf(query, 'language', languages);
  const region = oneOf(
    query,
    'region',
    territory.regions.map(([one]) => one as string),
  );
  const waits = oneOf(query, 'waits-for', ['desk', 'call-back', ...waitsForOthers]);
  const overdue = oneOf(query, 'overdue', ['true', 'false']);
  const mine = oneOf(query, 'mine', ['true', 'false']);
  const limit = query['limit'] === undefined ? ordinaryPage : Number(query['limit']);
  const from = cursor === undefined ? undefined : placeOf(cursor);
  const errors: Wrong[] = [
    ...[lane, kind, channel, language, region, waits, overdue, mine].flatMap(({ wrong }) => wrong),
    ...(incident === undefined || ItemId.safeParse(incident).success
      ? []
      : [{ detail: 'must be an incident as a case names it', pointer: '/incident' }]),
    ...(Number.isInteger(limit) && limit >= 1 && limit <= maximumPage
      ? []
      : [{ detail: `must be a whole number from 1 to ${maximumPage}`, pointer: '/limit' }]),
    ...(cursor === undefined ||
    (from !== undefined &&
      (incident !== undefined
        ? from.lane === placeOfIncident(incident)
        : mine.value === 'true'
          ? from.lane.startsWith('@')
          : lane.value === undefined
            ? lanes.includes(from.lane)
            : from.lane === lane.value))
      ? []
      : [{ detail: 'must be the cursor of the page before, of the same lane', pointer: '/cursor' }]),
  ];
  if (errors.length > 0) return { errors };
  const filter: WorklistFilter = present({
    kind: kind.value,
    channel: channel.value,
    language: language.value,
    region: region.value,
    waitsFor: waits.value,
    overdueAt: overdue.value === 'true' ? now : undefined,
  });
  const asked = lane.value === undefined ? { lanes } : { lane: lane.value, lanes: [lane.value] };
  return { ...asked, ...(from && { from }), limit, filter, mine: mine.value === 'true', ...present({ incident }) };
}
