import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { PreparedService } from '../../contracts/service.ts';
import { isPointOf } from '../../core/cases/case.ts';
import { type Hmac, readCode } from '../../core/cases/receipt-code.ts';
import { triesOf, viewerAddress } from '../../core/cases/tries.ts';
import { keyedDigest } from '../hashing.ts';
import { Refusal } from '../http/problems.ts';
import { counted, type TriesStore } from './second-fact-tries.ts';

/** With what somebody is shown what they sent in. */
export type Proving = { definition: PreparedService; hmac(): Promise<Hmac>; tries: TriesStore };

/** How one is found by its code, and where whoever sent it is reached; nowhere once its words are gone. */
type Sought<One> = {
  find: (code: string, hmac: Hmac) => Promise<One | undefined>;
  pointsOf: (one: One) => Parameters<typeof isPointOf>[0] | undefined;
};

/**
 * What was sent in under a code, for whoever knows the phone or e-mail given with it. Throws the Refusals `wrong-code`,
 * `wrong-second-fact`, `too-many-tries` and, once its words are gone, `erased`.
 */
export async function proven<One>(
  { definition, tries, ...work }: Proving,
  { code: typed, secondFact }: { code: string; secondFact: string },
  { event, now }: { event: Pick<APIGatewayProxyEventV2, 'headers'>; now: Date },
  { find, pointsOf }: Sought<One>,
): Promise<One> {
  const hmac = await work.hmac();
  const code = readCode(typed, definition.codePrefix, hmac);
  const one = code === undefined ? undefined : await find(code, hmac);
  if (code === undefined || one === undefined) throw new Refusal('wrong-code', ({ problems }) => problems.wrongCode);
  const points = pointsOf(one);
  if (points === undefined) throw new Refusal('erased');
  const address = keyedDigest(viewerAddress(event.headers['x-forwarded-for']), hmac);
  return counted(tries, triesOf(code, address), { service: definition.service, now }, async () => {
    if (!isPointOf(points, secondFact))
      throw new Refusal('wrong-second-fact', ({ problems }) => problems.wrongSecondFact);
    return one;
  });
}
