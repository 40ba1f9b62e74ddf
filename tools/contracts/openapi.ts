import { type Answer, tags } from '../../shared/contracts/api/operation.ts';
import { type Operation, operations } from '../../shared/contracts/api/operations/operations.ts';
import { parameters } from '../../shared/contracts/api/parameters.ts';
import { publicFor } from '../../shared/contracts/api/public-state.ts';
import type { ContractName } from '../../shared/contracts/api/published.ts';
import { isOfStaff } from '../../shared/contracts/api/routes.ts';
import { componentNameOf, componentSchemas, type JsonSchema } from './json-schema.ts';

/** What the document needs of the rest of the code base. */
export type OpenapiSources = {
  /** Every problem by name with its status and title, and what to say of it in English. */
  problems: Record<string, { status: number; title: string; detail: string }>;
  /** The kept example of each contract. */
  examples: Record<string, unknown>;
};

/** The version of the API: minor for what is added, major for what breaks (then the path becomes /v2). */
const apiVersion = '1.0.0';

const description = `Citizens, voice menus and other programs write to a contact center, follow their cases and learn opening hours.

**Errors** are problem details (RFC 9457), in the language of \`language\` or \`Accept-Language\`; \`type\` is \`urn:sportello:problem:<name>\` and stable. Whoever asks for \`text/html\` on the addresses that answer with pages gets the problem as a page with the same status.

**What the gateway answers by itself.** A request beyond the rate of its route never reaches a function of ours. On AWS the API gateway then answers 429 with a body of its own (\`{"message":"Too Many Requests"}\`, application/json) and no \`Retry-After\`; the same holds for 503 when a function's reserved environments are all busy and for 413 beyond 10 MB. The one-machine stage answers the same statuses with problem details and \`Retry-After\`. A client should go by the status alone and wait a few seconds, longer each time; a contact sent again with its \`Idempotency-Key\` is never two cases.

**Rate limits** are those of the service's capacity plan and rise with its posture; they hold for all callers together, so no answer carries \`RateLimit\` headers: a share of one caller does not exist.

**Caches**: an answer is \`Cache-Control: no-store\`, since it may be somebody’s own. The state and the hours of services and the voice menu
are the same for all: a cache may keep them for a second.`;

const headers = {
  CacheControl: {
    description: 'no-store, since an answer may be somebody’s own; a second for what is the same for all.',
    schema: { type: 'string', enum: ['no-store', publicFor] },
  },
  ContentLanguage: {
    description: 'The language of the words in detail; titles are English and stable.',
    schema: { $ref: '#/components/schemas/Language' },
  },
  RetryAfter: {
    description: 'Seconds to wait before trying again (RFC 9110).',
    schema: { type: 'integer', format: 'int32', minimum: 0, maximum: 3600 },
    example: 5,
  },
  ETag: {
    description: 'The version of what was read (a ledger, a case), for If-Match.',
    schema: { type: 'string', maxLength: 20, pattern: '^"[0-9]+"$' },
    example: '"2"',
  },
  WwwAuthenticate: {
    description: 'How a sender that cannot sign may prove itself (RFC 9110).',
    schema: { type: 'string', maxLength: 200, pattern: '^[A-Za-z0-9=", ]+$' },
    example: 'Bearer realm="calls", Basic realm="calls"',
  },
  AcceptPost: {
    description: 'The kinds of body that are read here.',
    schema: { type: 'string', maxLength: 200, pattern: '^[a-z0-9/,; .+-]+$' },
    example: 'application/json, application/x-www-form-urlencoded',
  },
} as const;

const header = (name: keyof typeof headers) => ({ $ref: `#/components/headers/${name}` });
const schemaOf = (contract: ContractName) => ({ $ref: `#/components/schemas/${componentNameOf(contract)}` });
const page = (what: string) => ({
  'text/html': { schema: { type: 'string', maxLength: 500_000, description: what }, example: '<!doctype html>' },
});

function answer(
  { contracts, description: meaning, page: pageOf, versioned }: Answer,
  examples: OpenapiSources['examples'],
) {
  const [first, ...others] = contracts;
  const json =
    first === undefined
      ? {}
      : {
          'application/json': {
            schema: others.length === 0 ? schemaOf(first) : { oneOf: contracts.map(schemaOf) },
            example: examples[first],
          },
        };
  return {
    description: meaning,
    headers: { 'Cache-Control': header('CacheControl'), ...(versioned && { ETag: header('ETag') }) },
    // What is as before comes without a body.
    ...(contracts.length > 0 || pageOf !== undefined
      ? { content: { ...json, ...(pageOf === undefined ? {} : page(pageOf)) } }
      : {}),
  };
}

/** The bodies whose forms have fields of their own, as `formSchema` names them. */
const ownForms: readonly ContractName[] = ['contact', 'contribution', 'tracing'];

/** The steps of the pages on which a contact is written. */
const steps = {
  type: 'string',
  enum: ['summary', 'edit', 'send'],
  description: 'Only with Accept: text/html: show the summary, show the form again, or send.',
};

