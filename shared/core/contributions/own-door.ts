import type { ContributionKind } from '../../contracts/contribution.ts';
import type { ServiceDefinition } from '../../contracts/service.ts';

/**
 * Whether what citizens send of a kind is given by a form of its own, so that others may read it: the contact form does
 * not offer it. At the desk it stays a kind, for what is told by phone or on paper, and for words of danger.
 */
export const hasOwnDoor = (
  { contributions }: Pick<ServiceDefinition, 'contributions'>,
  kind: string,
): kind is ContributionKind => contributions?.kinds.some((own) => own === kind) ?? false;
