import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { maximumBodyBytes } from '../../shared/contracts/contact.ts';
import type { Problem } from '../../shared/contracts/problem.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import type { OpenTracing, OwnTracing, TracingReceipt } from '../../shared/contracts/tracing.ts';
import { servedKey } from '../../shared/core/cases/receipt-code.ts';
import { openEvents } from '../../shared/core/tracing/tracing-events.ts';
import { callerLanguage, type Reply } from '../../shared/shell/http/answering.ts';
import { readBody } from '../../shared/shell/http/body.ts';
import type { ProblemName } from '../../shared/shell/http/problems.ts';
import { errorsOf, formSent, isToMend } from '../../shared/shell/http/sent-form.ts';
import { isWriting } from '../../shared/shell/http/staff.ts';
import type { FormValues } from '../../web/pages/form-values.ts';
import { problemPage } from '../../web/pages/problem-page.ts';
import { ownTracingPage } from '../../web/pages/tracing/own-tracing-page.ts';
import { tracingPage } from '../../web/pages/tracing/tracing-page.ts';
import { tracingReceiptPage } from '../../web/pages/tracing/tracing-receipt-page.ts';
import { hearSearch } from './hear-search.ts';
import type { TracingWork } from './tracing-work.ts';

// The pages on which somebody is looked for, for whoever asks with a browser: called by on-citizen-request.

type Asked = { event: APIGatewayProxyEventV2; now: Date; answer: () => Promise<Reply> };

const isOwn = ({ routeKey }: Pick<APIGatewayProxyEventV2, 'routeKey'>) => routeKey.endsWith('/own-tracing-request');

/** What `answer` tells, as a page: the form, the receipt, or where the search of one's own stands. */
export async function answerAsPage(work: TracingWork, { event, now, answer }: Asked): Promise<Reply> {
  const language = callerLanguage(event);
  const asker = { service: work.definition, language };
  const reply = await answer();
  const inPlace = (body: string): Reply => ({
    ...reply,
    headers: { ...reply.headers, 'Content-Language': language },
    body,
  });
  if (!isWriting(event)) {
    const { events } = reply.body as OpenTracing;
    const named = event.queryStringParameters?.['event'];
    const content = named === undefined ? {} : { event: named };
    return inPlace(tracingPage(asker, { events, content, submission: servedKey(now.getTime()) }));
  }
  if (isOwn(event)) return inPlace(ownTracingPage(asker, reply.body as OwnTracing));
  const { content } = readBody(event, maximumBodyBytes);
  const { danger } = await hearSearch(event, content, work.definition);
  return inPlace(tracingReceiptPage(asker, { receipt: reply.body as TracingReceipt, danger }));
}

/** A problem as a page: the form that was sent with all its words and what to mend, and whom to call first. */
export async function pageOfProblem(
  work: Pick<TracingWork, 'acts' | 'definition'>,
  event: APIGatewayProxyEventV2,
  language: Language,
  { problem, name, now }: { problem: Problem; name: ProblemName; now: Date },
): Promise<string> {
  const service: PreparedService = work.definition;
  const content = formSent<FormValues>(event);
  if (content === undefined || !isToMend(name)) return problemPage(service, language, problem, name);
  const { danger } = await hearSearch(event, content, service);
  // Should the ledger be what does not answer, the form still has its event.
  const events = await work.acts().then(
    (acts) => openEvents(acts, now.toISOString()),
    () => undefined,
  );
  const shown = { events, content, errors: errorsOf(problem, name), danger, own: isOwn(event) };
  return tracingPage({ service, language }, { ...shown, submission: servedKey(now.getTime()) });
}
