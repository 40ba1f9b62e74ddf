import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { publicFor } from '../../shared/contracts/api/public-state.ts';
import { maximumBodyBytes } from '../../shared/contracts/contact.ts';
import {
  ContributionKind,
  type ContributionLine,
  maximumListed,
  SimilarAsked,
} from '../../shared/contracts/contribution.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { publicOf } from '../../shared/core/contributions/contribution.ts';
import { callerLanguage, type Reply } from '../../shared/shell/http/answering.ts';
import { readBody, wrongMembers } from '../../shared/shell/http/body.ts';
import { heardFirst, heardIn } from '../../shared/shell/http/heard-first.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import type { Issue } from '../../shared/texts/mend.ts';
import type { ContributionsWork } from './contributions-work.ts';
import { lineOf } from './rules/contribution-views.ts';
import { wrongFields } from './wrong-fields.ts';

/** What anybody is answered with: what is published, and nothing else. */
export type Reading = Pick<ContributionsWork, 'definition' | 'contributions' | 'rules'>;

const publicHeaders = { 'Cache-Control': publicFor, Vary: 'Accept' };

/** Everything published, or one kind of it, the newest first. Throws the Refusal `invalid` for another kind. */
export async function listPublished(
  { definition, contributions }: Reading,
  event: APIGatewayProxyEventV2,
): Promise<Reply> {
  const asked = event.queryStringParameters?.['kind'];
  const kind = asked === undefined ? undefined : ContributionKind.safeParse(asked);
  if (kind?.success === false) throw wrongMembers(kind.error.issues.map((issue) => ({ ...issue, path: ['kind'] })));
  const published = await contributions.published(maximumListed);
  const own = published.filter((one) => kind === undefined || one.kind === kind.data);
  return {
    status: 200,
    headers: publicHeaders,
    body: { service: definition.service, contributions: own.map(lineOf) },
  };
}

/**
 * One published contribution, read as it is now: what was withdrawn a moment ago is shown to nobody. Throws the
 * Refusals `not-found` for what never was published, `withdrawn` for what was.
 */
export async function showPublished(
  { definition, contributions }: Reading,
  event: APIGatewayProxyEventV2,
): Promise<Reply> {
  const one = await contributions.read(event.pathParameters?.['id'] ?? '');
  const shown = one && publicOf(one, definition.service);
  if (shown !== undefined) return { status: 200, headers: publicHeaders, body: shown };
  if (one?.history.some(({ what }) => what === 'published')) throw new Refusal('withdrawn');
  throw new Refusal('not-found');
}

/** The published ideas that are like a text, as lines of a list, the nearest first. */
export async function similarTo(
  { contributions, rules }: Pick<Reading, 'contributions' | 'rules'>,
  { text, language }: { text: string; language: Language },
): Promise<ContributionLine[]> {
  // Stemmers and index are loaded by whoever asks for them.
  const { similarIdeas } = await import('./rules/similar-ideas.ts');
  const published = rules.kinds.includes('idea') ? await contributions.published(maximumListed) : [];
  return similarIdeas(text, language, published).map(lineOf);
}

/** Published ideas like one that somebody is about to send; whom to call where its words speak of danger. */
export async function findSimilar(
  { definition, contributions, rules }: Reading,
  event: APIGatewayProxyEventV2,
): Promise<Reply> {
  const { content } = readBody(event, maximumBodyBytes);
  const heard = await heardIn(event, content, definition, ['text']);
  return heardFirst(heard, async () => {
    const parsed = SimilarAsked.safeParse(content);
    if (!parsed.success) throw await wrongFields(parsed.error.issues as Issue[], content, callerLanguage(event));
    const ideas = await similarTo({ contributions, rules }, parsed.data);
    return { status: 200, body: { service: definition.service, ideas, ...(heard.advice && { advice: heard.advice }) } };
  });
}
