import { ContributionBody } from '../../../shared/contracts/contribution.ts';
import type { ContributionRules } from '../../../shared/core/contributions/contribution.ts';
import { withConsent } from '../../../shared/core/form-consent.ts';
import type { Issue } from '../../../shared/texts/mend.ts';

/** A form's fields as the members of a contribution: its own key and the button are none, the consent gets its type. */
export function contributionOfForm(form: Record<string, unknown>): Record<string, unknown> {
  const { step: _button, submission: _key, ...members } = form;
  return withConsent(members);
}

/** Reads a contribution to one service: it, or every issue that keeps it from being one. */
export function readContribution(
  content: unknown,
  { kinds }: ContributionRules,
): { contribution: ContributionBody } | { issues: Issue[] } {
  const parsed = ContributionBody.safeParse(content);
  const issues: Issue[] = parsed.success ? [] : (parsed.error.issues as Issue[]);
  const given = (typeof content === 'object' && content !== null ? content : {}) as Record<string, unknown>;
  // The second fact beside the code: without one its author could not withdraw it.
  if (given['email'] === undefined && given['phone'] === undefined) issues.push({ code: 'custom', path: ['email'] });
  if (!parsed.success) return { issues };
  const { kind, consents, firstName } = parsed.data;
  if (!kinds.includes(kind)) issues.push({ code: 'custom', path: ['kind'] });
  if (consents?.name === 'yes' && firstName === undefined) issues.push({ code: 'custom', path: ['firstName'] });
  return issues.length > 0 ? { issues } : { contribution: parsed.data };
}
