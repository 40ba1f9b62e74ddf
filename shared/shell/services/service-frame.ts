import type { PreparedService } from '../../contracts/service.ts';
import type { Hmac } from '../../core/cases/receipt-code.ts';
import type { HoursPeriod } from '../../core/hours/calendar.ts';
import { environment } from '../environment.ts';
import { hmacOf, readSecret } from '../secrets.ts';
import { declaredPeriods } from './declared.ts';
import { readService } from './services.ts';

/** What the functions of one service have in common: what it is, and what its codes and its promises go by. */
export type ServiceFrame = {
  service: string;
  definition: PreparedService;
  ledgerTable: string;
  receiptSecretId: string;
  /** The keyed hash that codes and names of persons are made with. */
  hmac(): Promise<Hmac>;
  /** What declarations make of the service's hours, as known at an instant. */
  periods(at: Date): Promise<readonly HoursPeriod[]>;
};

/**
 * The frame of the service that the environment names (SERVICE, LEDGER_TABLE, RECEIPT_SECRET_ID). The secret is asked
 * for while the container starts, so that the first request does not wait for it; a failure is asked again at the first
 * use.
 */
export function serviceFrame(): ServiceFrame {
  const env = environment('SERVICE', 'LEDGER_TABLE', 'RECEIPT_SECRET_ID');
  readSecret(env.RECEIPT_SECRET_ID).catch(() => undefined);
  return {
    service: env.SERVICE,
    definition: readService(env.SERVICE),
    ledgerTable: env.LEDGER_TABLE,
    receiptSecretId: env.RECEIPT_SECRET_ID,
    hmac: () => hmacOf(env.RECEIPT_SECRET_ID),
    periods: (at) => declaredPeriods(env.LEDGER_TABLE, env.SERVICE, at.toISOString()),
  };
}
