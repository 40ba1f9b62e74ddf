import type { HeldMail } from '../../../shared/contracts/held-mail.ts';
import type { Translated } from '../../../shared/contracts/text.ts';
import type { LifeFirstRules } from '../../../shared/core/danger/danger.ts';
import { present } from '../../../shared/core/present.ts';
import { dangerInMail } from './heard-in-mail.ts';
import type { OpenedMail } from './open-mail.ts';

/**
 * A mail as staff see it who decide on it; `id` are 32 hex digits that its key gives, so that the same mail is held
 * once.
 */
export function heldItem(input: {
  service: string;
  id: string;
  because: HeldMail['because'];
  /** ISO instant. */
  arrivedAt: string;
  original: string;
  bytes: number;
  opened: OpenedMail | undefined;
  code: string | undefined;
  rules: LifeFirstRules;
  /** What the service itself says of danger in each receipt. */
  statement: Translated;
}): HeldMail {
  const { service, id, because, arrivedAt, original, bytes, opened, code, rules, statement } = input;
  const from = opened?.mail.from?.address;
  const subject = opened?.mail.subject;
  const receipt = opened?.certified?.receipt;
  return {
    mail: `${new Date(arrivedAt).toISOString()}_${id}`,
    service,
    because,
    arrivedAt,
    ...present({ from }),
    ...(subject ? { subject } : {}),
    ...present({ code, receipt }),
    urgent: opened !== undefined && dangerInMail(opened, rules, code !== undefined, statement).level === 'lane',
    files: opened?.files.length ?? 0,
    bytes,
    original: original.slice(0, 200),
  };
}
