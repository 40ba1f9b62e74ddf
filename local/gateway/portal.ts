import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { createContext, Script } from 'node:vm';
import type { Properties } from '../template/identity.ts';
import type { Application, Resource } from '../template/template.ts';
import { type CacheRules, cacheRulesOf } from './edge-cache.ts';
import { type OnRefusal, onRefusalOf } from './edge-function.ts';

/** How one part of the distribution answers. */
export type Behavior = {
  /** Path pattern of CloudFront; undefined for the default. */
  pattern: RegExp | undefined;
  toApi: boolean;
  /** Host name of the API that it hands on to; undefined where that is said by whom was asked. */
  apiHost: string | undefined;
  methods: string[];
  /** Headers that the distribution adds, names in lower case. */
  headers: [string, string][];
  /** Headers that the distribution sets on what it hands on, names in lower case. */
  originHeaders: [string, string][];
  /** Rewrites the path of a request before it is looked up; identity without a function. */
  rewrite: (method: string, path: string, query: string) => Rewritten;
  /** What becomes of a refusal of the API itself; undefined where it is handed on as it is. */
  onRefusal?: OnRefusal | undefined;
  /** How long answers of the API are kept; undefined where none is. */
  cache?: CacheRules | undefined;
  /** The bucket of its files; undefined for the API. */
  bucket: string | undefined;
  /** Where its files lie, the last one first to be asked; empty for the API. */
  sources: Source[];
};

/** A folder that a deployment copies, and what it writes in place of the markers in its files. */
type Source = { folder: string; markers: [string, string][] };

/** How the API answers whoever asks at its own address: nothing is added on the way. */
export const withoutPortal: Behavior = {
  pattern: undefined,
  toApi: true,
  apiHost: undefined,
  methods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'],
  headers: [],
  originHeaders: [],
  rewrite: (_method, path) => ({ path }),
  bucket: undefined,
  sources: [],
};

type Rewritten = { path: string } | { status: number; headers: [string, string][]; body: string };

/** The distribution of the templates, or API only when there is none. */
export type Portal = {
  behavior(path: string): Behavior;
  /** Answers a request for a page. */
  serve(
    behavior: Behavior,
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: string,
  ): void | Promise<void>;
};

/** A page that a function wrote over one that was deployed, with the MD5 of what it was made of; undefined for none. */
export type WrittenPage = (bucket: string, path: string) => Promise<{ body: Buffer; built: string } | undefined>;

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
  '.pdf': 'application/pdf',
  '.webmanifest': 'application/manifest+json',
  '.map': 'application/json',
};

/** Content type of a file by its ending. */
export function contentTypeOf(file: string): string {
  return contentTypes[extname(file).toLowerCase()] ?? 'application/octet-stream';
}

/**
 * Reads the first distribution of the templates; `localize` turns public addresses into those of this machine. One long
 * function: what serves shares the behaviours, the error pages and the files that were read.
 */
