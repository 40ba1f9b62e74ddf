import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Reply, wantsPage } from '../../shared/shell/http/answering.ts';
import { isWriting } from '../../shared/shell/http/staff.ts';
import { findSimilar, listPublished, showPublished } from './answer-reader.ts';
import { giveContribution } from './give-contribution.ts';
import { answerAuthor, type OwnWork } from './own-contribution.ts';

// Which answer belongs to which route of citizens, as data or as a page: called by on-citizen-request.

/** Answers one request of a citizen by its route; a browser gets a page. Throws the Refusals of what it does. */
export async function answerCitizen(work: OwnWork, event: APIGatewayProxyEventV2, now: Date): Promise<Reply> {
  const last = event.routeKey.split('/').at(-1);
  const answer = () => {
    if (!isWriting(event)) return last === 'contributions' ? listPublished(work, event) : showPublished(work, event);
    if (last === 'contributions') return giveContribution(work, event, now);
    return last === 'similar-contributions' ? findSimilar(work, event) : answerAuthor(work, event, now);
  };
  if (!wantsPage(event)) return answer();
  return (await import('./citizen-pages.ts')).answerAsPage(work, { event, now, answer });
}
