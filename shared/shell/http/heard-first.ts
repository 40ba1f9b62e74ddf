import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Advice } from '../../contracts/contact.ts';
import type { PreparedService } from '../../contracts/service.ts';
import { type Danger, noDanger } from '../../core/danger/danger.ts';
import { hearDanger } from '../../core/danger/hear-danger.ts';
import { adviceOn } from '../../texts/danger/advice.ts';
import { lifeFirst } from '../../texts/danger/lists.ts';
import { textsIn } from '../../texts/load-texts.ts';
import { callerLanguage, refusalOf } from './answering.ts';

/** Longest message that is listened to, in characters: one that is refused for its length is heard all the same. */
const heardLength = 20_000;

/** The danger that a message tells of, and whom to call and what to do about it. */
export type Heard = { danger: Danger; advice: Advice | undefined };

/**
 * What is heard in the words of some members of a body, judged as they were sent, before anything is refused; in its
 * message unless told otherwise.
 */
export async function heardIn(
  event: Pick<APIGatewayProxyEventV2, 'headers' | 'queryStringParameters'>,
  content: unknown,
  definition: PreparedService,
  members: readonly string[] = ['message'],
): Promise<Heard> {
  const given = (content ?? {}) as Record<string, unknown>;
  const said = members.map((member) => given[member]).filter((each) => typeof each === 'string');
  const danger = said.length > 0 ? hearDanger(said.join('\n\n').slice(0, heardLength), lifeFirst) : noDanger;
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
