import type { Properties } from '../template/identity.ts';

/** A token bucket: `take` tells the milliseconds to wait, 0 when the request may pass now. */
export type Bucket = { take(nowMs: number): number };

/** Lets `rate` requests a second pass, and `burst` at once. */
export function bucket(rate: number, burst: number): Bucket {
  let tokens = burst;
  let filledAt: number | undefined;
  return {
    take(nowMs) {
      tokens = Math.min(burst, tokens + ((nowMs - (filledAt ?? nowMs)) * rate) / 1000);
      filledAt = nowMs;
      if (tokens >= 1) {
        tokens -= 1;
        return 0;
      }
      return rate > 0 ? ((1 - tokens) * 1000) / rate : 60_000;
    },
  };
}

/** The throttling of an API's stage: what the template or a call set last. */
export type StageThrottling = {
  /** The bucket that a request to a route takes from; undefined where nothing limits it. */
  bucketOf(routeKey: string): Bucket | undefined;
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
  let shared: Bucket | undefined;
  let defaults: Properties = {};
  const settings: Record<string, Properties> = {};
  const buckets = new Map<string, Bucket | undefined>();
  const bucketFor = (given: Properties) => {
    const rate = given['ThrottlingRateLimit'];
    return lifted || rate === undefined
      ? undefined
      : bucket(Number(rate), Number(given['ThrottlingBurstLimit'] ?? rate));
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
