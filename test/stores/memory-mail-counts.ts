import type { MailCounts } from '../../functions/citizen-mails/take-allowance.ts';

/** Mails counted in memory, as the table counts them. */
export function memoryMailCounts(): MailCounts {
  const counts = new Map<string, Set<string>>();
  return {
    take: async ({ of, most }, caseDigest) => {
      const cases = counts.get(of) ?? new Set<string>();
      if (!cases.has(caseDigest) && cases.size >= most) return false;
      counts.set(of, cases.add(caseDigest));
      return true;
    },
  };
}
