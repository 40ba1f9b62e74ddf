import * as z from 'zod/mini';

/** The limits that hold in one posture: requests a second, environments, batches in flight, mails a second. */
export const CapacityLimits = z.strictObject({
  intakeRequestsPerSecond: z.int().check(z.minimum(1), z.maximum(10_000)),
  intakeBurst: z.int().check(z.minimum(1), z.maximum(5_000)),
  intakeConcurrency: z.int().check(z.minimum(1), z.maximum(1_000)),
  intakeProvisioned: z.int().check(z.minimum(0), z.maximum(1_000)),
  registrarConcurrency: z.int().check(z.minimum(2), z.maximum(1_000)),
  mailsPerSecond: z.int().check(z.minimum(1), z.maximum(1_000)),
});
export type CapacityLimits = z.infer<typeof CapacityLimits>;