/** A member of members, as the field of a form. */
const asJson = { type: 'string', maxLength: 8_000, contentMediaType: 'application/json' };

/**
 * A form's fields: those of the JSON body, with the members of a member under dotted names; of a contact the steps of
 * its pages too.
 */
function formSchema(body: JsonSchema): JsonSchema {
  const { privacyAccepted, ...given } = body['properties'] as Record<string, JsonSchema>;
  if (privacyAccepted === undefined) return body;
  const flat = Object.entries(given).flatMap(([name, schema]): [string, unknown][] => {
    if (schema['properties'] === undefined) return [[name, schema]];
    const inner = Object.entries(schema['properties'] as Record<string, JsonSchema>);
    // What goes deeper than a dotted name is one field, and its value JSON.
    if (inner.some(([, of]) => of['type'] === 'object'))
      return [[name, { ...asJson, description: schema['description'] }]];
    return inner.map(([member, of]) => [`${name}.${member}`, of]);
  });
  return {
    ...body,
    title: `${body['title']} as a form`,
    description: `The members of a ${String(body['title']).toLowerCase()} as form fields; empty fields count as left out.`,
    properties: {
      ...Object.fromEntries(flat),
      privacyAccepted: { type: 'string', enum: ['true'] },
      ...(given['place'] === undefined ? {} : { step: steps }),
    },
  };
}

function formExample(example: unknown): unknown {
  const flat = Object.entries(example as Record<string, unknown>).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).map(([inner, of]) => [`${name}.${inner}`, of] as const)
      : [[name, value] as const],
  );
  const form = Object.fromEntries(flat);
  return { ...form, ...(form['privacyAccepted'] === undefined ? {} : { privacyAccepted: 'true' }) };
}

const pascal = (names: readonly string[]) => names.map(componentNameOf).join('Or');

/** The problems that also say what to know before the next try. */
const membersTold = ['act-refused', 'changed-meanwhile'];

function problemResponse(names: readonly string[], { problems, examples }: OpenapiSources) {
  const known = names.map((name) => {
    const problem = problems[name];
    if (problem === undefined) throw new Error(`no problem is called ${name}: see shared/shell/http/problems.ts`);
    return { type: `urn:sportello:problem:${name}`, ...problem };
  });
  const [first] = known;
  const told = names.some((name) => membersTold.includes(name)) ? 'act-problem' : 'problem';
  return {
    description: known.map(({ type, title }) => `${title} (\`${type}\`).`).join(' '),
    headers: {
      'Cache-Control': header('CacheControl'),
      'Content-Language': header('ContentLanguage'),
      ...(names.some((name) => [429, 503].includes(problems[name]?.status ?? 0))
        ? { 'Retry-After': header('RetryAfter') }
        : {}),
      ...(names.includes('unauthenticated') ? { 'WWW-Authenticate': header('WwwAuthenticate') } : {}),
      ...(names.includes('unsupported-media-type') ? { 'Accept-Post': header('AcceptPost') } : {}),
    },
    content: {
      'application/problem+json': {
        schema: schemaOf(told),
        example: names.includes('invalid')
          ? examples['problem']
          : names.includes('changed-meanwhile')
            ? examples[told]
            : first,
      },
    },
  };
}

const unauthorized = {
  description:
    'No token, or none that holds. On AWS the API gateway answers with a short body of its own and WWW-Authenticate.',
  headers: { 'Cache-Control': header('CacheControl') },
  content: {
    'application/problem+json': {
      schema: schemaOf('problem'),
      example: { type: 'about:blank', title: 'Unauthorized', status: 401, detail: 'Sign in and try again.' },
    },
  },
};

const tooManyRequests = {
  description:
    'Beyond the rate of this route. On the one-machine stage problem details with Retry-After; on AWS the API gateway’s own short body without it (see the description of this document).',
  headers: { 'Cache-Control': header('CacheControl'), 'Retry-After': header('RetryAfter') },
  content: {
    'application/problem+json': {
      schema: schemaOf('problem'),
      example: {
        type: 'about:blank',
        title: 'Too Many Requests',
        status: 429,
        detail: 'Too many requests at once: try again in 1 s.',
      },
    },
  },
};

const securitySchemes: JsonSchema = {
  ExchangePassword: {
    type: 'http',
    scheme: 'basic',
    description: 'The key of a telephone exchange as the password, whoever the user: for those that know nothing else.',
  },
  ExchangeSignature: {
    type: 'apiKey',
    in: 'header',
    name: 'Webhook-Signature',
    description:
      'v1, and the base64 HMAC-SHA256 of id.timestamp.body under a key of the telephone exchange (Standard Webhooks 1.0.0); several are separated by blanks.',
  },
  ExchangeToken: {
    type: 'http',
    scheme: 'bearer',
    description: 'The key of a telephone exchange that cannot sign.',
  },
  Staff: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'A token of the installation’s OpenID Connect issuer. Its groups say what the bearer may do: duty-officer, supervisor, operator or expert, for every service or, as operator.<service>, for one.',
  },
};

