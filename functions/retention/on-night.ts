import type { Context } from 'aws-lambda';
import { daysAsideOf } from '../../shared/contracts/service.ts';
import { deskRulesOf } from '../../shared/core/cases/desk-rules.ts';
import { environment } from '../../shared/shell/environment.ts';
import { logLine } from '../../shared/shell/log.ts';
import { readService } from '../../shared/shell/services/services.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { leftBehindIn } from '../../shared/shell/stores/left-behind.ts';
import { clearNight } from './clear-night.ts';

const env = environment(
  'SERVICE',
  'REGISTER_TABLE',
  'ATTACHMENTS_BUCKET',
  'MAIL_BUCKET',
  'SCANS_BUCKET',
  'HELD_TABLE',
  'DRAFTS_TABLE',
  'DEAD_LETTERS_TABLE',
);
const definition = readService(env.SERVICE);
const { service } = definition;
const register = dynamodbRegister(env.REGISTER_TABLE);

/** Milliseconds kept of the function's quarter of an hour for the part of the register that is under way. */
const reserve = 3 * 60_000;

/** Closes, each night, what was answered long enough ago, erases the personal data whose time is over, and logs both. */
export async function handler(
  _event: unknown,
  { getRemainingTimeInMillis }: Pick<Context, 'getRemainingTimeInMillis'>,
) {
  const left = leftBehindIn({
    service,
    attachments: env.ATTACHMENTS_BUCKET,
    mails: env.MAIL_BUCKET,
    scans: env.SCANS_BUCKET,
    heldMails: env.HELD_TABLE,
    drafts: env.DRAFTS_TABLE,
    deadLetters: env.DEAD_LETTERS_TABLE,
  });
  const { closesAfterDays } = deskRulesOf(definition);
  const isTimeLeft = () => getRemainingTimeInMillis() > reserve;
  const night = { register, left, days: daysAsideOf(definition), closesAfterDays, isTimeLeft };
  const cleared = await clearNight(night, new Date());
  logLine({
    level: cleared.left > 0 || cleared.unread > 0 ? 'warn' : 'info',
    function: 'retention',
    service,
    ...cleared,
  });
}
