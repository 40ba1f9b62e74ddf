import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { operations } from '../../../shared/contracts/api/operations/operations.ts';
import { parameters } from '../../../shared/contracts/api/parameters.ts';
import { publicFor } from '../../../shared/contracts/api/public-state.ts';
import { publications } from '../../../tools/contracts/publications.ts';
import { readSources } from '../../../tools/contracts/publish.ts';
import { resourcesOf, templates } from '../../cdk/synthesis.ts';
import { services } from '../../fixtures/contacts.ts';

// biome-ignore lint/suspicious/noExplicitAny: the document is plain JSON, read as freely as any client reads it
type Json = Record<string, any>;

const text = readFileSync(new URL('../../../docs/api/openapi.json', import.meta.url), 'utf8');
const document = JSON.parse(text);

/** What a `$ref` of the document stands for. */
const resolved = (part: Json): Json =>
  part['$ref'] === undefined
    ? part
    : (part['$ref'] as string)
        .slice(2)
        .split('/')
        .reduce((inside, step) => inside[step], document);

/** Every object inside a part of the document, with the place it has. */
function* objectsIn(part: unknown, place = '#'): Generator<[string, Json]> {
  if (typeof part !== 'object' || part === null) return;
  if (!Array.isArray(part)) yield [place, part as Json];
  // An example is data, no schema: a member called "type" in it says nothing of types.
  for (const [name, inside] of Object.entries(part)) {
    if (name !== 'example') yield* objectsIn(inside, `${place}/${name}`);
  }
}

const all = [...objectsIn(document)];
const typed = (type: string) => all.filter(([, part]) => part['type'] === type);
const places = (found: [string, Json][]) => found.map(([place]) => place);

const written = Object.entries<Json>(document.paths).flatMap(([path, item]) =>
  Object.entries<Json>(item).map(([method, operation]) => ({ path, method, name: `${method} ${path}`, operation })),
);
const answers = written.flatMap(({ name, operation }) =>
  Object.entries<Json>(operation['responses']).map(([status, response]) => ({
    name: `${name} ${status}`,
    status: Number(status),
    response: resolved(response),
  })),
);

test('the document says what contracts and operations say (if not: npm run contracts)', () => {
  expect(text).toBe(publications(readSources())['docs/api/openapi.json']);
});

// Here, not in a test: whoever comes first waits for the synthesis.
const stacks = Object.values(await templates());

describe('the document and the routes of the template', () => {
  const names = Object.keys(services).join('|');
  const routes = [
    ...new Set(
      resourcesOf('AWS::ApiGatewayV2::Route', ...stacks)
        .map(([, { Properties }]) => Properties['RouteKey'] as string)
        .filter((key) => key !== '$default')
        .map((key) => key.replace(new RegExp(`^(\\w+ /v1/(?:services|desk))/(?:${names})(?=/|$)`), '$1/{service}')),
    ),
  ];

  test('are one list: a route that is missing here belongs into shared/contracts/api/routes.ts', () => {
    const told = written.map(({ path, method }) => `${method.toUpperCase()} /v1${path}`);
    expect(told.sort()).toEqual(routes.sort());
  });

  test('name the same parameters in their paths', () => {
    for (const { path, operation } of written) {
      const own: Json[] = (operation['parameters'] ?? []).map(resolved);
      const inPath = own.filter((parameter) => parameter['in'] === 'path').map(({ name }) => `{${name}}`);
      expect(inPath.sort()).toEqual([...path.matchAll(/\{\w+\}/g)].map(([name]) => name).sort());
    }
  });
});

