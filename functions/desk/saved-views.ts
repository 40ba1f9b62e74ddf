import { maximumViews, type SavedView, ViewsAsked, type ViewsView } from '../../shared/contracts/saved-view.ts';
import { lanesInOrder } from '../../shared/core/cases/worklist.ts';
import { instantOf } from '../../shared/core/hours/zone.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { type Desk, type DeskRequest, demand, invalid } from './desk.ts';

// The views of the list that somebody gave a name: kept with the shifts, so that they are there at every desk.

/** Milliseconds after which a view that is looked at is kept anew: what nobody looks at for thirteen months goes. */
const keptAnewAfter = 30 * 86_400_000;

/**
 * Keeps or drops one of the asker's own views, and answers with all of them, by name. Throws the Refusal `invalid` for
 * a lane that the service does not have, and for one view too many.
 */
export async function keepViews(desk: Desk, request: DeskRequest): Promise<Reply> {
  demand(desk, 'see-worklist');
  const { definition, shifts, officer, now } = desk;
  const { subject } = officer;
  const asked = await readAs(ViewsAsked, request);
  const known = await shifts.views(subject);
  const others = (name: string) => known.filter(({ view }) => view.name !== name);
  let views: SavedView[] = known.map(({ view }) => view);
  if (asked.do === 'keep') {
    const { view } = asked;
    const lanes = lanesInOrder(definition.lanes);
    if (view.lane !== undefined && !lanes.includes(view.lane))
      throw invalid({ pointer: '/view/lane', detail: `must be a lane of this service: ${lanes.join(', ')}` });
    if (others(view.name).length >= maximumViews)
      throw invalid({ pointer: '/view/name', detail: `must be one of ${maximumViews} at most: drop another first` });
    await shifts.keepView(subject, view, now);
    views = [...others(view.name).map((one) => one.view), view];
  } else if (asked.do === 'drop') {
    await shifts.dropView(subject, asked.name);
    views = others(asked.name).map(({ view }) => view);
  } else {
    const old = known.filter(({ keptAt }) => now.getTime() - instantOf(keptAt) > keptAnewAfter);
    await Promise.all(old.map(({ view }) => shifts.keepView(subject, view, now)));
  }
  const sorted = views.toSorted((one, other) => one.name.localeCompare(other.name, 'it')).slice(0, maximumViews);
  const body: ViewsView = { service: definition.service, views: sorted };
  return { status: 200, body };
}
