/** What a test file imports as `@jest/globals` where it is asked without jest: jest's own runner and expectations. */
// biome-ignore lint/performance/noBarrelFile: it stands in for a package, under whose names tests know these.
export { expect } from 'expect';
export { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } from 'jest-circus';

const withJest = (): never => {
  throw new Error('spies need jest itself');
};

/** The parts of `jest` that files of tests name while they are read; a file that needs more is asked by jest. */
export const jest = { setTimeout: (): void => {}, spyOn: withJest, restoreAllMocks: (): void => {} };
