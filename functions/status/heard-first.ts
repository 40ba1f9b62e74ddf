import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Advice } from '../../shared/contracts/contact.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { dangerToLife } from '../../shared/core/cases/triage.ts';
import { callerLanguage, refusalOf } from '../../shared/shell/http/answering.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { textsIn } from '../../shared/texts/load-texts.ts';

/** Longest message that is listened to, in characters: one that is refused for its length is heard all the same. */
const heardLength = 20_000;

/** Whom to call, where the message speaks of danger to life: judged as it was sent, before anything is refused. */
export async function adviceFor(
  event: Pick<APIGatewayProxyEventV2, 'headers' | 'queryStringParameters'>,
  content: unknown,
  { emergencyNumbers }: PreparedService,
): Promise<Advice | undefined> {
  const { message } = (content ?? {}) as { message?: unknown };
  if (typeof message !== 'string' || !dangerToLife(message.slice(0, heardLength), lifeFirst)) return undefined;
  const { lifeFirst: words } = await textsIn(callerLanguage(event));
  return { text: words.text, emergencyNumbers: emergencyNumbers.map(({ number }) => number) };
}

/** Answers, and where that fails or is refused still tells whom to call. */
export async function heardFirst<Reply>(advice: Advice | undefined, answer: () => Promise<Reply>): Promise<Reply> {
  try {
    return await answer();
  } catch (error) {
    throw advice === undefined ? error : refusalOf(error).with({ advice });
  }
}