describe('every operation', () => {
  test('has its own operationId, a known tag, a summary and a description', () => {
    const ids = written.map(({ operation }) => operation['operationId']);
    expect(new Set(ids).size).toBe(operations.length);
    const known = document.tags.map(({ name }: { name: string }) => name);
    for (const { operation } of written) {
      const [tag] = operation['tags'];
      expect(known).toContain(tag);
      expect(String(operation['summary']).length).toBeGreaterThan(5);
      expect(String(operation['description']).length).toBeGreaterThan(20);
    }
  });

  test('tells of its limits and failures: 429, 500 and 503', () => {
    for (const { operation } of written) {
      expect(Object.keys(operation['responses'])).toEqual(expect.arrayContaining(['429', '500', '503']));
    }
  });

  test('that takes a body tells of 400, 413, 415 and 422', () => {
    const taking = written.filter(({ operation }) => operation['requestBody'] !== undefined);
    expect(taking.length).toBeGreaterThan(0);
    for (const { operation } of taking) {
      const statuses = Object.keys(operation['responses']);
      expect(statuses).toEqual(expect.arrayContaining(['400', '413', '415', '422']));
    }
  });

  test('answers with no-store, or with a second for what is the same for all', () => {
    for (const { response } of answers) {
      const header = resolved(response['headers']['Cache-Control']);
      expect(header['schema']).toEqual({ type: 'string', enum: ['no-store', publicFor] });
    }
  });

  test('keeps the examples to their schemas', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addSchema(document, 'openapi');
    const media = all.filter(([place, part]) => place.includes('/content/') && part['schema'] !== undefined);
    expect(media.length).toBeGreaterThan(30);
    for (const [place, { schema, example }] of media) {
      const inDocument = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/'));
      const validate = ajv.compile(inDocument);
      expect({ place, valid: validate(example), errors: validate.errors }).toEqual({
        place,
        valid: true,
        errors: null,
      });
    }
    for (const { name, schema, example } of Object.values(parameters)) {
      const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')));
      expect({ name, valid: validate(example) }).toEqual({ name, valid: true });
    }
  });
});

test('every reference leads somewhere, and every component is used', () => {
  const references = new Set(all.flatMap(([, { $ref }]) => $ref ?? []));
  for (const $ref of references) expect(resolved({ $ref })).toBeDefined();
  const components = Object.entries<Json>(document.components).flatMap(([kind, named]) =>
    // An operation names a security scheme without a reference.
    (kind === 'securitySchemes' ? [] : Object.keys(named)).map((name) => `#/components/${kind}/${name}`),
  );
  expect(components.filter((component) => !references.has(component))).toEqual([]);
});

