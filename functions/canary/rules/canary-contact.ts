import type { ContactBody } from '../../../shared/contracts/contact.ts';
import type { ServiceDefinition } from '../../../shared/contracts/service.ts';

/**
 * Takes every mail and gives it to nobody; neither the daily quota nor the account's good name feels it, and it works in
 * the sandbox (Amazon SES Developer Guide, "Using the mailbox simulator").
 */
const simulator = 'success@simulator.amazonses.com';

/**
 * What a canary sends to a service: of its first kind that asks for no protocol number, without danger, to an address
 * that nobody reads. Throws Error for a service that has no such kind.
 */
export function canaryContact({ service, kinds }: Pick<ServiceDefinition, 'service' | 'kinds'>): ContactBody {
  const asked = kinds.find(({ formal }) => !formal);
  if (asked === undefined) throw new Error(`every kind of ${service} is formal: no canary can be sent`);
  return {
    kind: asked.kind,
    requester: 'citizen',
    name: 'Canarino',
    email: simulator,
    language: 'it',
    message: `Controllo automatico di ${service}: non serve rispondere.`,
    privacyAccepted: true,
  };
}