/** The OpenAPI 3.1 document of the whole API, from the table of operations and the contracts. */
export function openapiDocument(sources: OpenapiSources): JsonSchema {
  const { problems, examples } = sources;
  const used = new Set<ContractName>(['problem', 'act-problem']);
  const responses: Record<string, JsonSchema> = {
    TooManyRequests: tooManyRequests,
    Unauthorized: unauthorized,
  };

  const written = ({ answers, body, problems: names, ...operation }: Operation) => {
    for (const contract of answers.flatMap(({ contracts }) => contracts)) used.add(contract);
    if (body) used.add(body.contract);
    const byStatus = Map.groupBy(names, (name) => String(problems[name]?.status));
    const refusals = [...byStatus].map(([status, same]): [string, JsonSchema] => {
      responses[pascal(same)] ??= problemResponse(same, sources);
      return [status, { $ref: `#/components/responses/${pascal(same)}` }];
    });
    const ofStaff = isOfStaff(operation);
    if (ofStaff) refusals.push(['401', { $ref: '#/components/responses/Unauthorized' }]);
    // Where functions of ours refuse too much as well, their answer is described: the gateway's is told of above.
    if (!byStatus.has('429')) refusals.push(['429', { $ref: '#/components/responses/TooManyRequests' }]);
    return {
      operationId: operation.operationId,
      tags: [operation.tag],
      summary: operation.summary,
      description: operation.description,
      ...(operation.path === '/status' ? { security: [] } : {}),
      ...(ofStaff && { security: [{ Staff: [] }] }),
      ...(operation.who === 'exchange' && {
        security: [{ ExchangeSignature: [] }, { ExchangeToken: [] }, { ExchangePassword: [] }],
      }),
      ...(operation.parameters.length === 0
        ? {}
        : { parameters: operation.parameters.map((name) => ({ $ref: `#/components/parameters/${name}` })) }),
      ...(body && { requestBody: requestBody(body, examples) }),
      responses: Object.fromEntries([
        ...answers.map((one): [string, JsonSchema] => [String(one.status), answer(one, examples)]),
        ...refusals.sort(([one], [other]) => one.localeCompare(other)),
      ]),
    };
  };

  const paths: Record<string, JsonSchema> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: written(operation) };
  }
  const schemas = componentSchemas([...used]);
  for (const name of ownForms.map(componentNameOf)) {
    const body = schemas[name];
    if (body) schemas[`${name}Form`] = formSchema(body);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sportello',
      summary: 'A contact center that a public administration can trust on its worst day',
      'x-summary': 'A contact center that a public administration can trust on its worst day',
      description,
      termsOfService: 'https://sportello.example.org/it/privacy/',
      contact: {
        name: 'The administration that runs this installation',
        url: 'https://sportello.example.org/',
        email: 'sportello@example.org',
      },
      license: { name: 'EUPL-1.2', url: 'https://eupl.eu/1.2/en/' },
      version: apiVersion,
      'x-api-id': '5d0c6f0e-6a1b-4f0c-9f0e-2b8f6f1f7c41',
    },
    servers: [
      {
        url: 'https://sportello.example.org/v1',
        description: 'An example: each installation has an address of its own.',
      },
    ],
    // Citizens need no account: an empty requirement says so on purpose.
    security: [{}],
    tags: Object.entries(tags).map(([name, meaning]) => ({ name, description: meaning })),
    paths,
    components: {
      securitySchemes,
      schemas: withoutUnused(schemas, [paths, parameters, headers, responses]),
      parameters,
      headers,
      responses: Object.fromEntries(Object.entries(responses).sort(([one], [other]) => one.localeCompare(other))),
    },
  };
}

function requestBody(
  { contract, form, maximumBytes, optional }: NonNullable<Operation['body']>,
  examples: OpenapiSources['examples'],
) {
  const hasOwn = ownForms.includes(contract);
  const formOf = hasOwn ? { $ref: `#/components/schemas/${componentNameOf(contract)}Form` } : schemaOf(contract);
  const example = examples[contract];
  return {
    required: optional !== true,
    description: `At most ${maximumBytes} bytes, UTF-8.`,
    content: {
      'application/json': { schema: schemaOf(contract), example },
      ...(form && {
        'application/x-www-form-urlencoded': { schema: formOf, example: hasOwn ? formExample(example) : example },
      }),
    },
  };
}

/** The schemas that something refers to, directly or through another. */
function withoutUnused(schemas: Record<string, JsonSchema>, roots: unknown[]): Record<string, JsonSchema> {
  const kept = new Set<string>();
  const visit = (part: unknown) => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (kept.has(name)) continue;
      kept.add(name);
      visit(schemas[name]);
    }
  };
  visit(roots);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => kept.has(name)));
}
