import type { SafeContact } from '../../contracts/safe-contact.ts';

/** Whether mails may be sent to whoever said these; what any contact of a case rules out is ruled out. */
export const mayMail = (said: readonly (SafeContact | undefined)[]): boolean =>
  !said.some((one) => one === 'no-mail' || one === 'conversation-only');

/** Whether whoever said these may be called. */
export const mayCall = (said: readonly (SafeContact | undefined)[]): boolean =>
  !said.some((one) => one === 'no-phone' || one === 'conversation-only');
