import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { maximumBodyBytes } from '../../shared/contracts/contact.ts';
import { type OwnTracing, OwnTracingAsked } from '../../shared/contracts/tracing.ts';
import { callerLanguage, type Reply } from '../../shared/shell/http/answering.ts';
import { readBody } from '../../shared/shell/http/body.ts';
import { type Proving, proven } from '../../shared/shell/stores/proven.ts';
import type { Issue } from '../../shared/texts/mend.ts';
import { ownView } from './rules/tracing-views.ts';
import { idOf, type TracingWork } from './tracing-work.ts';
import { wrongFields } from './wrong-fields.ts';

/** What a search is shown to whoever asked for it with. */
export type Showing = Pick<TracingWork, 'tracing'> & Proving;

/**
 * Where a search stands, for whoever knows its code and the phone or e-mail given with it. Throws the Refusals
 * `invalid`, `wrong-code`, `wrong-second-fact`, `too-many-tries` and, once its words are gone, `erased`.
 */
export async function showOwn(work: Showing, event: APIGatewayProxyEventV2, now: Date): Promise<Reply> {
  const { content } = readBody(event, maximumBodyBytes);
  const parsed = OwnTracingAsked.safeParse(content);
  if (!parsed.success) throw await wrongFields(parsed.error.issues as Issue[], content, callerLanguage(event));
  const one = await proven(
    work,
    parsed.data,
    { event, now },
    { find: (code, hmac) => work.tracing.read(idOf(code, hmac)), pointsOf: ({ asked }) => asked },
  );
  return { status: 200, body: ownView(one, work.definition.service) satisfies OwnTracing };
}
