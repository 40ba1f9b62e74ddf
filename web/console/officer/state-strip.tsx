import type { LedgerView } from '../../../shared/contracts/officer-view.ts';
import { isOpen } from '../../../shared/core/hours/calendar.ts';
import { declaredAt } from '../../../shared/core/posture/declared.ts';
import { useTexts } from '../kit/language.ts';
import { LevelBadge } from '../kit/parts.tsx';
import { useNow } from '../kit/times.tsx';
import type { ConsoleService } from '../session/center.ts';
import { inForceAsEvents } from './forecast.ts';

/** Whether a service is open at this moment, as its declarations and its calendar say. */
function useOpen({ timeZone, hours, holidayDates }: ConsoleService, view: LedgerView): boolean {
  const at = new Date(useNow(5_000)).toISOString();
  const { periods } = declaredAt(inForceAsEvents(view), at);
  return isOpen({ timeZone, weekly: hours.weekly, holidays: holidayDates }, periods, at);
}

/** Level, hours and whether it is open: the state of a service in one strip. */
export function StateStrip({ service, view }: { service: ConsoleService; view: LedgerView }) {
  const texts = useTexts();
  const open = useOpen(service, view);
  return (
    <p class="state-strip">
      <LevelBadge level={view.posture} />
      <span class={open ? 'is-open' : 'is-closed'}>{open ? texts.openNow : texts.closedNow}</span>
      <span>{texts.hours[view.hours]}</span>
    </p>
  );
}
