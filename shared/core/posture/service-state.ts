import { type PostureLevel, postureLevels } from '../../contracts/declaration.ts';
import type { PreparedService } from '../../contracts/service.ts';
import type { EffectiveHours, EventView, FeltQuake, ServiceState } from '../../contracts/service-state.ts';
import { type HoursRules, hoursOfDays, isOpen, nextChangeAt } from '../hours/calendar.ts';
import { present } from '../present.ts';
import { areaName } from './area-names.ts';
import type { Declared } from './declared.ts';
import { readsUrgent } from './waking.ts';

/** The longest stretch of days that effective hours are told for: a quarter of a year. */
export const maximumDays = 92;

/** The hours rules of a prepared definition. */
export function hoursRules({ timeZone, hours, holidayDates }: PreparedService): HoursRules {
  return { timeZone, weekly: hours.weekly, holidays: holidayDates };
}

/** The public state of a service at an ISO instant; callers' wait (seconds) is told while it is open. */
export function serviceState(
  definition: PreparedService,
  declared: Declared,
  at: string,
  expectedWaitSeconds?: number,
): ServiceState {
  const rules = hoursRules(definition);
  const next = nextChangeAt(rules, declared.periods, at);
  const open = isOpen(rules, declared.periods, at);
  const notice = declared.notice ?? definition.notices[declared.posture];
  return {
    service: definition.service,
    name: definition.name,
    description: definition.description,
    channels: definition.channels.map(({ channel, address }) => ({
      channel,
      ...present({ address }),
    })),
    phones: definition.phones.map(({ number, name, freeOfCharge }) => ({ number, name, freeOfCharge })),
    posture: declared.posture,
    open,
    readsUrgentNow: readsUrgent(definition, open, at),
    ...present({
      nextChangeAt: next,
      expectedWaitSeconds: open ? expectedWaitSeconds : undefined,
      notice,
      postureUntil: declared.until,
      areas: declared.areas && areasOf(declared.areas),
    }),
    emergencyNumbers: definition.emergencyNumbers,
    emergencyStatement: definition.emergencyStatement,
    asOf: at,
  };
}

/** A state with the shocks that nobody has decided on; nothing else of it changes for them. */
export const withQuakes = (state: ServiceState, quakes: readonly FeltQuake[]): ServiceState =>
  quakes.length === 0 ? state : { ...state, quakes: [...quakes] };

/**
 * Each area with its name, the highest level first; fifty at most, because a page with more would be read by nobody.
 */
function areasOf(areas: NonNullable<Declared['areas']>): NonNullable<ServiceState['areas']> {
  const rank = ({ level }: { level: PostureLevel }) => -postureLevels.indexOf(level);
  return areas
    .map(({ declaration, area, level, notice, endsAt, event }) => ({
      ...{ area, name: areaName(area), level, notice, endsAt },
      ...present({
        event: declaration,
        word: event?.word && {
          text: event.word.text,
          source: event.word.source,
          from: event.word.from,
          until: event.word.until,
          urgent: event.urgentUntil !== undefined,
        },
      }),
    }))
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, 50);
}

/** The page of an event as anybody sees it at an ISO instant; undefined once its declaration is over. */
export function eventView(service: string, declared: Declared, event: string, at: string): EventView | undefined {
  const one = declared.areas?.find(({ declaration }) => declaration === event);
  if (one?.declaredAt === undefined) return undefined;
  const { area, level, declaredAt, endsAt, notice } = one;
  const view = { service, event, asOf: at, area, name: areaName(area), level, declaredAt, endsAt, notice };
  return { ...view, ...present({ told: one.event, tracing: one.tracing }) };
}

/** The effective hours of a service from one day to another, both inside. */
export function effectiveHours(
  definition: PreparedService,
  declared: Declared,
  from: string,
  to: string,
): EffectiveHours {
  return {
    service: definition.service,
    timeZone: definition.timeZone,
    days: hoursOfDays(hoursRules(definition), declared.periods, from, to).map((day) => ({
      ...day,
      ...present({ holiday: definition.holidayDates[day.date] }),
    })),
  };
}
