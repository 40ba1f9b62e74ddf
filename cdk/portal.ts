import { CrossStackReferences, Duration, ReferenceStrength, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  LambdaEdgeEventType,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Version } from 'aws-cdk-lib/aws-lambda';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { hostOf } from './api.ts';
import { accessLogBucket, houseBucket } from './house/bucket.ts';
import { waive } from './house/waiver.ts';
import { pageLookup } from './page-lookup.ts';
import type { SignIn } from './staff.ts';

/** A domain of the administration, with the ARN of its certificate in us-east-1; both or none. */
export interface PortalDomain {
  name: string;
  certificateArn: string;
}

export interface PortalProps {
  /** The API of what anyone may ask of all services. */
  http: HttpApi;
  /** The API of what officers declare, decide and leave one another. */
  staffHttp: HttpApi;
  /** Each service with its own API. */
  services: readonly { service: string; http: HttpApi }[];
  /** Folder of the built pages, `dist/portal`. */
  pages: string;
  firewallArn: string;
  /** What the API demands of whoever asks: only requests that came through the firewall have it. */
  originKey: string;
  /** The version of a function in us-east-1 that answers a browser with a page where the API only refuses. */
  refusalPagesArn: string;
  /** Buckets that pages upload attachments to. */
  uploads: readonly Bucket[];
  /** Origins that the console talks to in order to sign staff in. */
  signInOrigins: readonly string[];
  /** Who vouches for staff at this address of the portal. */
  signInAt: (portalUrl: string) => SignIn;
  domain?: PortalDomain;
}

/**
 * What functions of all services answer below a service's path: before the service's own API is asked. `*` stands for
 * any characters (CloudFront, path pattern).
 */
const sharedPaths = [
  // As open pages ask for it: kept where its answer says so.
  { pattern: '/v1/services/*/hours', ofStaff: false, kept: true },
  { pattern: '/v1/services/*/events/*', ofStaff: false, kept: true },
  { pattern: '/v1/services/*/call-outs/*', ofStaff: false },
  { pattern: '/v1/services/*/wakes/*', ofStaff: false },
  { pattern: '/v1/services/*/declarations', ofStaff: true },
  { pattern: '/v1/services/*/proposals', ofStaff: true },
  { pattern: '/v1/services/*/proposals/*', ofStaff: true },
  { pattern: '/v1/services/*/event-pages', ofStaff: true },
  { pattern: '/v1/services/*/event-pages/*', ofStaff: true },
  { pattern: '/v1/services/*/hand-overs', ofStaff: true },
] as const;

/**
 * Errors that CloudFront keeps for ten seconds unless it is told otherwise, whatever the answer says: a page that was
 * asked for before it was published, or what one of the staff may not see, would be everybody's answer for as long
 * (CloudFront, Control how long CloudFront caches errors).
 */
const keptErrors = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];

/** Where the console finds out who vouches for staff. */
export const consoleSettings = 'console/settings.json';

/**
 * The citizen pages, the console and, under /v1/, the API: one address, one firewall, no cookies, nothing from
 * elsewhere.
 */
export class Portal extends Construct {
  /** Address of the pages, without a slash at the end. */
  readonly url: string;
  /** Where the pages lie; cdk/pages-stack.ts brings them. */
  readonly pages: Bucket;
  readonly distribution: Distribution;
  /** Who vouches for staff. */
  readonly signIn: SignIn;

  constructor(scope: Construct, id: string, props: PortalProps) {
    super(scope, id);
    const { pages, firewallArn, uploads, signInOrigins, signInAt, domain } = props;
    const lookup = pageLookup(pages, [consoleSettings]);

    const bucket = houseBucket(this, 'Pages', {
      accessLog: { bucket: accessLogBucket(this, 'AccessLog'), prefix: 'portal/' },
      lifecycle: [{ id: 'replaced', noncurrentVersionExpiration: Duration.days(30) }],
    });
    this.pages = bucket;
    const headers = securityHeaders(this, uploads, signInOrigins);
    const shared = {
      responseHeadersPolicy: headers,
      compress: true,
    } satisfies Partial<BehaviorOptions>;
    const distribution = new Distribution(this, 'Distribution', {
      comment: 'Sportello: citizen pages and API',
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      webAclId: firewallArn,
      errorResponses: keptErrors.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      ...(domain && {
        domainNames: [domain.name],
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
        certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
      }),
      defaultBehavior: {
        ...shared,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        origin: S3BucketOrigin.withOriginAccessControl(bucket as IBucket),
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        functionAssociations: [
          {
            eventType: FunctionEventType.VIEWER_REQUEST,
            function: new EdgeFunction(this, 'PageLookup', {
              code: FunctionCode.fromInline(lookup),
              runtime: FunctionRuntime.JS_2_0,
              comment: 'Finds the page of an address, or says that there is none',
            }),
          },
        ],
      },
      additionalBehaviors: this.ways(shared, props),
    });
    // A domain of the administration's own may come later: then this name is no longer asked for.
    CrossStackReferences.of(distribution).produce(ReferenceStrength.WEAK);
    this.distribution = distribution;
    this.url = `https://${domain?.name ?? distribution.distributionDomainName}`;
    waive(
      distribution,
      'CFR1',
      'Citizens abroad, tourists and their families ask too: a public service is not closed by country.',
    );
    waive(
      distribution,
      'CFR3',
      'CloudFront delivers no standard logs to buckets in eu-south-1, and its logs would hold addresses and receipt codes; the API logs each request without them.',
    );
    if (!domain)
      waive(
        distribution,
        'CFR4',
        'Without sportello:domain it is reached by its cloudfront.net name, whose certificate and TLS policy AWS sets.',
      );

    this.signIn = signInAt(this.url);
  }