export function readPortal(
  application: Application,
  localize: (value: string) => string,
  log: (line: string) => void,
  writtenPage: WrittenPage = async () => undefined,
): Portal {
  const distribution = application.ofType('AWS::CloudFront::Distribution')[0];
  const config: Properties = distribution?.properties['DistributionConfig'] ?? {};
  const read = (raw: Properties, pattern: string | undefined): Behavior => {
    const origin = (config['Origins'] ?? []).find((entry: Properties) => entry['Id'] === raw['TargetOriginId']) ?? {};
    const bucket = application
      .ofType('AWS::S3::Bucket')
      .find((entry) =>
        [entry.attribute('RegionalDomainName'), entry.attribute('DomainName')].includes(origin['DomainName']),
      );
    return {
      pattern: pattern === undefined ? undefined : pathPattern(pattern),
      toApi: bucket === undefined,
      apiHost: bucket === undefined ? String(origin['DomainName']) : undefined,
      methods: raw['AllowedMethods'] ?? ['GET', 'HEAD'],
      headers: headersOf(application.find(raw['ResponseHeadersPolicyId'] ?? ''), localize),
      originHeaders: (origin['OriginCustomHeaders'] ?? []).map((entry: Properties): [string, string] => [
        String(entry['HeaderName']).toLowerCase(),
        localize(String(entry['HeaderValue'])),
      ]),
      rewrite: rewriteOf(application, raw['FunctionAssociations'] ?? [], log),
      onRefusal: onRefusalOf(application, raw['LambdaFunctionAssociations'] ?? [], log),
      cache: cacheRulesOf(application.find(String(raw['CachePolicyId'] ?? ''))?.properties),
      bucket: bucket?.name,
      sources: bucket ? pagesOf(application, bucket, localize) : [],
    };
  };
  const behaviors: Behavior[] = distribution
    ? [
        ...(config['CacheBehaviors'] ?? []).map((entry: Properties) => read(entry, entry['PathPattern'])),
        read(config['DefaultCacheBehavior'] ?? {}, undefined),
      ]
    : [withoutPortal];
  const rootObject = String(config['DefaultRootObject'] ?? 'index.html');
  const errors: Properties[] = config['CustomErrorResponses'] ?? [];
  const files = new Map<string, { body: Buffer; etag: string; readAt: number }>();

  const fileOf = ({ folder, markers }: Source, path: string) => {
    const place = join(folder, normalize(`/${path}`));
    if (!place.startsWith(folder) || !existsSync(place)) return undefined;
    const state = statSync(place);
    if (!state.isFile()) return undefined;
    const kept = files.get(place);
    if (kept?.readAt === state.mtimeMs) return kept;
    const body = filled(readFileSync(place), markers);
    const fresh = { body, etag: `"${createHash('md5').update(body).digest('hex')}"`, readAt: state.mtimeMs };
    files.set(place, fresh);
    return fresh;
  };
  const file = (sources: Source[], path: string) => {
    for (const source of sources.toReversed()) {
      const found = fileOf(source, path);
      if (found) return found;
    }
    return undefined;
  };

  return {
    behavior: (path) => behaviors.find((entry) => entry.pattern?.test(path)) ?? (behaviors.at(-1) as Behavior),
    async serve(behavior, request, response, path, query) {
      for (const [name, value] of behavior.headers) response.setHeader(name, value);
      const method = request.method ?? 'GET';
      if (!behavior.methods.includes(method) || behavior.sources.length === 0) {
        return refuse(response, 403, `This place answers ${behavior.methods.join(', ')} only.`);
      }
      const rewritten = behavior.rewrite(method, path === '/' ? `/${rootObject}` : path, query);
      if ('status' in rewritten) {
        response.statusCode = rewritten.status;
        for (const [name, value] of rewritten.headers) response.setHeader(name, value);
        response.end(method === 'HEAD' ? undefined : rewritten.body);
        return;
      }
      let wanted: string;
      try {
        wanted = decodeURIComponent(rewritten.path);
      } catch {
        return refuse(response, 400, 'The address is not readable: a % is not followed by two hexadecimal digits.');
      }
      if (wanted.includes('\0') || wanted.split('/').includes('..'))
        return refuse(response, 400, 'The address may not climb with "..".');
      let found = file(behavior.sources, wanted);
      let shown = wanted;
      let status = 200;
      if (!found) {
        // S3 says 403 for what is missing when nobody may list the bucket.
        const custom =
          errors.find((entry) => entry['ErrorCode'] === 403) ?? errors.find((entry) => entry['ErrorCode'] === 404);
        status = Number(custom?.['ResponseCode'] ?? 403);
        shown = String(custom?.['ResponsePagePath'] ?? '');
        found = shown ? file(behavior.sources, shown) : undefined;
        if (!found) return refuse(response, status, 'There is no such page.');
      }
      if (shown.endsWith('.html') && behavior.bucket !== undefined) {
        const page = await writtenPage(behavior.bucket, shown);
        // One that was made of another build is older than what was deployed here since.
        if (page && `"${page.built}"` === found.etag)
          found = { ...found, body: page.body, etag: `"${createHash('md5').update(page.body).digest('hex')}"` };
      }
      response.setHeader('content-type', contentTypeOf(shown));
      response.setHeader('etag', found.etag);
      response.setHeader('cache-control', 'no-cache');
      if (status === 200 && request.headers['if-none-match'] === found.etag) {
        response.statusCode = 304;
        response.end();
        return;
      }
      response.statusCode = status;
      response.setHeader('content-length', found.body.length);
      response.end(method === 'HEAD' ? undefined : found.body);
    },
  };
}

