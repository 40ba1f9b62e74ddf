import type { FeltQuake } from '../../contracts/service-state.ts';
import { instantOf } from '../hours/zone.ts';
import { type ProposalState, quakesOf } from './episodes.ts';
import { kmBetween } from './italy.ts';
import known from './provinces.json' with { type: 'json' };

/**
 * Within how many kilometres of a shock people are asked whether they felt it: our own choice, for shocks of the
 * strength that is proposed at all (magnitude 5 and more).
 */
export const feltWithinKm = 100;
/** Shocks that are told at once: the latest of a sequence, more would be read by nobody. */
const toldAtOnce = 3;

const provinces = known.provinces.map(([name, latitude, longitude]) => ({
  name: String(name),
  latitude: Number(latitude),
  longitude: Number(longitude),
}));

/** The page of an event at INGV; its ids are numbers, and whatever else a file calls an event has none there. */
const pageAtIngv = (eventId: string): string | undefined =>
  /^\d{1,12}$/.test(eventId) ? `https://terremoti.ingv.it/event/${eventId}` : undefined;

/**
 * The shocks about which no officer has decided yet, the latest first, with what their source says of each and the
 * provinces whose chief town lies within the radius, the nearest first. Empty once a proposal was confirmed or refused,
 * is over, or its hours have passed at the ISO instant.
 */
export function feltQuakes(state: ProposalState, at: string): FeltQuake[] {
  const undecided = Object.values(state.proposals).filter(
    ({ cause, closedAt, asks, validTo }) =>
      cause === 'quake' && closedAt === undefined && asks && instantOf(validTo) > instantOf(at),
  );
  return quakesOf(undecided)
    .filter(({ takenBack }) => takenBack !== true)
    .map((quake) => {
      const near = provinces
        .map((province) => ({ name: province.name, km: kmBetween(quake, province) }))
        .filter(({ km }) => km <= feltWithinKm)
        .sort((one, other) => one.km - other.km);
      const page = pageAtIngv(quake.eventId);
      return {
        quake: quake.eventId.slice(0, 100),
        at: quake.publishedAt,
        magnitude: quake.magnitude,
        place: quake.place.slice(0, 200),
        ...(page !== undefined && { page }),
        withinKm: feltWithinKm,
        provinces: near.map(({ name }) => name),
      };
    })
    .sort((one, other) => instantOf(other.at) - instantOf(one.at))
    .slice(0, toldAtOnce);
}
