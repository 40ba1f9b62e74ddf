import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Stage } from '../../local/stage-interface.ts';
import { maximumBodyBytes } from '../../shared/contracts/contact.ts';
import { Problem } from '../../shared/contracts/problem.ts';
import { languages } from '../../shared/contracts/text.ts';
import { firstBrokenLink } from '../../shared/core/chain.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { type ProblemName, problems } from '../../shared/shell/http/problems.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import type { Texts } from '../../shared/texts/portal/it.ts';
import { openStage } from './center.ts';
import { type Answer, type Asked, ask, byPhone, contactTo, send } from './citizen.ts';
import { casesOf } from './ledger.ts';

const service = 'protezione-civile';
const contacts = `/v1/services/${service}/contacts`;
const good = byPhone(contactTo(service, 'Una domanda'));
const asJson = { 'content-type': 'application/json' };

let stage: Stage;
let close: () => Promise<void>;
let code: string;

beforeAll(async () => {
  // Without the limits of the API: ten thousand requests in a minute are meant to reach the functions.
  ({ stage, close } = await openStage({ unthrottled: true }));
  ({ code } = await send(stage.url, service, good));
});
afterAll(() => close());

const posted = (body: unknown, more: Partial<Asked> = {}): Asked => ({
  method: 'POST',
  path: contacts,
  headers: asJson,
  body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
  ...more,
});
const changed = (members: Record<string, unknown>): Asked => posted({ ...good, ...members });
/** A body of exactly so many bytes that is a contact but for its length. */
const sized = (bytes: number) => {
  const around = JSON.stringify({ ...good, message: '' }).length;
  return JSON.stringify({ ...good, message: 'x'.repeat(bytes - around) });
};
const invalid = { name: 'invalid', says: ({ problems: said }: Texts) => said.invalid } as const;
const page = (name: ProblemName) => ({ name, says: ({ problems: said }: Texts) => said.pages[name].text });

type Row = [
  what: string,
  asked: () => Asked,
  expected: {
    name: ProblemName;
    says: (texts: Texts) => string;
    pointers?: string[];
    headers?: Record<string, string>;
  },
];

