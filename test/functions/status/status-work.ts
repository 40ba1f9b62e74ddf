import { hmacWith } from '../../../shared/shell/hashing.ts';
import type { Register } from '../../../shared/shell/stores/register.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { memoryLeafRuns, memoryRoots } from '../../fixtures/day-roots.ts';
import { memoryTries } from '../../stores/memory-tries.ts';

/** The secret of the receipts in tests of the citizen's page. */
export const hmac = hmacWith('a secret of the test');

/** What a citizen is answered with, on a register in memory. */
export const statusWork = (register: Register, tries = memoryTries()) => ({
  service: 'protezione-civile',
  definition: protezioneCivile,
  ledgerTable: 'none',
  receiptSecretId: 'none',
  hmac: async () => hmac,
  periods: async () => [],
  register,
  sightingsTable: 'none',
  tries,
  roots: memoryRoots(),
  leafRuns: memoryLeafRuns(),
  attachmentsBucket: 'documents',
});
