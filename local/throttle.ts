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