// The rules of AgID's checker of OpenAPI documents ("Italian Guidelines Full"), each under the checker's name for it.
describe('AgID rule', () => {
  test('has-x-summary, has-contact, has-termsOfService, has-x-api-id, use-semver', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info['x-summary'].length).toBeGreaterThan(10);
    expect(document.info.contact).toEqual({
      name: expect.any(String),
      url: expect.stringMatching(/^https:/),
      email: expect.stringMatching(/@/),
    });
    expect(document.info.termsOfService).toMatch(/^https:/);
    expect(document.info['x-api-id']).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(document.info.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('servers-use-https, servers-description', () => {
    expect(document.servers.length).toBeGreaterThan(0);
    for (const server of document.servers) {
      expect(server.url).toMatch(/^https:\/\/.*\/v1$/);
      expect(server.description).toBeTruthy();
    }
  });

  test('paths-status: there is /status, in JSON when up and a problem when down, without security', () => {
    const { get } = document.paths['/status'];
    expect(Object.keys(get.responses['200'].content)).toEqual(['application/json']);
    expect(Object.keys(resolved(get.responses['503'])['content'])).toEqual(['application/problem+json']);
    expect(document.security).toEqual([{}]);
    expect(get.security).toEqual([]);
  });

  test('paths-kebab-case, paths-http-method: no capitals, no underscores, no verbs in a path', () => {
    for (const { path } of written) {
      expect(path).toMatch(/^(\/[a-z0-9-]+|\/\{[a-z]+\})+$/);
      expect(path).not.toMatch(/\/(get|post|put|delete|patch|create|remove|list|add|send|search|update)(-|\/|$)/);
    }
  });

  test('no-method-name-in-operationId', () => {
    for (const { operation } of written) {
      expect(String(operation['operationId'])).not.toMatch(/^(get|post|put|delete|patch|head)/i);
    }
  });

  test('headers in Train-Case, no-x-headers, no-forbidden-headers', () => {
    const sent = Object.values(parameters).filter(({ in: place }) => place === 'header');
    const names = [
      ...sent.map(({ name }) => name),
      ...answers.flatMap(({ response }) => Object.keys(response['headers'])),
    ];
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) {
      expect(name).toMatch(/^([A-Z][a-z]*)+(-([A-Z][a-z]*)+)*$/);
      expect(name).not.toMatch(/^(X-|Accept$|Content-Type$|Authorization$)/);
    }
  });

  test('use-problem-json-for-errors, use-problem-schema: every error is a problem with type, title, status and detail', () => {
    const errors = answers.filter(({ status }) => status >= 400);
    expect(errors.length).toBeGreaterThan(50);
    for (const { status, response } of errors) {
      expect(Object.keys(response['content'])).toEqual(['application/problem+json']);
      const media = response['content']['application/problem+json'];
      expect(resolved(media['schema'])['required']).toEqual(['type', 'title', 'status', 'detail']);
      expect(media['example']['status']).toBe(status);
    }
  });

  test('missing-retry-after, ratelimit-429-presence: 429 and 503 say when to come back', () => {
    for (const { status, response } of answers.filter((one) => [429, 503].includes(one.status))) {
      const header = resolved(response['headers']['Retry-After']);
      expect({ status, type: header['schema']['type'] }).toEqual({ status, type: 'integer' });
    }
  });

  test('missing-ratelimit is not kept on purpose: no function sends RateLimit headers, so the document claims none', () => {
    expect(text).not.toMatch(/"RateLimit-/);
    expect(document.info.description).toContain('no answer carries `RateLimit` headers');
  });

  test('sec-string-maxlength: every text has a bound or a list of values', () => {
    const unbounded = typed('string').filter(
      ([, part]) => part['enum'] === undefined && part['maxLength'] === undefined,
    );
    expect(places(unbounded)).toEqual([]);
  });

  test('sec-array-boundaries, sec-number-boundaries, number-format, integer-format', () => {
    const has =
      (...keywords: string[]) =>
      ([, part]: [string, Json]) =>
        keywords.every((keyword) => part[keyword] !== undefined);
    expect(places(typed('array').filter((part) => !has('minItems', 'maxItems')(part)))).toEqual([]);
    const numbers = [...typed('integer'), ...typed('number')];
    expect(numbers.length).toBeGreaterThan(3);
    expect(places(numbers.filter((part) => !has('minimum', 'maximum', 'format')(part)))).toEqual([]);
    for (const [, part] of typed('integer')) expect(['int32', 'int64']).toContain(part['format']);
    for (const [, part] of typed('number')) expect(['float', 'double']).toContain(part['format']);
  });

  test('sec-no-default-additionalProperties: an object takes no stranger, or a bounded number of them', () => {
    const open = typed('object').filter(
      ([, part]) =>
        part['additionalProperties'] !== false &&
        (typeof part['additionalProperties'] !== 'object' || part['maxProperties'] === undefined),
    );
    expect(places(open)).toEqual([]);
  });

  test('http-request-GET-no-body, http-response-content-2xx, response-with-json-object', () => {
    for (const { operation } of written.filter(({ method }) => method === 'get')) {
      expect(operation['requestBody']).toBeUndefined();
    }
    // An answer 204 has no content (RFC 9110, 15.3.5).
    for (const { response } of answers.filter(({ status }) => status < 300 && status !== 204)) {
      const media = Object.entries<Json>(response['content']);
      expect(media.length).toBeGreaterThan(0);
      for (const [type, { schema }] of media.filter(([name]) => name === 'application/json')) {
        // Of several contracts, and of a contract that has several forms, each is an object.
        const forms = (of: Json): Json[] => (of['oneOf'] ? of['oneOf'].map(resolved).flatMap(forms) : [of]);
        for (const shape of forms(resolved(schema)))
          expect({ type, of: shape['type'] }).toEqual({ type, of: 'object' });
      }
    }
  });

  test('sec-credentials-parameters: nothing personal and no secret in an address', () => {
    const inAddress = Object.values(parameters).filter(({ in: place }) => place !== 'header');
    for (const { name } of inAddress) expect(name).not.toMatch(/secret|password|key|email|phone|fact|name$/i);
  });
});
