import type { Properties } from '../template/identity.ts';

/** A token bucket: `take` tells the milliseconds to wait, 0 when the request may pass now. */
export type Bucket = {
  /** With `left`, only while that many more may pass. */
  take(nowMs: number, left?: number): number;
};

/** Lets `rate` requests a second pass, and `burst` at once. */
export function bucket(rate: number, burst: number): Bucket {
  let tokens = burst;
  let filledAt: number | undefined;
  return {
    take(nowMs, left = 0) {
      tokens = Math.min(burst, tokens + ((nowMs - (filledAt ?? nowMs)) * rate) / 1000);
      filledAt = nowMs;
      if (tokens >= 1 + left) {
        tokens -= 1;
        return 0;
      }
      return rate > 0 ? ((1 + left - tokens) * 1000) / rate : 60_000;
    },
  };
}

/** A bucket of many senders: `take` as a bucket's, for one sender's address. */
export type SharedBucket = { take(nowMs: number, address: string): number };

/** One part in ten of a shared bucket is kept for senders who ask seldom. */
const reserved = 10;
/** Senders whose asking is remembered. */
const remembered = 10_000;

/**
 * A bucket of which no sender can take the last tenth by asking often: that is for addresses that ask no more than a
 * tenth of the rate. All together never get more than `rate` a second and `burst` at once. It stands for the
 * firewall's limits by address, which one machine has not.
 */
export function sharedBucket(rate: number, burst: number): SharedBucket {
  const reserve = Math.floor(burst / reserved);
  const seldom = new Map<string, Bucket>();
  const seldomOf = (address: string): Bucket => {
    const own = seldom.get(address) ?? bucket(rate / reserved, Math.max(1, reserve));
    seldom.delete(address);
    seldom.set(address, own);
    const [oldest] = seldom.keys();
    if (seldom.size > remembered && oldest !== undefined) seldom.delete(oldest);
    return own;
  };
  const above = bucket(rate, burst);
  return {
    take(nowMs, address) {
      const isSeldom = seldomOf(address).take(nowMs) === 0;
      return above.take(nowMs, isSeldom ? 0 : reserve);
    },
  };
}

/** The throttling of an API's stage: what the template or a call set last. */
export type StageThrottling = {
  /** The bucket that a request to a route takes from; undefined where nothing limits it. */
  bucketOf(routeKey: string): SharedBucket | undefined;
  /** `DefaultRouteSettings` and `RouteSettings` as the template and GetStage write them. */
  read(): { DefaultRouteSettings: Properties; RouteSettings: Record<string, Properties> };
  /** Sets the defaults, and the settings of the routes named; all other routes keep theirs. */
  update(changed: { DefaultRouteSettings?: Properties; RouteSettings?: Record<string, Properties> }): void;
};

/** Throttling as a template's stage says; `lifted` lets everything pass and keeps the settings all the same. */
export function stageThrottling(
  template: { DefaultRouteSettings?: Properties; RouteSettings?: Record<string, Properties> },
  lifted: boolean,
): StageThrottling {
  let shared: SharedBucket | undefined;
  let defaults: Properties = {};
  const settings: Record<string, Properties> = {};
  const buckets = new Map<string, SharedBucket | undefined>();
  const bucketFor = (given: Properties) => {
    const rate = given['ThrottlingRateLimit'];
    return lifted || rate === undefined
      ? undefined
      : sharedBucket(Number(rate), Number(given['ThrottlingBurstLimit'] ?? rate));
  };
  const throttling: StageThrottling = {
    bucketOf: (key) => (settings[key]?.['ThrottlingRateLimit'] === undefined ? shared : buckets.get(key)),
    read: () => structuredClone({ DefaultRouteSettings: defaults, RouteSettings: settings }),
    update({ DefaultRouteSettings, RouteSettings = {} }) {
      if (DefaultRouteSettings) {
        defaults = { ...DefaultRouteSettings };
        shared = bucketFor(defaults);
      }
      for (const [key, given] of Object.entries(RouteSettings)) {
        settings[key] = { ...given };
        buckets.set(key, bucketFor(given));
      }
    },
  };
  throttling.update(template);
  return throttling;
}
