import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Every handler of the center: the bundle's folder in dist/functions and the source it is built from.
 * The name is the link: folder of functions/, then what wakes the handler.
 */
export const handlers = {
  'intake-citizen-post': 'functions/intake/on-citizen-post.ts',
  'intake-attachment-post': 'functions/intake/on-attachment-post.ts',
  'registrar-queue-message': 'functions/registrar/on-queue-message.ts',
  'registrar-inbox-item': 'functions/registrar/on-inbox-item.ts',
  'registrar-day-end': 'functions/registrar/on-day-end.ts',
  'registrar-dead-letter': 'functions/registrar/on-dead-letter.ts',
  'calls-call-record': 'functions/calls/on-call-record.ts',
  'calls-menu-request': 'functions/calls/on-menu-request.ts',
  'calls-connect-flow': 'functions/calls/on-connect-flow.ts',
  'attachments-attachments-offered': 'functions/attachments/on-attachments-offered.ts',
  'protocol-formal-contact': 'functions/protocol/on-formal-contact.ts',
  'protocol-day-end': 'functions/protocol/on-day-end.ts',
  'protocol-staff-request': 'functions/protocol/on-staff-request.ts',
  'scans-scan-arrived': 'functions/scans/on-scan-arrived.ts',
  'mail-mail-arrived': 'functions/mail/on-mail-arrived.ts',
  'mail-held-request': 'functions/mail/on-held-request.ts',
  'worklist-case-event': 'functions/worklist/on-case-event.ts',
  'desk-staff-request': 'functions/desk/on-staff-request.ts',
  'notifier-case-event': 'functions/notifier/on-case-event.ts',
  'notifier-posture-change': 'functions/notifier/on-posture-change.ts',
  'notifier-call-out-due': 'functions/notifier/on-call-out-due.ts',
  'notifier-call-out-answer': 'functions/notifier/on-call-out-answer.ts',
  'notifier-shift-change': 'functions/notifier/on-shift-change.ts',
  'notifier-mail-due': 'functions/notifier/on-mail-due.ts',
  'status-citizen-get': 'functions/status/on-citizen-get.ts',
  'status-anyone-get': 'functions/status/on-anyone-get.ts',
  'status-unknown-path': 'functions/status/on-unknown-path.ts',
  'hours-anyone-get': 'functions/hours/on-anyone-get.ts',
  'posture-officer-request': 'functions/posture/on-officer-request.ts',
  'posture-hand-over': 'functions/posture/on-hand-over.ts',
  'posture-report-request': 'functions/posture/on-report-request.ts',
  'posture-declaration-end': 'functions/posture/on-declaration-end.ts',
  'posture-bulletin': 'functions/posture/on-bulletin.ts',
  'posture-ledger-entry': 'functions/posture/on-ledger-entry.ts',
  'hours-posture-change': 'functions/hours/on-posture-change.ts',
  'capacity-posture-change': 'functions/capacity/on-posture-change.ts',
  'capacity-load-alarm': 'functions/capacity/on-load-alarm.ts',
} as const;

export type BundleName = keyof typeof handlers;

/**
 * The folder that holds a handler's bundle.
 * @throws Error naming the source to write or build when the bundle is not there.
 */
export function bundleFolder(bundles: string, name: BundleName): string {
  const folder = join(bundles, name);
  if (!existsSync(join(folder, 'index.js')))
    throw new Error(`the bundle ${folder} is missing: write ${handlers[name]} and run npm run build`);
  return folder;
}
