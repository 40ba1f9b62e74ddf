import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { OpenTracing } from '../../shared/contracts/tracing.ts';
import { openEvents } from '../../shared/core/tracing/tracing-events.ts';
import { type Reply, wantsPage } from '../../shared/shell/http/answering.ts';
import { isWriting } from '../../shared/shell/http/staff.ts';
import { type Showing, showOwn } from './own-tracing.ts';
import { requestTracing, type Taking } from './request-tracing.ts';

// Which answer belongs to which route of citizens, as data or as a page: called by on-citizen-request.

/** Everything that citizens are answered with. */
export type Answering = Taking & Showing;

/** Answers one request of a citizen by its route; a browser gets a page. Throws the Refusals of what it does. */
export async function answerCitizen(work: Answering, event: APIGatewayProxyEventV2, now: Date): Promise<Reply> {
  const answer = async (): Promise<Reply> => {
    if (!isWriting(event)) {
      const events = openEvents(await work.acts(), now.toISOString());
      return { status: 200, body: { service: work.definition.service, events } satisfies OpenTracing };
    }
    return event.routeKey.endsWith('/own-tracing-request')
      ? showOwn(work, event, now)
      : requestTracing(work, event, now);
  };
  if (!wantsPage(event)) return answer();
  return (await import('./citizen-pages.ts')).answerAsPage(work, { event, now, answer });
}
