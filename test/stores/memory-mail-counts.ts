import type { MailCounts } from '../../functions/citizen-mails/take-allowance.ts';

/** Mails counted in memory, as the table counts them. */
export function memoryMailCounts(): MailCounts {
  const kept = new Map<string, Set<string>>();
  return {
    take: async ({ of, counts }, caseDigest) => {
      const sets = counts.map(({ name, most }) => {
        const key = `${of} ${name}`;
        const cases = kept.get(key) ?? new Set<string>();
        return { key, cases, hasRoom: cases.has(caseDigest) || cases.size < most };
      });
      if (sets.some(({ hasRoom }) => !hasRoom)) return false;
      for (const { key, cases } of sets) kept.set(key, cases.add(caseDigest));
      return true;
    },
  };
}
