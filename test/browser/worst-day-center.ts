import type { IncomingMessage } from 'node:http';
import { pageBeforeSending } from '../../functions/intake/form-steps.ts';
import { receiptAgain, toReceipt } from '../../functions/intake/receipt-reply.ts';
import { contactOfForm, readContact } from '../../functions/intake/rules/read-contact.ts';
import { pageOfProblem, statusPage } from '../../functions/status/pages.ts';
import { maximumBodyBytes } from '../../shared/contracts/contact.ts';
import { wordsOf } from '../../shared/core/cases/triage.ts';
import { hearDanger } from '../../shared/core/danger/hear-danger.ts';
import { hmacWith } from '../../shared/shell/hashing.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { readBody } from '../../shared/shell/http/body.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { refusedPage } from '../../web/pages/refused-page.ts';
import { pagesIn } from '../../web/pages/static-pages.ts';
import { services } from './portal.ts';
import { sampleReceipt, sampleStates, sampleStatus } from './samples.ts';

const service = services.find((known) => known.service === 'protezione-civile') ?? services[0];
if (service === undefined) throw new Error('there is no service to try');
const definition = service;
/** The portal's pages as they are served while the emergency of the samples is declared. */
const declaredPages = pagesIn(services, [sampleStates.emergency]);
const hmac = async () => hmacWith('a secret of this test');
const html = 'text/html; charset=utf-8';

/** What the center of a worst day was asked, and what it is told to refuse. */
export type WorstDay = {
  /** The forms that came, with their button. */
  sent: URLSearchParams[];
  /** Answers of refusal that are still to be given before a form is looked at. */
  refusals: { status: number; retryAfter?: string }[];
  /** Bytes of the files that arrived whole. */
  uploads: number[];
  /** Whether an emergency is declared. */
  declared: boolean;
};

/** Answers as the firewall, the API, intake and status do on the worst day, with their real pages and cookies. */
export function worstDay() {
  const day: WorstDay = { sent: [], refusals: [], uploads: [], declared: false };
  const shown = ({ status, headers = {}, cookies = [], body }: Reply) => ({
    status,
    type: html,
    headers: { ...headers, 'Set-Cookie': cookies },
    body: String(body),
  });
  const onContact = async (body: string) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const read = readBody({ headers, body, isBase64Encoded: false }, maximumBodyBytes);
    const form = read.content as Record<string, unknown>;
    const content = contactOfForm(form);
    const reading = readContact(content, definition);
    const now = new Date();
    const page = pageBeforeSending(form, reading, content, definition, { rules: lifeFirst, now });
    if (page !== undefined) return { type: html, ...page };
    if ('issues' in reading) throw new Error('a form with errors is a page');
    const danger = hearDanger(wordsOf(reading.contact), lifeFirst);
    const given = { receipt: sampleReceipt(definition), danger, readsUrgentNow: true, contact: reading.contact };
    return shown(await toReceipt({ definition, hmac }, given, now));
  };
  const onCode = (fields: URLSearchParams) => {
    const code = fields.get('code') ?? '';
    const problem = { type: 'about:blank', title: 'x', status: 403, detail: 'x' };
    if (fields.has('secondFact'))
      return { status: 403, type: html, body: pageOfProblem(definition, 'it', problem, 'wrong-second-fact', { code }) };
    return { type: html, body: statusPage(definition, 'it', { status: sampleStatus(definition), code }) };
  };

  return {
    day,
    answer: async ({ method, url = '', headers }: IncomingMessage, body: string) => {
      const [path = ''] = url.split('?');
      const state = day.declared ? sampleStates.emergency : sampleStates.ordinary;
      if (path === `/v1/services/${definition.service}`)
        return { type: 'application/json', body: JSON.stringify(state) };
      if (path === '/v1/services') return { type: 'application/json', body: JSON.stringify({ services: [state] }) };
      if (path.endsWith('/contact-receipt')) {
        const cookies = (headers.cookie ?? '').split('; ');
        return shown(await receiptAgain({ definition, hmac }, { cookies, headers } as never, new Date()));
      }
      if (method !== 'POST') {
        const page = day.declared ? declaredPages.get(path) : undefined;
        return page === undefined ? undefined : { type: html, body: page };
      }
      if (path.endsWith('/attachments')) {
        const offer = { attachmentId: 'f'.repeat(32), url: '/upload', fields: { key: 'incoming' } };
        return { type: 'application/json', status: 201, body: JSON.stringify(offer) };
      }
      if (path === '/upload') {
        day.uploads.push(body.length);
        return { type: 'text/plain', status: 201, body: '' };
      }
      const fields = new URLSearchParams(body);
      day.sent.push(fields);
      const refusal = day.refusals.shift();
      if (refusal) {
        const { status, retryAfter } = refusal;
        return {
          status,
          type: html,
          body: refusedPage(services),
          headers: { ...(retryAfter && { 'Retry-After': retryAfter }) },
        };
      }
      return path.endsWith('/contact-status') ? onCode(fields) : onContact(body);
    },
  };
}
