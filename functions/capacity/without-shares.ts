import type { ControlPlane, Wanted } from './follow-plan.ts';

/**
 * A control plane that leaves the environments of these services alone, as a trial account does that has too few to
 * share: what is wanted of them passes for what they have, and all other limits follow.
 */
export function withoutShares(
  plane: ControlPlane,
  wanted: readonly Wanted[],
  shareless: readonly string[],
): ControlPlane {
  return {
    ...plane,
    async read(service) {
      const actual = await plane.read(service);
      const limits = wanted.find((one) => one.service === service)?.limits;
      if (limits === undefined || !shareless.includes(service)) return actual;
      const { intakeConcurrency, intakeProvisioned } = limits;
      return { ...actual, intakeConcurrency, intakeProvisioned };
    },
  };
}