const malformed: Row[] = [
  [
    'JSON cut short',
    () => posted('{"kind":"information"'),
    { name: 'malformed-body', says: (t) => t.problems.notJson },
  ],
  [
    'JSON with a comma too many',
    () => posted('{"kind":"information",}'),
    { name: 'malformed-body', says: (t) => t.problems.notJson },
  ],
  ['no body', () => posted(''), { name: 'malformed-body', says: (t) => t.problems.notJson }],
  ['NaN', () => posted('{"place":{"latitude":NaN}}'), { name: 'malformed-body', says: (t) => t.problems.notJson }],
  [
    'a form called JSON',
    () => posted('kind=information&name=Ada'),
    { name: 'malformed-body', says: (t) => t.problems.notJson },
  ],
  [
    'bytes that are not UTF-8',
    () => posted(Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}')])),
    { name: 'malformed-body', says: (t) => t.problems.notUtf8 },
  ],
  [
    'a form in ISO 8859-1',
    () =>
      posted(Buffer.from('name=Perch\u00e9', 'latin1'), {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    { name: 'malformed-body', says: (t) => t.problems.notUtf8 },
  ],
  [
    'JSON in UTF-16',
    () => posted(Buffer.from(JSON.stringify(good), 'utf16le')),
    { name: 'malformed-body', says: (t) => t.problems.notJson },
  ],
  [
    '65,537 bytes',
    () => posted(sized(maximumBodyBytes + 1)),
    { name: 'body-too-large', says: (t) => t.problems.tooLarge(64) },
  ],
  ['2 MB', () => posted(sized(2_000_000)), { name: 'body-too-large', says: (t) => t.problems.tooLarge(64) }],
  [
    '65,536 bytes, the message alone too long',
    () => posted(sized(maximumBodyBytes)),
    { ...invalid, pointers: ['#/message'] },
  ],
  [
    'text/plain',
    () => posted('Aiuto', { headers: { 'content-type': 'text/plain' } }),
    { name: 'unsupported-media-type', says: (t) => t.problems.unsupportedType },
  ],
  [
    'XML',
    () => posted('<a/>', { headers: { 'content-type': 'application/xml' } }),
    { name: 'unsupported-media-type', says: (t) => t.problems.unsupportedType },
  ],
  [
    'no content type',
    () => posted(good, { headers: {} }),
    { name: 'unsupported-media-type', says: (t) => t.problems.unsupportedType },
  ],
  [
    'a content type of nonsense',
    () => posted(good, { headers: { 'content-type': ';;;=,json' } }),
    { name: 'unsupported-media-type', says: (t) => t.problems.unsupportedType },
  ],
  [
    'a form with files',
    () => posted('--x--', { headers: { 'content-type': 'multipart/form-data; boundary=x' } }),
    { name: 'unsupported-media-type', says: (t) => t.problems.unsupportedType },
  ],
];

const wrong: Row[] = [
  ['a list', () => posted([]), { ...invalid, pointers: ['#'] }],
  ['a text', () => posted('"hello"'), { ...invalid, pointers: ['#'] }],
  ['null', () => posted('null'), { ...invalid, pointers: ['#'] }],
  ['a number', () => posted('42'), { ...invalid, pointers: ['#'] }],
  [
    'an empty object',
    () => posted({}),
    { ...invalid, pointers: ['#/kind', '#/name', '#/message', '#/privacyAccepted', '#/email'] },
  ],
  [
    'every member of a wrong type',
    () =>
      posted({
        kind: 7,
        category: [],
        requester: 'robot',
        name: {},
        surname: 1,
        email: 5,
        phone: true,
        language: 'fr',
        subject: 9,
        message: 4,
        place: 'here',
        attachments: 'x',
        privacyAccepted: 'yes',
      }),
    {
      ...invalid,
      pointers: [
        'kind',
        'category',
        'requester',
        'name',
        'surname',
        'email',
        'phone',
        'language',
        'subject',
        'message',
        'place',
        'attachments',
        'privacyAccepted',
      ].map((member) => `#/${member}`),
    },
  ],
  ['neither e-mail nor phone', () => changed({ phone: undefined }), { ...invalid, pointers: ['#/email'] }],
  ['consent withheld', () => changed({ privacyAccepted: false }), { ...invalid, pointers: ['#/privacyAccepted'] }],
  ['a kind of the other service', () => changed({ kind: 'story' }), { ...invalid, pointers: ['#/kind'] }],
  [
    'a category that the service has not',
    () => changed({ category: 'home-made' }),
    { ...invalid, pointers: ['#/category'] },
  ],
  ['a member misspelt', () => changed({ naem: 'Ada' }), { ...invalid, pointers: ['#/naem'] }],
  [
    'a member that would change every object',
    () => posted(`{"__proto__":{"admin":true},${JSON.stringify(good).slice(1)}`),
    { ...invalid, pointers: ['#/__proto__'] },
  ],
  ['a NUL in the message', () => changed({ message: 'a\u0000b' }), { ...invalid, pointers: ['#/message'] }],
  [
    'an escape sequence in the message',
    () => changed({ message: '\u001b[2J' }),
    { ...invalid, pointers: ['#/message'] },
  ],
  [
    'a line break in the name',
    () => changed({ name: 'Ada\r\nBcc: all@example.org' }),
    { ...invalid, pointers: ['#/name'] },
  ],
  [
    'a header in the e-mail',
    () => changed({ email: 'a@example.org\r\nBcc: b@example.org' }),
    { ...invalid, pointers: ['#/email'] },
  ],
  [
    'two e-mails in one',
    () => changed({ email: 'a@example.org,b@example.org' }),
    { ...invalid, pointers: ['#/email'] },
  ],
  ['a phone of letters', () => changed({ phone: 'chiamami' }), { ...invalid, pointers: ['#/phone'] }],
  ['4,001 characters', () => changed({ message: 'x'.repeat(4001) }), { ...invalid, pointers: ['#/message'] }],
  ['only blanks', () => changed({ message: ' \n\t ' }), { ...invalid, pointers: ['#/message'] }],
  [
    'a place beyond the pole',
    () => changed({ place: { latitude: 90.1, longitude: 12 } }),
    { ...invalid, pointers: ['#/place/latitude'] },
  ],
  [
    'six attachments',
    () => changed({ attachments: Array(6).fill('a'.repeat(32)) }),
    { ...invalid, pointers: ['#/attachments'] },
  ],
  [
    'an attachment with a path',
    () => changed({ attachments: ['../../etc/passwd'] }),
    { ...invalid, pointers: ['#/attachments/0'] },
  ],
  ['a list nested 30,000 deep', () => posted('['.repeat(30_000) + ']'.repeat(30_000)), { ...invalid, pointers: ['#'] }],
  [
    'a place nested 6,000 deep',
    () => posted(`${'{"place":'.repeat(6_000)}1${'}'.repeat(6_000)}`),
    { ...invalid, pointers: ['#/kind', '#/name', '#/message', '#/place/place', '#/privacyAccepted', '#/email'] },
  ],
  [
    'a form with a latitude in words',
    () =>
      posted(
        new URLSearchParams({
          kind: 'information',
          name: 'Ada',
          email: 'a@example.org',
          message: 'Dove?',
          privacyAccepted: 'true',
          'place.latitude': 'north',
        }).toString(),
        { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      ),
    { ...invalid, pointers: ['#/place/latitude'] },
  ],
];

const addressed: Row[] = [
  [
    'a service that is not here',
    () => posted(good, { path: '/v1/services/museums/contacts' }),
    page('unknown-service'),
  ],
  [
    'a service in capitals',
    () => posted(good, { path: '/v1/services/PROTEZIONE-CIVILE/contacts' }),
    page('unknown-service'),
  ],
  ['a path that climbs', () => posted(good, { path: '/v1/services/../../etc/passwd' }), page('unknown-service')],
  [
    'a path that climbs in disguise',
    () => posted(good, { path: '/v1/services/%2e%2e%2f%2e%2e/contacts' }),
    page('unknown-service'),
  ],
  ['a path with a NUL', () => ({ path: '/v1/services/protezione-civile%00/contacts/x' }), page('unknown-service')],
  ['an address that does not exist', () => ({ path: '/v1/nothing/here' }), page('unknown-path')],
  ['a path of 4,000 characters', () => ({ path: `/v1/${'a/'.repeat(2000)}` }), page('unknown-path')],
  ['GET instead of POST', () => ({ path: contacts }), { ...page('method-not-allowed'), headers: { allow: 'POST' } }],
  ['PUT', () => posted(good, { method: 'PUT' }), { ...page('method-not-allowed'), headers: { allow: 'POST' } }],
  [
    'DELETE of a case',
    () => ({ method: 'DELETE', path: `${contacts}/${code}` }),
    { ...page('method-not-allowed'), headers: { allow: 'GET' } },
  ],
  [
    'an invented method',
    () => ({ method: 'PROPFIND', path: contacts }),
    { ...page('method-not-allowed'), headers: { allow: 'POST' } },
  ],
  [
    'a forged code',
    () => ({ path: `${contacts}/PC-7K3M-9QXT-4DHR-8WZA` }),
    { name: 'wrong-code', says: (t) => t.problems.wrongCode },
  ],
  [
    'a code with one symbol changed',
    () => ({ path: `${contacts}/${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}` }),
    { name: 'wrong-code', says: (t) => t.problems.wrongCode },
  ],
  [
    'a code of another service',
    () => ({ path: `/v1/services/familyline/contacts/${code}` }),
    { name: 'wrong-code', says: (t) => t.problems.wrongCode },
  ],
  [
    'a code with a filter in it',
    () => ({ path: `${contacts}/${encodeURIComponent("PC' OR 1=1--")}` }),
    { name: 'wrong-code', says: (t) => t.problems.wrongCode },
  ],
  [
    'a code of 3,000 characters',
    () => ({ path: `${contacts}/${'PC'.repeat(1500)}` }),
    { name: 'wrong-code', says: (t) => t.problems.wrongCode },
  ],
  [
    'a forged code with a second fact',
    () => posted({ secondFact: 'a@example.org' }, { path: `${contacts}/PC-7K3M-9QXT-4DHR-8WZA/conversation` }),
    { name: 'wrong-code', says: (t) => t.problems.wrongCode },
  ],
  [
    'a second fact of a wrong type',
    () => posted({ secondFact: { $ne: null } }, { path: `${contacts}/${code}/conversation` }),
    { ...invalid, pointers: ['#/secondFact'] },
  ],
  [
    'a message without words',
    () => posted({ secondFact: good.phone, message: '' }, { path: `${contacts}/${code}/messages` }),
    { ...invalid, pointers: ['#/message'] },
  ],
  [
    'a file of a type that is not taken',
    () =>
      posted(
        { fileName: 'a.exe', contentType: 'application/x-msdownload', bytes: 5 },
        { path: `/v1/services/${service}/attachments` },
      ),
    { ...invalid, pointers: ['#/contentType'] },
  ],
  [
    'a file name that climbs',
    () =>
      posted(
        { fileName: '../../a.pdf', contentType: 'application/pdf', bytes: 5 },
        { path: `/v1/services/${service}/attachments` },
      ),
    { ...invalid, pointers: ['#/fileName'] },
  ],
  [
    'a file of 11 MB',
    () =>
      posted(
        { fileName: 'a.pdf', contentType: 'application/pdf', bytes: 11_000_000 },
        { path: `/v1/services/${service}/attachments` },
      ),
    { ...invalid, pointers: ['#/bytes'] },
  ],
  [
    'hostile headers around it',
    () =>
      posted('{', {
        headers: {
          ...asJson,
          'x-forwarded-for': "'; DROP TABLE--",
          'x-amzn-trace-id': '\t',
          cookie: 'a=b; '.repeat(500),
          forwarded: 'for="[::1]"',
        },
      }),
    { name: 'malformed-body', says: (t) => t.problems.notJson },
  ],
];

describe.each([
  ['malformed', malformed],
  ['wrong', wrong],
  ['at a wrong address', addressed],
])('%s', (_group, rows) => {
  test.each(rows)('%s', async (_what, asked, { name, says, pointers, headers = {} }) => {
    const request = asked();
    for (const language of [undefined, ...languages]) {
      const wished: Record<string, string> =
        language === undefined ? {} : { 'accept-language': `${language}, *;q=0.1` };
      const answer = await ask(stage.url, { ...request, headers: { ...request.headers, ...wished } });
      const problem = Problem.parse(JSON.parse(answer.text));
      const { problems: told } = textsIn[language ?? 'it'];
      const { status } = problems[name];
      expect(problem).toMatchObject({ type: `urn:sportello:problem:${name}`, status, title: told.pages[name].title });
      expect(answer.status).toBe(problem.status);
      expect(answer.headers).toMatchObject({
        ...headers,
        'content-type': 'application/problem+json; charset=utf-8',
        'content-language': language ?? 'it',
        'cache-control': 'no-store',
      });
      expect(problem.detail).toBe(says(textsIn[language ?? 'it']));
      expect(problem.errors?.map(({ pointer }) => pointer).sort()).toEqual(pointers?.toSorted());
      for (const { detail } of problem.errors ?? []) expect(detail.length).toBeGreaterThan(10);
    }
  });
});

/** Writes bytes to a connection and gives what comes back until it closes, as text. */
function raw(url: string, bytes: string | Uint8Array): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((done, failed) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer for 10 s')));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', (problem) =>
      chunks.length > 0 ? done(Buffer.concat(chunks).toString('latin1')) : failed(problem),
    );
    socket.on('close', () => done(Buffer.concat(chunks).toString('latin1')));
  });
}

