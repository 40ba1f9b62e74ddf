import * as z from 'zod/mini';
import { Identifier } from '../../shared/contracts/kind.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { errorLine, logCount, logLine } from '../../shared/shell/log.ts';
import { askSecret } from '../../shared/shell/secrets.ts';
import { type Disbelief, disbeliefInSignature, disbeliefInToken, signingKey } from '../../shared/shell/webhook.ts';

/** What a telephone exchange may write: our own record, or that of a known one. */
export const callAdapters = ['canonical', 'asterisk', 'freeswitch', 'connect', 'twilio'] as const;

const keys = <Schema extends z.ZodMiniType<string>>(key: Schema) => z.array(key).check(z.minLength(1), z.maxLength(10));
const timeZones = new Set(Intl.supportedValuesOf('timeZone'));
const common = {
  adapter: z._default(z.enum(callAdapters), 'canonical'),
  /** Zone of the clock that writes times without one. */
  timeZone: z._default(z.string().check(z.refine((zone) => zone === 'UTC' || timeZones.has(zone))), 'Europe/Rome'),
};
const CallSource = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('webhook'),
    ...common,
    keys: keys(z.string().check(z.refine((key) => signingKey(key) !== undefined))),
  }),
  // Shorter tokens could be guessed.
  z.object({ kind: z.literal('bearer'), ...common, keys: keys(z.string().check(z.minLength(20), z.maxLength(500))) }),
]);
/**
 * A telephone exchange that may post call records: how it proves itself, what it writes, and every key that holds now.
 */
export type CallSource = z.infer<typeof CallSource>;

/** Milliseconds after which keys are asked for again anyway: so long does a key that was taken away still open. */
const heldFor = 600_000;
/**
 * Milliseconds between two readings that a refused request asks for: whoever guesses keys does not hammer Secrets
 * Manager.
 */
const askedAgainAfter = 60_000;

type Known = { sources: ReadonlyMap<string, CallSource>; readAt: number };
const known = new Map<string, Known>();
const underWay = new Map<string, Promise<Known>>();

/** The sources in the text of the secret; what cannot be read is left out and told to the log by name, never by key. */
export function readSources(text: string): ReadonlyMap<string, CallSource> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = undefined;
  }
  // Until somebody writes keys, the secret holds whatever it was made with.
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return new Map();
  const sources = new Map<string, CallSource>();
  for (const [name, given] of Object.entries(content)) {
    const read = CallSource.safeParse(given);
    if (read.success && Identifier.safeParse(name).success) sources.set(name, read.data);
    else logLine({ level: 'error', function: 'calls', what: 'source left out', source: name.slice(0, 40) });
  }
  return sources;
}

async function sourcesIn(secretId: string, now: number, atMost: number): Promise<Known> {
  const have = known.get(secretId);
  if (have !== undefined && now - have.readAt < atMost) return have;
  const reading =
    underWay.get(secretId) ??
    askSecret(secretId)
      .then((text) => ({ sources: readSources(text), readAt: now }))
      .catch((error) => {
        if (have === undefined) throw error;
        logLine({ level: 'warn', function: 'calls', what: 'keys not read again', ...errorLine(error) });
        return { ...have, readAt: now };
      })
      .finally(() => underWay.delete(secretId));
  underWay.set(secretId, reading);
  const fresh = await reading;
  known.set(secretId, fresh);
  return fresh;
}

/**
 * The source that a request comes from. Throws the Refusal `unauthenticated`, the same for every reason: the log says
 * which, with the name of the source and never with a key.
 */
export async function believedSource(
  secretId: string,
  service: string,
  name: string,
  request: { headers: Record<string, string | undefined>; body: Uint8Array },
  now: Date,
): Promise<CallSource> {
  const admitted = await admittedSource(secretId, name, request, now.getTime());
  if (typeof admitted !== 'string') return admitted;
  const source = Identifier.safeParse(name).success ? name : 'no name';
  logLine({ level: 'warn', function: 'calls', what: 'not believed', service, source, why: admitted });
  // Anybody may call with an invented name; a source of ours that is not believed is losing calls.
  if (admitted !== 'unknown-source') logCount('CallRecordsRefused', service);
  const schemes = 'Bearer realm="calls", Basic realm="calls"';
  throw new Refusal('unauthenticated', undefined, { headers: { 'WWW-Authenticate': schemes } });
}

/**
 * The source that a request comes from, or why it is not believed. Keys are read once in ten minutes, and once more
 * when a request is refused, at most once a minute: so a new key holds at its first use. Throws when they were never
 * read.
 */
export async function admittedSource(
  secretId: string,
  name: string,
  request: { headers: Record<string, string | undefined>; body: Uint8Array },
  now: number,
): Promise<CallSource | Disbelief | 'unknown-source'> {
  const judge = ({ sources }: Known): CallSource | Disbelief | 'unknown-source' => {
    const source = sources.get(name);
    if (source === undefined) return 'unknown-source';
    const { headers, body } = request;
    const disbelief =
      source.kind === 'webhook'
        ? disbeliefInSignature(headers, body, source.keys, now)
        : disbeliefInToken(headers, source.keys);
    return disbelief ?? source;
  };
  const held = await sourcesIn(secretId, now, heldFor);
  const verdict = judge(held);
  if (verdict !== 'unknown-source' && verdict !== 'no-key-fits') return verdict;
  const again = await sourcesIn(secretId, now, askedAgainAfter);
  return again === held ? verdict : judge(again);
}
