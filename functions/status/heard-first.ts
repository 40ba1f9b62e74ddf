import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Advice } from '../../shared/contracts/contact.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { type Danger, noDanger } from '../../shared/core/danger/danger.ts';
import { hearDanger } from '../../shared/core/danger/hear-danger.ts';
import { callerLanguage, refusalOf } from '../../shared/shell/http/answering.ts';
import { adviceOn } from '../../shared/texts/danger/advice.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { textsIn } from '../../shared/texts/load-texts.ts';

/** Longest message that is listened to, in characters: one that is refused for its length is heard all the same. */
const heardLength = 20_000;

/** The danger that a message tells of, and whom to call and what to do about it. */
export type Heard = { danger: Danger; advice: Advice | undefined };

/** What is heard in a message, judged as it was sent, before anything is refused. */
export async function heardIn(
  event: Pick<APIGatewayProxyEventV2, 'headers' | 'queryStringParameters'>,
  content: unknown,
  definition: PreparedService,
): Promise<Heard> {
  const { message } = (content ?? {}) as { message?: unknown };
  const danger = typeof message === 'string' ? hearDanger(message.slice(0, heardLength), lifeFirst) : noDanger;
  if (danger.level === 'none') return { danger, advice: undefined };
  const language = callerLanguage(event);
  const { lifeFirst: words } = await textsIn(language);
  return { danger, advice: adviceOn(danger.kind, language, words.text, definition.emergencyNumbers) };
}

/** Answers, and where that fails or is refused still tells whom to call. */
export async function heardFirst<Reply>({ advice }: Heard, answer: () => Promise<Reply>): Promise<Reply> {
  try {
    return await answer();
  } catch (error) {
    throw advice === undefined ? error : refusalOf(error).with({ advice });
  }
}