describe('what is not HTTP, or more of it than the API takes, is a 4xx problem of the gateway', () => {
  const head = `POST ${contacts} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\n`;
  test.each([
    ['headers of 20 KB', `${head}x-a: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['two thousand headers', `${head}${'a: b\r\n'.repeat(2_000)}\r\n`, 431],
    ['a header with a NUL', `${head}x-a: a\0b\r\ncontent-length: 2\r\n\r\n{}`, 400],
    ['two lengths', `${head}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`, 400],
    ['a length and chunks', `${head}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
    ['a length below zero', `${head}content-length: -1\r\n\r\n`, 400],
    ['chunks without sizes', `${head}transfer-encoding: chunked\r\n\r\nxyz\r\n{}\r\n`, 400],
    ['a blank in a header name', `${head}x a: 1\r\ncontent-length: 2\r\n\r\n{}`, 400],
    ['another protocol', 'EHLO example.org\r\n\r\n', 400],
    [
      'a percent sign that means nothing',
      `GET /v1/services/%zz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`,
      400,
    ],
    ['11 MB', `${head}content-length: 11534336\r\n\r\n`, 413],
  ])('%s', async (_what, bytes, status) => {
    const answer = await raw(stage.url, bytes);
    expect(answer.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
    expect(answer.toLowerCase()).toContain('content-type: application/problem+json');
    expect(Problem.parse(JSON.parse(answer.slice(answer.indexOf('{')))).status).toBe(status);
  });
});

////////// Ten thousand requests that nobody thought of

const requests = 10_000;
const seed = 20_260_911;

const headerValue = fc.string({
  unit: fc.integer({ min: 32, max: 126 }).map((point) => String.fromCharCode(point)),
  maxLength: 60,
});
const headers = fc
  .record(
    {
      'content-type': fc.oneof(
        { weight: 6, arbitrary: fc.constant('application/json') },
        { weight: 2, arbitrary: fc.constant('application/x-www-form-urlencoded') },
        { weight: 1, arbitrary: headerValue },
      ),
      accept: fc.oneof(fc.constant('text/html'), fc.constant('application/json'), headerValue),
      'accept-language': fc.oneof(fc.constantFrom('it', 'en', 'de', 'de-AT;q=0.5, en;q=x', '*'), headerValue),
      'idempotency-key': headerValue,
      'content-encoding': fc.constantFrom('gzip', 'identity', 'br'),
      origin: headerValue,
      cookie: headerValue,
      'x-forwarded-for': headerValue,
      'x-http-method-override': fc.constantFrom('DELETE', 'PUT'),
      'if-none-match': headerValue,
      range: headerValue,
    },
    { requiredKeys: ['content-type'] },
  )
  .map((given) => given as Record<string, string>);

const anyValue = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('x'.repeat(5000), '', ' ', null),
);
const mutatedContact = fc
  .tuple(
    fc.subarray(Object.keys(good), { maxLength: 2 }),
    fc.dictionary(
      fc.oneof(
        fc.constantFrom(...Object.keys(good), 'place', 'attachments', 'phone', '__proto__', 'constructor'),
        fc.string(),
      ),
      anyValue,
      { maxKeys: 2 },
    ),
  )
  .map(([dropped, added]) => {
    const kept = Object.fromEntries(Object.entries(good).filter(([member]) => !dropped.includes(member)));
    return JSON.stringify({ ...kept, ...added });
  });
const flippedContact = fc
  .array(fc.tuple(fc.nat(JSON.stringify(good).length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
  .map((flips) => {
    const bytes = Buffer.from(JSON.stringify(good));
    for (const [at, value] of flips) bytes[at] = value;
    return bytes;
  });
const form = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        ...Object.keys(good),
        'step',
        'place.address',
        'place.latitude',
        'place',
        'attachments',
        'a.b.c',
        'code',
        'secondFact',
      ),
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('send', 'edit', 'true', 'information', 'de')),
    ),
    { maxLength: 15 },
  )
  .map((fields) => new URLSearchParams(fields).toString());
