import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { handlers } from '../../cdk/house/bundles.ts';
import { isOfStaff, type OperationId, routeKey, routes } from '../../shared/contracts/api/routes.ts';
import { staffRoles } from '../../shared/core/staff.ts';
import { root } from '../cdk/made-once.ts';
import { temporaryFolder } from '../cdk/temporary-folder.ts';
import { end, standForAws } from '../fixtures/aws-endpoint.ts';
import { services } from '../fixtures/contacts.ts';

// The table of routes says who may ask for what; here each handler itself is asked by everybody.

const service = 'protezione-civile';
const other = 'familyline';

/**
 * Everybody who could ask: without a token, with one of no group, and with each group for all, for us, for another
 * service.
 */
const bearers: Record<string, string | undefined> = {
  nobody: undefined,
  'no group': '[]',
  ...Object.fromEntries(
    Object.values(staffRoles)
      .flatMap((group) => [group, `${group}.${service}`, `${group}.${other}`])
      .map((group) => [group, `[${group}]`]),
  ),
};

/** What stands for AWS: it refuses every call at once, so that whoever was let in gets no further and no test waits. */
const refusing = createServer((_request, response) => {
  response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: 'AccessDeniedException', message: 'not here' }));
});

/** Every variable that a function asks for, by the names in the sources. */
const variables = globSync(['functions/**/*.ts', 'shared/shell/**/*.ts'], { cwd: root }).flatMap((file) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/\benvironment\(([^)]*)\)/g)].flatMap(([, names = '']) =>
    [...names.matchAll(/'([A-Z_]+)'/g)].map(([, name = '']) => name),
  ),
);

beforeAll(async () => {
  const task = temporaryFolder();
  mkdirSync(join(task, 'services'));
  for (const [name, definition] of Object.entries(services))
    writeFileSync(join(task, 'services', `${name}.json`), JSON.stringify(definition));
  Object.assign(process.env, Object.fromEntries(variables.map((name) => [name, 'https://127.0.0.1:9/none'])), {
    LAMBDA_TASK_ROOT: task,
    SERVICE: service,
  });
  await standForAws(refusing);
});
afterAll(() => end(refusing));

/** A request of an operation with the claims that API Gateway hands on. */
function requestFor(operation: OperationId, groups: string | undefined): APIGatewayProxyEventV2 {
  const route = routes[operation];
  const inPath = Object.fromEntries([...route.path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => [name, 'none']));
  return {
    // A function of all services has {service} in its route; one of a single service has the name.
    routeKey: routeKey(route, route.path.startsWith('/desk/') ? service : undefined),
    headers: { 'content-type': 'application/json' },
    pathParameters: { ...inPath, service },
    requestContext: {
      http: { method: route.method },
      authorizer: groups === undefined ? undefined : { jwt: { claims: { sub: 'ada-1', 'cognito:groups': groups } } },
    },
    isBase64Encoded: false,
    body: '{}',
  } as unknown as APIGatewayProxyEventV2;
}

/** The problem that an operation's handler answers one of everybody with, or its status. */
async function answerTo(operation: OperationId, groups: string | undefined): Promise<{ status: number; told: string }> {
  const { handler } = await import(join(root, handlers[routes[operation].by]));
  const { statusCode, body } = await handler(requestFor(operation, groups), {});
  return { status: statusCode, told: String(JSON.parse(body).type ?? '') };
}

const ofStaff = (Object.keys(routes) as OperationId[]).filter((operation) => isOfStaff(routes[operation]));

describe('an operation of staff lets in exactly the groups of the table of routes', () => {
  test.each(ofStaff)('%s', async (operation) => {
    const answers = await Promise.all(
      Object.entries(bearers).map(async ([who, groups]) => ({ who, ...(await answerTo(operation, groups)) })),
    );
    const may = (routes[operation].who as readonly string[]).flatMap((group) => [group, `${group}.${service}`]);

    expect(
      answers
        .filter(({ status }) => status !== 401 && status !== 403)
        .map(({ who }) => who)
        .sort(),
    ).toEqual(may.sort());
    expect(answers.filter(({ told }) => /unknown-(path|service)/.test(told))).toEqual([]);
  });
});
