import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { type Heard, heardIn } from '../../shared/shell/http/heard-first.ts';

/** What is heard as one text; a name beside a word of kin would be heard as a sentence that nobody wrote. */
const heardTogether = [['seenWhere', 'signs', 'seenWhen', 'address'], ['soughtName'], ['soughtAge'], ['relation']];

/** What is heard in the words of a search, whatever field they stand in: of several dangers the one that is nearer. */
export async function hearSearch(
  event: Pick<APIGatewayProxyEventV2, 'headers' | 'queryStringParameters'>,
  content: unknown,
  definition: PreparedService,
): Promise<Heard> {
  const all = await Promise.all(heardTogether.map((members) => heardIn(event, content, definition, members)));
  const loudest = ['lane', 'advice'].flatMap((level) => all.filter(({ danger }) => danger.level === level))[0];
  return loudest ?? { danger: { level: 'none' }, advice: undefined };
}