const body = fc.oneof(
  { weight: 4, arbitrary: mutatedContact },
  { weight: 2, arbitrary: flippedContact },
  { weight: 2, arbitrary: form },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.json() },
  {
    weight: 1,
    arbitrary: fc
      .record(
        {
          secondFact: anyValue,
          message: anyValue,
          code: anyValue,
          fileName: anyValue,
          contentType: anyValue,
          bytes: anyValue,
        },
        { requiredKeys: [] },
      )
      .map((given) => JSON.stringify(given)),
  },
);
const segment = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'v1',
      'services',
      'protezione-civile',
      'familyline',
      'contacts',
      'conversation',
      'messages',
      'attachments',
      'hours',
      'status',
      'contact-status',
      'it',
      'declarations',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '.',
      '..',
      '%2e%2e',
      '%00',
      '%zz',
      '%c3%28',
      '{code}',
      '$default',
      'PC-7K3M-9QXT-4DHR-8WZA',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }).map(encodeURIComponent) },
);
const path = fc.oneof(
  { weight: 5, arbitrary: fc.constant(contacts) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      contacts,
      '/v1/services/familyline/contacts',
      `/v1/services/${service}/attachments`,
      `/v1/services/${service}/contact-status`,
      `/v1/services/${service}/hours?from=2026-09-11&to=2026-09-14`,
    ),
  },
  { weight: 2, arbitrary: segment.map((given) => `${contacts}/${given}`) },
  { weight: 1, arbitrary: fc.constantFrom('conversation', 'messages').map((what) => `${contacts}/CODE/${what}`) },
  { weight: 2, arbitrary: fc.array(segment, { maxLength: 7 }).map((parts) => `/${parts.join('/')}`) },
  { weight: 2, arbitrary: fc.array(segment, { maxLength: 5 }).map((parts) => `/v1/services/${parts.join('/')}`) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(segment, fc.string({ unit: 'grapheme', maxLength: 30 }))
      .map(([given, query]) => `/v1/services/${given}?${encodeURIComponent(query)}&language=%E4`),
  },
);
const method = fc.oneof(
  { weight: 8, arbitrary: fc.constant('POST') },
  { weight: 3, arbitrary: fc.constant('GET') },
  { weight: 2, arbitrary: fc.constantFrom('PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'REPORT', 'MKCOL', 'PURGE') },
);
const request: fc.Arbitrary<Asked> = fc
  .record({ method, path, headers, body })
  .map(({ body: sent, ...rest }) => (rest.method === 'GET' || rest.method === 'HEAD' ? rest : { ...rest, body: sent }));

/** What is wrong with an answer, if anything: a 5xx, or a refusal that neither a program nor a person can read. */
function fault(asked: Asked, { status, headers: given, text }: Answer): string | undefined {
  const told = `${asked.method} ${asked.path} ${JSON.stringify(asked.headers)} ${asked.body}: ${status} ${text.slice(0, 500)}`;
  if (status >= 500) return told;
  if (status < 400) return undefined;
  const type = String(given['content-type']);
  if (type.startsWith('application/problem+json')) {
    if (asked.method === 'HEAD') return undefined;
    const problem = Problem.safeParse(JSON.parse(text));
    return problem.success && problem.data.status === status ? undefined : told;
  }
  return type.startsWith('text/html') && (asked.method === 'HEAD' || /<html/i.test(text))
    ? undefined
    : `${type} ${told}`;
}

test('ten thousand random requests: no 5xx, every refusal a problem or a page, the chains whole', async () => {
  const sample = fc.sample(request, { numRuns: requests, seed });
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  let next = 0;
  const sender = async () => {
    for (let number = next++; number < sample.length && faults.length < 10; number = next++) {
      const given = sample[number] as Asked;
      const asked = { ...given, path: given.path.replace('CODE', code) };
      const answer = await ask(stage.url, asked);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const found = fault(asked, answer);
      if (found !== undefined) faults.push(`request ${number}: ${found}`);
    }
  };
  await Promise.all(Array.from({ length: 32 }, sender));
  expect(faults).toEqual([]);
  expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(requests);
  // The sample reaches acceptance and every kind of refusal, or it would prove little.
  for (const status of [200, 202, 400, 404, 405, 415, 422])
    expect([status, statuses.get(status) ?? 0]).not.toEqual([status, 0]);

  expect((await ask(stage.url, { path: '/v1/status' })).status).toBe(200);
  await stage.idle(120_000);
  for (const each of ['protezione-civile', 'familyline']) {
    const broken = [...(await casesOf(stage, each)).values()].flatMap(
      (entries) => firstBrokenLink(entries, sha256) ?? [],
    );
    expect(broken).toEqual([]);
  }
  expect(stage.refused()).toEqual([]);
}, 300_000);
