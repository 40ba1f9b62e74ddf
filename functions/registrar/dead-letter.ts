import { readAccepted } from './reading.ts';

/** Why a message ended among the dead letters: what is wrong with it, or that it is sound and the register did not take it. */
export function reasonOfDeath(body: string, service: string, receives: number): string {
  try {
    readAccepted(body, service);
    return `a sound contact that the register did not take in ${receives} tries; bring it back once the register answers`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The service a dead-letter queue belongs to, read from the queue name's `<service>-contacts-…` or undefined. */
export function serviceOfQueue(queueArn: string, services: readonly string[]): string | undefined {
  const compact = (queueArn.split(':').at(-1) ?? '').toLowerCase().replaceAll('-', '');
  return services.find((service) => compact.includes(service.replaceAll('-', '')));
}
