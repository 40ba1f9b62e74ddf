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
  'voice-menu-menu-request': 'functions/voice-menu/on-menu-request.ts',
  'voice-menu-connect-flow': 'functions/voice-menu/on-connect-flow.ts',
  'attachments-attachments-offered': 'functions/attachments/on-attachments-offered.ts',
  'protocol-formal-contact': 'functions/protocol/on-formal-contact.ts',
  'contributions-citizen-request': 'functions/contributions/on-citizen-request.ts',
  'contributions-staff-request': 'functions/contributions/on-staff-request.ts',
  'contributions-clock-due': 'functions/contributions/on-clock-due.ts',
  'contributions-deployment': 'functions/contributions/on-deployment.ts',
  'tracing-citizen-request': 'functions/tracing/on-citizen-request.ts',
  'tracing-staff-request': 'functions/tracing/on-staff-request.ts',
  'tracing-clock-due': 'functions/tracing/on-clock-due.ts',
  'protocol-day-end': 'functions/protocol/on-day-end.ts',
  'protocol-staff-request': 'functions/protocol/on-staff-request.ts',
  'scans-scan-arrived': 'functions/scans/on-scan-arrived.ts',
  'mail-in-mail-arrived': 'functions/mail-in/on-mail-arrived.ts',
  'mail-in-held-request': 'functions/mail-in/on-held-request.ts',
  'search-entry-told': 'functions/search/on-entry-told.ts',
  'search-night': 'functions/search/on-night.ts',
  'retention-night': 'functions/retention/on-night.ts',
  'worklist-case-event': 'functions/worklist/on-case-event.ts',
  'desk-due-time': 'functions/desk/on-due-time.ts',
  'desk-staff-request': 'functions/desk/on-staff-request.ts',
  'followers-case-event': 'functions/followers/on-case-event.ts',
  'citizen-mails-entry-told': 'functions/citizen-mails/on-entry-told.ts',
  'citizen-mails-answer-due': 'functions/citizen-mails/on-answer-due.ts',
  'statistics-anyone-get': 'functions/statistics/on-anyone-get.ts',
  'statistics-entry-told': 'functions/statistics/on-entry-told.ts',
  'call-outs-posture-change': 'functions/call-outs/on-posture-change.ts',
  'call-outs-call-out-due': 'functions/call-outs/on-call-out-due.ts',
  'call-outs-call-out-answer': 'functions/call-outs/on-call-out-answer.ts',
  'hand-overs-shift-change': 'functions/hand-overs/on-shift-change.ts',
  'wakes-wake-due': 'functions/wakes/on-wake-due.ts',
  'wakes-ring-due': 'functions/wakes/on-ring-due.ts',
  'wakes-wake-answer': 'functions/wakes/on-wake-answer.ts',
  'mail-out-mail-due': 'functions/mail-out/on-mail-due.ts',
  'status-citizen-request': 'functions/status/on-citizen-request.ts',
  'platform-health-check': 'functions/platform/on-health-check.ts',
  'platform-unknown-path': 'functions/platform/on-unknown-path.ts',
  'knowledge-reader-request': 'functions/knowledge/on-reader-request.ts',
  'knowledge-editor-request': 'functions/knowledge/on-editor-request.ts',
  'knowledge-consents-due': 'functions/knowledge/on-consents-due.ts',
  'knowledge-content-entry': 'functions/knowledge/on-content-entry.ts',
  'knowledge-deployment': 'functions/knowledge/on-deployment.ts',
  'hours-anyone-get': 'functions/hours/on-anyone-get.ts',
  'posture-officer-request': 'functions/posture/on-officer-request.ts',
  'hand-overs-hand-over': 'functions/hand-overs/on-hand-over.ts',
  'reports-report-request': 'functions/reports/on-report-request.ts',
  'reports-declaration-end': 'functions/reports/on-declaration-end.ts',
  'bulletins-bulletin': 'functions/bulletins/on-bulletin.ts',
  'posture-ledger-entry': 'functions/posture/on-ledger-entry.ts',
  'hours-posture-change': 'functions/hours/on-posture-change.ts',
  'canary-canary-due': 'functions/canary/on-canary-due.ts',
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
