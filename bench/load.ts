import { createRequire } from 'node:module';
import { signedHeaders } from '../shared/shell/webhook.ts';

/**
 * Posts contacts to an address, every one a new case, and tells its parent when it begins and what came of it.
 * Arguments: address, connections, seconds (or with a `#` how many contacts), seed, and `phone` for contacts
 * that give no e-mail address, so that no mail follows, or the key of an exchange (`whsec_…`) for signed call records.
 */
type Result = {
  '2xx': number;
  non2xx: number;
  errors: number;
  duration: number;
  latency: { p50: number; p99: number };
};
type Request = { method: string; headers: Record<string, string>; body?: string };
type Cannon = (options: {
  url: string;
  connections: number;
  duration?: number;
  amount?: number;
  requests: { method: string; headers: Record<string, string>; setupRequest: (request: Request) => Request }[];
}) => Promise<Result>;

const [, , url = '', connections = '1', length = '5', seed = '', reachable = 'email'] = process.argv;
const cannon = createRequire(import.meta.url)('autocannon') as Cannon;

const mark = '0000000000';
const words = JSON.stringify({
  kind: 'report',
  requester: 'citizen',
  name: 'Ada',
  surname: 'Bianchi',
  ...(reachable === 'phone' ? { phone: '+39 06 555 0100' } : { email: `ada.${mark}@example.org` }),
  language: 'it',
  subject: 'Strada franata',
  message: `${mark} La strada provinciale che porta alla frazione alta è ceduta per circa dieci metri dopo le piogge di ieri. Le auto non passano più e lo scuolabus si ferma al bivio; i residenti, una trentina, quasi tutti anziani, stanno bene e hanno viveri per alcuni giorni. Serve un sopralluogo dei tecnici e, se possibile, un presidio al bivio, perché qualcuno tenta di passare lo stesso. Il sindaco è stato avvisato ieri sera per telefono, ma il Comune non ha mezzi. Allego la posizione. Resto a disposizione al numero indicato, anche la sera tardi. Chiedo inoltre se è previsto un servizio di trasporto per chi deve raggiungere l’ospedale per le terapie, e a chi rivolgersi per il rimborso dei danni al muro di contenimento.`,
  place: { address: 'Strada provinciale 12', municipality: 'Amatrice', latitude: 42.6289, longitude: 13.2886 },
  privacyAccepted: true,
});

let count = 0;
const body = () => {
  count += 1;
  // One mailbox gets a few receipts an hour: each contact has one of its own.
  return words.replaceAll(mark, `${seed}-${count}`);
};

/** What a telephone exchange tells of one answered call. */
const callRecord = () => {
  count += 1;
  const now = Date.now();
  const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();
  return JSON.stringify({
    source: 'bench',
    externalId: `${seed}-${count}`,
    sequence: 2,
    caller: `+39333${String(1_000_000 + (count % 9_000_000))}`,
    dialled: '800840840',
    language: 'it',
    menuChoices: ['3'],
    queue: 'information',
    startedAt: ago(180),
    queuedAt: ago(160),
    answeredAt: ago(120),
    endedAt: ago(1),
    outcome: 'answered',
    recording: `recordings/${seed}-${count}.wav`,
  });
};

const contactRequest = (request: Request): Request => ({ ...request, body: body() });
const callRequest = (request: Request): Request => {
  const record = callRecord();
  const headers = signedHeaders(reachable, `msg-${seed}-${count}`, Date.now(), Buffer.from(record));
  return { ...request, headers: { ...request.headers, ...headers }, body: record };
};

process.send?.({ began: true });
const result = await cannon({
  url,
  connections: Number(connections),
  ...(length.startsWith('#') ? { amount: Number(length.slice(1)) } : { duration: Number(length) }),
  requests: [
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      setupRequest: reachable.startsWith('whsec_') ? callRequest : contactRequest,
    },
  ],
});
process.send?.({
  done: {
    accepted: result['2xx'],
    refused: result.non2xx + result.errors,
    seconds: result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
  },
});
process.disconnect?.();
