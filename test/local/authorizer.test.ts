import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type JWTPayload, SignJWT } from 'jose';
import { type Authorizer, jwtAuthorizer } from '../../local/gateway/authorizer.ts';
import type { Resource } from '../../local/template/template.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const published = {
  keys: [
    { ...rsa.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' },
    { ...curve.publicKey.export({ format: 'jwk' }), kid: 'two', alg: 'ES256', use: 'sig' },
  ],
};
const publicIssuer = 'https://cognito-idp.eu-south-1.amazonaws.com/pool';
const now = () => Math.floor(Date.now() / 1000);

let server: Server;
let issuer: string;
let authorize: Authorizer;

const resource = (change: object = {}) =>
  ({
    properties: {
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Issuer: publicIssuer, Audience: ['console'] },
      ...change,
    },
  }) as unknown as Resource;
const made = (at: string) => jwtAuthorizer(resource(), (value) => value.replaceAll(publicIssuer, at)) as Authorizer;

const token = (claims: JWTPayload = {}, header: { alg: string; kid: string } = { alg: 'RS256', kid: 'one' }) =>
  new SignJWT({ iss: issuer, aud: 'console', sub: 'anna', iat: now(), exp: now() + 60, ...claims })
    .setProtectedHeader(header)
    .sign(header.alg === 'ES256' ? curve.privateKey : rsa.privateKey);

beforeAll(async () => {
  server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/keys' ? published : { issuer, jwks_uri: `${issuer}/keys` }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  authorize = made(issuer);
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

describe('a token that is as it must be', () => {
  test('is let through with its claims as API Gateway writes them', async () => {
    const judged = await authorize(
      `Bearer ${await token({ 'cognito:groups': ['duty-officer', 'operator'], verified: true })}`,
    );
    expect(judged).toMatchObject({
      claims: { sub: 'anna', aud: 'console', 'cognito:groups': '[duty-officer operator]', verified: 'true' },
    });
  });

  test.each(['', 'bearer ', 'Bearer  '])('may come after %j', async (before) => {
    expect(await authorize(`${before}${await token()}`)).toHaveProperty('claims');
  });

  test('may name the console among others, or as client_id where there is no audience', async () => {
    expect(await authorize(await token({ aud: ['elsewhere', 'console'] }))).toHaveProperty('claims');
    const withoutAudience = new SignJWT({ client_id: 'console', iss: issuer, exp: now() + 60 });
    const signed = await withoutAudience.setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(rsa.privateKey);
    expect(await authorize(signed)).toHaveProperty('claims');
  });
});

describe('a token is refused', () => {
  const cases: [string, () => Promise<string | undefined>, RegExp][] = [
    ['when there is none', async () => undefined, /no token/],
    ['when it is empty', async () => 'Bearer ', /no token/],
    ['when it cannot be read', async () => 'Bearer a.b.c', /cannot be read/],
    ['after its end', () => token({ exp: now() - 1 }), /expired/],
    ['without an end', () => token({ exp: undefined as never }), /exp/],
    ['before its beginning', () => token({ nbf: now() + 60 }), /nbf/],
    ['when it was issued in the future', () => token({ iat: now() + 60 }), /future/],
    ['of another issuer', () => token({ iss: 'https://elsewhere.example' }), /iss/],
    ['for another audience', () => token({ aud: 'elsewhere' }), /audience/],
    [
      'for another audience, whatever its client_id',
      () => token({ aud: 'elsewhere', client_id: 'console' }),
      /audience/,
    ],
    ['with a key that the issuer does not publish', () => token({}, { alg: 'RS256', kid: 'three' }), /kid/],
    [
      'with a signature that API Gateway does not know',
      () => token({}, { alg: 'ES256', kid: 'two' }),
      /cannot be read/,
    ],
  ];
  test.each(cases)('%s', async (_when, make, reason) => {
    const judged = await authorize(await make());
    expect(judged).toMatchObject({
      refused: expect.stringMatching(reason),
      challenge: expect.stringMatching(/^Bearer/),
    });
  });

  test('while the issuer does not answer', async () => {
    const later = made('http://127.0.0.1:9');
    expect(await later(await token())).toMatchObject({ refused: expect.stringMatching(/discovery/) });
  });
});

test('an authorizer that is no JWT authorizer, or looks elsewhere for its token, is not honoured', () => {
  expect(jwtAuthorizer(undefined, String)).toBeUndefined();
  expect(jwtAuthorizer(resource({ AuthorizerType: 'REQUEST' }), String)).toBeUndefined();
  expect(jwtAuthorizer(resource({ IdentitySource: ['$request.querystring.token'] }), String)).toBeUndefined();
});
