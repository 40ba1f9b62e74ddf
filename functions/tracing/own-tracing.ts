import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { maximumBodyBytes } from '../../shared/contracts/contact.ts';
import { type OwnTracing, OwnTracingAsked } from '../../shared/contracts/tracing.ts';
import { isPointOf } from '../../shared/core/cases/case.ts';
import { readCode } from '../../shared/core/cases/receipt-code.ts';
import { triesOf, viewerAddress } from '../../shared/core/cases/tries.ts';
import { keyedDigest } from '../../shared/shell/hashing.ts';
import { callerLanguage, type Reply } from '../../shared/shell/http/answering.ts';
import { readBody } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import type { ServiceFrame } from '../../shared/shell/services/service-frame.ts';
import { counted, type TriesStore } from '../../shared/shell/stores/second-fact-tries.ts';
import type { Issue } from '../../shared/texts/mend.ts';
import { ownView } from './rules/tracing-views.ts';
import { idOf, type TracingWork } from './tracing-work.ts';
import { wrongFields } from './wrong-fields.ts';

/** What a search is shown to whoever asked for it with. */
export type Showing = Pick<TracingWork, 'definition' | 'tracing'> & Pick<ServiceFrame, 'hmac'> & { tries: TriesStore };

/**
 * Where a search stands, for whoever knows its code and the phone or e-mail given with it. Throws the Refusals
 * `invalid`, `wrong-code`, `wrong-second-fact`, `too-many-tries` and, once its words are gone, `erased`.
 */
export async function showOwn(work: Showing, event: APIGatewayProxyEventV2, now: Date): Promise<Reply> {
  const { content } = readBody(event, maximumBodyBytes);
  const parsed = OwnTracingAsked.safeParse(content);
  if (!parsed.success) throw await wrongFields(parsed.error.issues as Issue[], content, callerLanguage(event));
  const { code: typed, secondFact } = parsed.data;
  const { definition, tracing, tries } = work;
  const hmac = await work.hmac();
  const code = readCode(typed, definition.codePrefix, hmac);
  const one = code === undefined ? undefined : await tracing.read(idOf(code, hmac));
  if (code === undefined || one === undefined) throw new Refusal('wrong-code', ({ problems }) => problems.wrongCode);
  const { asked } = one;
  if (asked === undefined) throw new Refusal('erased');
  const address = keyedDigest(viewerAddress(event.headers['x-forwarded-for']), hmac);
  return counted(tries, triesOf(code, address), { service: definition.service, now }, async () => {
    if (!isPointOf(asked, secondFact))
      throw new Refusal('wrong-second-fact', ({ problems }) => problems.wrongSecondFact);
    return { status: 200, body: ownView(one, definition.service) satisfies OwnTracing };
  });
}
