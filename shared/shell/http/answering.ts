import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Problem } from '../../contracts/problem.ts';
import { type Language, languages } from '../../contracts/text.ts';
import { textsIn } from '../../texts/load-texts.ts';
import { isSameSecret } from '../hashing.ts';
import { errorLine, logLine } from '../log.ts';
import { type ProblemName, problems, Refusal } from './problems.ts';

/** What a handler answers: an object becomes JSON, a text becomes a page. */
export type Reply = {
  status: number;
  headers?: Record<string, string>;
  cookies?: string[];
  body: object | string;
  /** Whether the body is bytes, told in Base64. */
  base64?: true;
};

/** Everything that turns a problem into a page, for those who asked for HTML. */
export type ProblemPage = (
  problem: Problem,
  name: ProblemName,
  language: Language,
  event: APIGatewayProxyEventV2,
) => Promise<string>;

/** Whether the caller is a browser that follows a form: it asks for HTML by name. */
export const wantsPage = (event: Pick<APIGatewayProxyEventV2, 'headers'>): boolean =>
  (event.headers['accept'] ?? '').toLowerCase().includes('text/html');

/** The language of the page a form came from, or the first of ours in Accept-Language (RFC 9110); else Italian. */
export function callerLanguage(event: Pick<APIGatewayProxyEventV2, 'headers' | 'queryStringParameters'>): Language {
  const ofPage = languages.find((language) => language === event.queryStringParameters?.['language']);
  if (ofPage !== undefined) return ofPage;
  const wanted = (event.headers['accept-language'] ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.slice(0, 2), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality);
  return (
    languages.find(
      (language) => language === wanted.find(({ language: tag }) => languages.some((known) => known === tag))?.language,
    ) ?? 'it'
  );
}

// Whatever is answered may be somebody's own: nothing is kept by caches on the way (design.md section 5).
const always = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' };

/** What anybody's page may read (CORS): it is everybody's, and comes without cookies. */
export const toAnyPage = { 'Access-Control-Allow-Origin': '*' };

function written({ status, headers, cookies, body, base64 }: Reply): APIGatewayProxyStructuredResultV2 {
  const page = typeof body === 'string';
  return {
    statusCode: status,
    headers: {
      ...always,
      'Content-Type': page ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
      ...headers,
    },
    ...(cookies && { cookies }),
    ...(base64 && { isBase64Encoded: true }),
    body: page ? body : JSON.stringify(body),
  };
}

/**
 * Whether a request came through CloudFront and its firewall, which adds a key; whoever knows the API's own address
 * lacks it. Two keys are taken, so that they can be exchanged. Where none is set, as in tests, every request has.
 */
function cameThroughTheFirewall({ headers }: Pick<APIGatewayProxyEventV2, 'headers'>): boolean {
  const keys = process.env['ORIGIN_KEYS'];
  const given = headers['x-origin-key'] ?? '';
  return keys === undefined || (given !== '' && keys.split(' ').some((key) => isSameSecret(given, key)));
}

/**
 * The house wrap of every HTTP function: one log line a request, every refusal and failure as problem+json or as a
 * page.
 */
export function answering(
  name: string,
  act: (event: APIGatewayProxyEventV2, now: Date) => Promise<Reply>,
  problemPage?: ProblemPage,
) {
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use({
      after: ({ event, response }) => {
        logLine({
          level: 'info',
          function: name,
          requestId: event.requestContext.requestId,
          route: event.routeKey,
          status: response?.statusCode,
        });
      },
      onError: async (request) => {
        const { event, error } = request;
        const refusal = refusalOf(error);
        const fault = error instanceof Refusal ? error.cause : error;
        const { status } = problems[refusal.problemName];
        logLine({
          level: status < 500 ? 'info' : 'error',
          function: name,
          requestId: event.requestContext.requestId,
          route: event.routeKey,
          status,
          problem: refusal.problemName,
          ...(fault === undefined ? {} : errorLine(fault)),
        });
        const language = callerLanguage(event);
        const problem = refusal.problem(await textsIn(language));
        const asPage = problemPage !== undefined && wantsPage(event);
        request.response = written({
          status,
          headers: {
            'Content-Language': language,
            ...(asPage ? {} : { 'Content-Type': 'application/problem+json; charset=utf-8' }),
            ...refusal.headers,
          },
          body: asPage ? await problemPage(problem, refusal.problemName, language, event) : problem,
        });
      },
    })
    .handler(async (event) => {
      if (!cameThroughTheFirewall(event)) throw new Refusal('unknown-path');
      return written(await act(event, new Date()));
    });
}

/** What is answered to whatever was thrown; a fault that is no refusal is its cause, for the log. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const refusal = failure(error);
  refusal.cause = error;
  return refusal;
}

function failure(error: unknown): Refusal {
  const name = error instanceof Error ? error.name : '';
  // A supplier that is silent or refuses is a moment's trouble; anything else is a fault of ours.
  const passing = /Timeout|ECONN|Throttl|Unavailable|InternalServerError|ProvisionedThroughput|Networking/i.test(
    `${name} ${(error as { code?: string } | undefined)?.code ?? ''}`,
  );
  return passing
    ? new Refusal('unavailable', undefined, { headers: { 'Retry-After': '5' } })
    : new Refusal('internal-error');
}

/**
 * The version that an `If-Match` header names (`"7"`, quoted or bare), or undefined when it names none. A weak one is
 * taken too: what compresses an answer on its way makes its ETag weak (CloudFront does), and a version is the same for
 * whoever reads it.
 */
export function matchedVersion(header: string | undefined): number | undefined {
  const digits = /^\s*(?:W\/)?"?(\d{1,9})"?\s*$/.exec(header ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}
