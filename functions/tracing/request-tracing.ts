import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { maximumBodyBytes } from '../../shared/contracts/contact.ts';
import type { TracingBody, TracingReceipt } from '../../shared/contracts/tracing.ts';
import { mintCode, submissionOf } from '../../shared/core/cases/receipt-code.ts';
import { present } from '../../shared/core/present.ts';
import type { Tracing } from '../../shared/core/tracing/tracing.ts';
import { openEvents } from '../../shared/core/tracing/tracing-events.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { callerLanguage, type Reply } from '../../shared/shell/http/answering.ts';
import { readSent } from '../../shared/shell/http/body.ts';
import { type Heard, heardFirst } from '../../shared/shell/http/heard-first.ts';
import type { ContactQueues } from '../../shared/shell/queues/keep-contact.ts';
import { keepDanger } from '../../shared/shell/queues/keep-danger.ts';
import type { ServiceFrame } from '../../shared/shell/services/service-frame.ts';
import { tellsNobody } from '../../shared/texts/danger/advice.ts';
import { hearSearch } from './hear-search.ts';
import { askedIn, readTracing, tracingOfForm, wordsForDesk } from './rules/read-tracing.ts';
import { tellSoon } from './tell-seeker.ts';
import { idOf, type TracingWork } from './tracing-work.ts';
import { wrongFields } from './wrong-fields.ts';

/** What a search is taken in with: one that speaks of danger is a request as well. */
export type Taking = TracingWork & Pick<ServiceFrame, 'hmac' | 'periods'> & { queues: ContactQueues };

/**
 * Keeps durably whom somebody looks for, once however often it is sent, and gives its receipt. Throws the Refusals
 * `invalid`, also for an event in which nobody may be looked for now, and `unavailable` where it cannot be kept; each
 * with whom to call where the words speak of danger.
 */
export async function requestTracing(work: Taking, event: APIGatewayProxyEventV2, now: Date): Promise<Reply> {
  const { from, content: sent, form, key } = readSent(event, maximumBodyBytes);
  const content = from === 'form' ? tracingOfForm(form) : sent;
  const heard = await hearSearch(event, content, work.definition);
  return heardFirst(heard, async () => {
    const open = openEvents(await work.acts(), now.toISOString()).map((one) => one.event);
    const reading = readTracing(content, open);
    if ('issues' in reading) throw await wrongFields(reading.issues, content, callerLanguage(event));
    return { status: 202, body: await keep(work, reading.tracing, { heard, key, now }) };
  });
}

async function keep(
  work: Taking,
  body: TracingBody,
  { heard, key, now }: { heard: Heard; key: string | undefined; now: Date },
): Promise<TracingReceipt> {
  const { tracing, definition } = work;
  const { service, codePrefix } = definition;
  const hmac = await work.hmac();
  const digest = sha256(JSON.stringify([service, 'tracing', body]));
  const code = mintCode(codePrefix, submissionOf(digest, key, now.getTime()), hmac);
  const id = idOf(code, hmac);
  const known = await tracing.read(id);
  const at = known?.receivedAt ?? now.toISOString();
  const asked = askedIn(body);
  const { danger, advice } = heard;
  const isDanger = danger.level !== 'none';
  // Before it is kept: should that fail, whoever reads at the desk knows of the danger all the same.
  if (isDanger) {
    const { name, phone, email, safeContact, address, municipality } = asked;
    const place = address === undefined && municipality === undefined ? undefined : present({ address, municipality });
    const contact = {
      ...{ language: body.language, subject: 'Cerco una persona', message: wordsForDesk(asked), name, phone },
      ...present({ email, safeContact, place }),
    };
    await keepDanger(work, contact, { kind: 'intervention', code, danger, now });
  }
  if (known === undefined) {
    const one: Tracing = {
      ...{ id, code, version: 1, event: body.event, language: body.language, state: 'received' },
      ...{ receivedAt: at, touchedAt: at, asked, history: [{ at, what: 'received' }] },
      ...present({ danger: isDanger ? danger.kind : undefined }),
    };
    // Of a request the mails of requests tell.
    const owed = isDanger ? undefined : ('received' as const);
    if (await tracing.give(one, owed)) await tellSoon(work, one, owed, now);
  }
  // What nothing that stays on a screen may tell of is not in a receipt either.
  const silent = isDanger && tellsNobody(danger.kind);
  return {
    ...{ code, service, receivedAt: at },
    ...(isDanger && { alsoRequest: true as const }),
    ...present({ advice: silent ? undefined : advice }),
  };
}
