import type { Staff } from '../../shared/core/staff.ts';
import { mayAct } from '../../shared/core/staff-acts.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { admit, isWriting } from '../../shared/shell/http/staff.ts';
import { actOnContent, contentNamed, showContent } from './act-on-content.ts';
import { answerAdministration } from './answer-administration.ts';
import { type EditorsRoom, isUrgent } from './content-work.ts';
import { counts, hmac, mailsAt, work } from './editors-work.ts';
import { contentsView } from './rules/content-view.ts';
import { readerCountsView } from './rules/reader-counts.ts';
import { takePractice } from './take-practice.ts';

/** Whoever may write or publish, or may in an urgent hour; what exactly is asked is judged by act-on-content. */
const entersRoom = (staff: Staff) =>
  mayAct(staff, 'write-article') || mayAct(staff, 'publish-article') || staff.roles.dutyOfficer;
/** An operator comes in to propose, and sees nothing of the room but that. */
const proposes = (staff: Staff) => entersRoom(staff) || mayAct(staff, 'propose-article');

/**
 * Shows editors every content with its state and history, and does what they ask of one; shows an administration what
 * its link opens.
 */
export const handler = answering(
  'knowledge',
  async (event, now) => {
    if (event.routeKey.endsWith('/practices')) return takePractice({ ...work, hmac, now }, event);
    if (event.routeKey.endsWith('/network-entries')) return answerAdministration({ ...work, hmac, now }, event);
    const may = isWriting(event) ? proposes : entersRoom;
    const staff = admit(event, { function: 'knowledge', service: work.definition.service, may });
    const room: EditorsRoom = { ...work, ...staff, ...mailsAt(now), now };
    if (isWriting(event)) return actOnContent(room, event);
    if (event.routeKey.endsWith('/contents')) {
      const [listed, counted] = await Promise.all([work.catalogue.all(), counts.all()]);
      const told = { now: now.toISOString(), oneSuffices: await isUrgent(room) };
      const view = contentsView(work.definition.service, listed, told);
      return { status: 200, body: { ...view, readers: readerCountsView(counted) } };
    }
    return showContent(room, contentNamed(event));
  },
  async (problem, name, language) =>
    (await import('./pages.ts')).pageOfProblem(work.definition, language, problem, name),
);
