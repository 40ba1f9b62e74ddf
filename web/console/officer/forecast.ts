import {
  type Area,
  type DeclarationAct,
  type HoursChoice,
  type LedgerEvent,
  type Officer,
  type PostureLevel,
  postureLevels,
} from '../../../shared/contracts/declaration.ts';
import type { LedgerView } from '../../../shared/contracts/officer-view.ts';
import type { CapacityLimits } from '../../../shared/contracts/service-capacity.ts';
import type { Language, Translated } from '../../../shared/contracts/text.ts';
import { type HoursOfDay, type HoursRules, hoursOfDays, isOpen } from '../../../shared/core/hours/calendar.ts';
import { DAY, dayInRome } from '../../../shared/core/hours/zone.ts';
import { callOutFor, shiftAt } from '../../../shared/core/posture/call-out.ts';
import { type Declared, declaredAt } from '../../../shared/core/posture/declared.ts';
import { decide, type LedgerRefusal, ledgerOf } from '../../../shared/core/posture/ledger.ts';
import { postureAt } from '../../../shared/core/posture/posture-at.ts';
import type { ConsoleService } from '../session/center.ts';

/** How a service stands with a ledger, as citizens and staff would notice it. */
export type Standing = {
  posture: PostureLevel;
  hours: HoursChoice;
  open: boolean;
  days: HoursOfDay[];
  limits: CapacityLimits;
  /** Each area's own notice, the highest level first; without any, what the service says in ordinary times. */
  notices: readonly {
    level: PostureLevel;
    area: Area | undefined;
    notice: Translated;
    spoken: Translated;
  }[];
};

/**
 * What an act would change, worked out by the very rules that the center goes by; `endsAt` is that of the declaration
 * acted on.
 */
export type Forecast = {
  before: Standing;
  after: Standing;
  endsAt: string | undefined;
  /** The shift that would be called to duty; undefined when nobody would. */
  calls: 'day' | 'night' | undefined;
};

/** Days that a summary looks ahead, today included. */
export const daysAhead = 7;

/**
 * The declarations in force as if each had been made as it stands now. The past is not told by them, and the summary of
 * an act needs none of it.
 */
export function inForceAsEvents({ declarations }: Pick<LedgerView, 'declarations'>): LedgerEvent[] {
  return declarations
    .map(({ declaredAt: at, ...rest }) => ({ type: 'Declared' as const, at, ...rest }))
    .sort((one, other) => (one.at < other.at ? -1 : 1)) as LedgerEvent[];
}

const dayIn = (days: number, from: string) => dayInRome(Date.parse(from) + days * DAY);

/** What callers hear of a notice: in each language in which it is the service's own text, the version for the voice. */
function spokenOf({ notices }: ConsoleService, level: PostureLevel, notice: Translated): Translated {
  const inEach = (language: Language) =>
    (notice[language] === notices[level]?.[language] ? notices.voice?.[level] : undefined)?.[language] ??
    notice[language];
  return { it: inEach('it'), en: inEach('en'), de: inEach('de') };
}

function noticesOf(service: ConsoleService, areas: NonNullable<Declared['areas']>): Standing['notices'] {
  return areas
    .toSorted((one, other) => postureLevels.indexOf(other.level) - postureLevels.indexOf(one.level))
    .map(({ level, area, notice }) => ({
      level,
      area,
      notice,
      spoken: spokenOf(service, level, notice),
    }));
}

function ordinaryNotice(service: ConsoleService): Standing['notices'] {
  const notice = service.notices.ordinary;
  if (notice === undefined) return [];
  return [{ level: 'ordinary', area: undefined, notice, spoken: spokenOf(service, 'ordinary', notice) }];
}

function standing(service: ConsoleService, events: readonly LedgerEvent[], at: string): Standing {
  const rules: HoursRules = {
    timeZone: service.timeZone,
    weekly: service.hours.weekly,
    holidays: service.holidayDates,
  };
  const { posture, periods, areas = [] } = declaredAt(events, at);
  return {
    posture,
    hours: postureAt(events, at).hours,
    open: isOpen(rules, periods, at),
    days: hoursOfDays(rules, periods, dayIn(0, at), dayIn(daysAhead - 1, at)),
    limits: service.capacity[posture],
    notices: areas.length > 0 ? noticesOf(service, areas) : ordinaryNotice(service),
  };
}

/** What an act would do if it were done at `at`, or why it would be refused. */
export function forecast(
  service: ConsoleService,
  view: Pick<LedgerView, 'declarations'>,
  act: DeclarationAct,
  by: Officer,
  at: string,
): Forecast | LedgerRefusal {
  const events = inForceAsEvents(view);
  const command = { act, by, at, newDeclaration: 'new', expectedVersion: events.length };
  const decision = decide(command, ledgerOf(events));
  if ('refused' in decision) return decision;
  const after = [...events, ...decision.events];
  const declaration = act.act === 'declare' ? 'new' : act.declaration;
  const moment = decision.events[0]?.at ?? at;
  const called = callOutFor({
    service: service.service,
    events: after,
    version: after.length,
    openedAt: moment,
    secret: '',
  });
  return {
    before: standing(service, events, at),
    after: standing(service, after, moment),
    endsAt: act.act === 'stand-down' ? undefined : ledgerOf(after).declarations[declaration]?.endsAt,
    calls: called && shiftAt(moment),
  };
}