/** What CloudFront refuses by itself it refuses with a small page. */
function refuse(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(`<!doctype html>\n<html lang="en">\n<title>${status}</title>\n<p>${text}</p>\n</html>\n`);
}

/** The folders that BucketDeployments copy into the bucket, each once. */
function pagesOf(application: Application, bucket: Resource, localize: (value: string) => string): Source[] {
  const copied = new Map<string, Source>();
  for (const { properties } of application.ofType('Custom::CDKBucketDeployment')) {
    const { DestinationBucketName, SourceObjectKeys, SourceMarkers, SourceMarkersConfig }: Properties = properties;
    if (DestinationBucketName !== bucket.name) continue;
    for (const [place, key] of (SourceObjectKeys ?? []).entries()) {
      const folder = application.asset(String(key));
      if (!folder) continue;
      const inJson = SourceMarkersConfig?.[place]?.jsonEscape === true;
      const written = (value: string) => (inJson ? JSON.stringify(value).slice(1, -1) : value);
      const markers = Object.entries<unknown>(SourceMarkers?.[place] ?? {}).map(([marker, value]): [string, string] => [
        marker,
        written(localize(String(value))),
      ]);
      copied.set(folder, { folder: normalize(folder), markers });
    }
  }
  return [...copied.values()];
}

function filled(body: Buffer, markers: [string, string][]): Buffer {
  if (markers.length === 0) return body;
  return Buffer.from(markers.reduce((text, [marker, value]) => text.replaceAll(marker, value), body.toString()));
}

function pathPattern(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source.startsWith('/') ? source : `/${source}`}$`);
}

/** Headers of a response headers policy; what only makes sense with TLS is left out on 127.0.0.1. */
function headersOf(policy: Resource | undefined, localize: (value: string) => string): [string, string][] {
  const config: Properties = policy?.properties['ResponseHeadersPolicyConfig'] ?? {};
  const security: Properties = config['SecurityHeadersConfig'] ?? {};
  const headers: [string, string][] = [];
  const csp = security['ContentSecurityPolicy']?.ContentSecurityPolicy;
  if (csp) headers.push(['content-security-policy', localize(csp).replace(/;?\s*upgrade-insecure-requests/, '')]);
  if (security['ContentTypeOptions']) headers.push(['x-content-type-options', 'nosniff']);
  if (security['FrameOptions']) headers.push(['x-frame-options', security['FrameOptions'].FrameOption]);
  if (security['ReferrerPolicy']) headers.push(['referrer-policy', security['ReferrerPolicy'].ReferrerPolicy]);
  for (const { Header, Value } of config['CustomHeadersConfig']?.Items ?? [])
    headers.push([String(Header).toLowerCase(), Value]);
  return headers;
}

/** The viewer-request function of a behavior, run as CloudFront runs it, without network or modules. */
function rewriteOf(
  application: Application,
  associations: Properties[],
  log: (line: string) => void,
): Behavior['rewrite'] {
  const association = associations.find((entry) => entry['EventType'] === 'viewer-request');
  const code = application.find(association?.['FunctionARN'] ?? '')?.properties['FunctionCode'];
  if (typeof code !== 'string') return (_method, path) => ({ path });
  const script = new Script(`${code}\n;handler(event)`);
  return (method, path, query) => {
    try {
      const event = {
        version: '1.0',
        context: { eventType: 'viewer-request' },
        viewer: { ip: '127.0.0.1' },
        request: { method, uri: path, querystring: {}, headers: {}, cookies: {} },
      };
      // The function is the template's own; the bound is for one without end, and wide for a machine that is busy.
      const result = script.runInContext(createContext({ event }), { timeout: 5000 });
      if (typeof result?.statusCode === 'number') {
        const headers = Object.entries<Properties>(result.headers ?? {}).map(([name, entry]): [string, string] => [
          name,
          String(entry['value']),
        ]);
        const { body } = result;
        return { status: result.statusCode, headers, body: String(body?.data ?? body ?? '') };
      }
      return { path: String(result?.uri ?? path) };
    } catch (problem) {
      log(`the portal's function failed on ${path}${query ? '?…' : ''}: ${problem}`);
      return { path };
    }
  };
}
