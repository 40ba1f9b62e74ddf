import type { PublicContribution } from '../../shared/contracts/contribution.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { goesAt } from '../../shared/core/contributions/contribution.ts';
import { environment } from '../../shared/shell/environment.ts';
import { dynamodbContributions } from '../../shared/shell/stores/contributions.ts';

// Called by on-consents-due: the digest leads to the ideas of its month.

/** Published stories and ideas that are looked through for what was taken up in a month. */
const looked = 1_000;

/** Reads the newest published stories and ideas of a service, a thousand at most; none of one that takes none. */
export function publishedContributions({
  service,
  contributions,
}: PreparedService): () => Promise<readonly PublicContribution[]> {
  if (contributions === undefined) return async () => [];
  const { CONTRIBUTIONS_TABLE: tableName } = environment('CONTRIBUTIONS_TABLE');
  const given = dynamodbContributions({ tableName, service, goesAt: (one) => goesAt(one, contributions) });
  return () => given.published(looked);
}
