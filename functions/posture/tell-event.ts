import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { maximumBodyBytes } from '../../shared/contracts/contact.ts';
import { EventAct } from '../../shared/contracts/event-page.ts';
import type { EventsToTell } from '../../shared/contracts/officer-view.ts';
import { nextSaying } from '../../shared/core/posture/acts.ts';
import { postureAt } from '../../shared/core/posture/posture-at.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { matchedVersion, type Reply } from '../../shared/shell/http/answering.ts';
import { readAs, readBody } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { logLine } from '../../shared/shell/log.ts';
import type { Ledger } from '../../shared/shell/stores/ledger.ts';
import { forbiddenWords } from '../../shared/texts/knowledge/forbidden-words.ts';
import { appendNext, type OfficerRequest } from './officer-acts.ts';

// Beside the officer's line: called by on-officer-request; then the ledger's stream wakes on-ledger-entry, which tells
// the bus, and whoever reads the ledger says the word of the hour.

const forbidden = Object.values(forbiddenWords).flat();

/** Whether a body asks to open or close the taking in of whom people look for; what cannot be read asks nothing. */
export function isAboutTracing(event: APIGatewayProxyEventV2): boolean {
  try {
    const { act } = readBody(event, maximumBodyBytes).content as { act?: unknown };
    return act === 'open-tracing' || act === 'close-tracing';
  } catch {
    return false;
  }
}

/** The declarations in force with what was said of each one's event. */
export async function showEvents(ledger: Ledger, service: string, now: Date, status = 200): Promise<Reply> {
  const asOf = now.toISOString();
  const events = (await ledger.read()).map(({ event }) => event);
  const body: EventsToTell = { service, asOf, events: postureAt(events, asOf).declarations };
  return { status, body };
}

/**
 * Carries out an act on the page of an event, on the turn that `If-Match` names (0 where nothing was said yet). Throws
 * the Refusals `precondition-required`, `changed-meanwhile` with what was said since, and `act-refused`: of words that
 * nothing may say with a sentence that names them.
 */
export async function tellEventOn(ledger: Ledger, { service, event, by, now }: OfficerRequest): Promise<Reply> {
  const act = await readAs(EventAct, event);
  const seen = matchedVersion(event.headers['if-match']);
  if (seen === undefined) throw new Refusal('precondition-required');
  const declaration = event.pathParameters?.['event'] ?? '';
  const line = { function: 'posture', service, subject: by.subject, act: `event-${act.act}`, declaration };
  const command = { act, declaration, by, at: now.toISOString(), seen, forbidden };
  const entry = await appendNext(ledger, await ledger.read(), (all) => nextSaying(service, all, command, sha256));
  if ('refused' in entry) {
    logLine({ level: 'warn', ...line, refused: entry.refused });
    if (entry.refused === 'conflict') throw new Refusal('changed-meanwhile', undefined, { members: { ...entry } });
    const phrases = entry.refused === 'refused-phrases' ? entry.phrases.join('», «') : undefined;
    const saying =
      phrases === undefined
        ? undefined
        : ((({ problems }) => problems.refusedPhrases(phrases)) satisfies ConstructorParameters<typeof Refusal>[1]);
    throw new Refusal('act-refused', saying, { members: { ...entry } });
  }
  logLine({ level: 'info', ...line, version: entry.version });
  return showEvents(ledger, service, now, 201);
}