  /**
   * The way to each API by its paths: a distribution takes 75 of them (CloudFront quotas), and the first that matches
   * counts. What is answered for all services comes first, then each service, then what is nobody's.
   */
  private ways(shared: Partial<BehaviorOptions>, props: PortalProps): Record<string, BehaviorOptions> {
    const { http, staffHttp, services, originKey, refusalPagesArn } = props;
    const to = (api: HttpApi): BehaviorOptions => ({
      ...shared,
      // A redirect would make a form that was sent in the clear look sent.
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      origin: new HttpOrigin(hostOf(api), {
        // CloudFront overwrites what a viewer sends under this name.
        customHeaders: { 'X-Origin-Key': originKey },
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        originSslProtocols: [OriginSslPolicy.TLS_V1_2],
        // API Gateway gives up after 30 s; CloudFront must not give up first.
        readTimeout: Duration.seconds(31),
      }),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    });
    const [toAll, toStaff] = [to(http), to(staffHttp)];
    const edgeLambdas = [
      {
        eventType: LambdaEdgeEventType.ORIGIN_RESPONSE,
        functionVersion: Version.fromVersionArn(this, 'RefusalPages', refusalPagesArn),
      },
    ];
    const [answers, kept] = [answersPolicy(this), publicStatePolicy(this)];
    const ofAll = sharedPaths.map((one) => {
      const way = one.ofStaff ? toStaff : toAll;
      return [one.pattern, 'kept' in one ? { ...way, cachePolicy: kept } : way];
    });
    const ofEach = services.flatMap(({ service, http: own }) => {
      const toService = to(own);
      return [
        // What citizens send and follow. Its refusals are read by people, so here they are pages.
        [`/v1/services/${service}/contact*`, { ...toService, edgeLambdas }],
        // Reports, for staff.
        [`/v1/services/${service}/declarations/*`, toService],
        [`/v1/services/${service}/voice-menu`, { ...toService, cachePolicy: kept }],
        // What anybody may read is kept for seconds where its answer says so, so that a crowd does not reach the
        // function; whatever does not say so is no-store (shared/shell/http/answering.ts).
        [`/v1/services/${service}/*`, { ...toService, cachePolicy: answers }],
        [`/v1/desk/${service}/*`, toService],
      ];
    });
    // The services and the state of each, which every open page asks for.
    return Object.fromEntries([...ofAll, ...ofEach, ['/v1/*', { ...toAll, cachePolicy: kept }]]);
  }
}

/**
 * Keeps an answer as long as it says itself, thirty seconds at most, by all that an address may ask for, its language,
 * and whether a page is wanted. Without a word of its own it is not kept.
 */
function answersPolicy(scope: Construct): CachePolicy {
  return new CachePolicy(scope, 'AnswersCache', {
    comment: 'Sportello: pages of answers, for seconds',
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(0),
    maxTtl: Duration.seconds(30),
    queryStringBehavior: CacheQueryStringBehavior.allowList(
      'language',
      'q',
      'theme',
      'place',
      'municipality',
      'format',
      'month',
      'kind',
    ),
    headerBehavior: CacheHeaderBehavior.allowList('Accept', 'Accept-Language'),
    cookieBehavior: CacheCookieBehavior.none(),
    enableAcceptEncodingBrotli: true,
    enableAcceptEncodingGzip: true,
  });
}

/**
 * What the API itself calls public is kept as long as it says, and no answer that says nothing. A page and data of one
 * address differ by `Accept`; pages say `no-store`, because they differ by language too.
 */
function publicStatePolicy(scope: Construct): CachePolicy {
  return new CachePolicy(scope, 'PublicState', {
    comment: 'State and hours of services, for as long as the API says',
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(0),
    maxTtl: Duration.seconds(5),
    headerBehavior: CacheHeaderBehavior.allowList('Accept'),
    queryStringBehavior: CacheQueryStringBehavior.all(),
    enableAcceptEncodingGzip: true,
    enableAcceptEncodingBrotli: true,
  });
}

/** What every answer tells the browser: nothing from elsewhere but documents, no sniffing, only TLS for two years. */
function securityHeaders(scope: Construct, uploads: readonly Bucket[], signInOrigins: readonly string[]) {
  const buckets = uploads.map((bucket) => `https://${bucket.bucketRegionalDomainName}`).join(' ');
  const shown = `https://*.s3.${Stack.of(scope).region}.amazonaws.com`;
  const contentSecurityPolicy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // Documents are shown beside a case from their own origin: pictures, and frames in which nothing of ours is reached.
    // By the region's buckets, not by each: named three times over, those of twelve services fill more than CloudFront
    // takes of a header.
    `img-src 'self' data: ${shown}`,
    `frame-src ${shown}`,
    "font-src 'self'",
    "manifest-src 'self'",
    ['connect-src', "'self'", buckets, ...signInOrigins].join(' '),
    // Files go to the buckets by script alone.
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    'upgrade-insecure-requests',
  ].join('; ');
  return new ResponseHeadersPolicy(scope, 'SecurityHeaders', {
    comment: 'Nothing from elsewhere, no frames, TLS only',
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy, override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(730),
        includeSubdomains: true,
        override: true,
      },
    },
    customHeadersBehavior: {
      customHeaders: [
        {
          header: 'Permissions-Policy',
          value: 'camera=(), microphone=(), payment=(), usb=(), geolocation=(self)',
          override: true,
        },
        { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
      ],
    },
  });
}
