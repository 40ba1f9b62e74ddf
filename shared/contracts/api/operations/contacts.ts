import { maximumRecordsBytes } from '../../call-record.ts';
import { bodyProblems, type Descriptions, everyProblem, publicProblems } from '../operation.ts';

/** What the document says of what citizens and telephone exchanges send. */
export const contactsOperations = {
  acceptCallRecords: {
    tag: 'contacts',
    summary: 'Tell of calls',
    description:
      'For telephone exchanges and interactive voice responses. 202 means that every record is durably kept; each call is one contact with one code, however many records of it come, late, repeated or out of order, and the newest holds. One wrong record in a list refuses the whole list: nothing of it is kept. A request proves itself by a signature (Standard Webhooks 1.0.0: v1, HMAC-SHA256 of id.timestamp.body over the raw bytes, several signatures while keys rotate) or, where an appliance cannot sign, by its key as bearer token or as password of Basic, as was agreed for the source. What the body holds was agreed as well: our own call records, or what Asterisk, FreeSWITCH, Amazon Connect or Twilio write, one record or a JSON list of up to 100 (events/asterisk-cdr.v1, freeswitch-cdr.v1, connect-record.v1, twilio-callback.v1 .schema.json); those may come as forms too: FreeSWITCH as cdr, plain or base64 (application/x-www-form-base64-encoded), Twilio as its fields. Records begin at most 31 days ago.',
    parameters: ['Service', 'Source', 'WebhookId', 'WebhookTimestamp', 'AcceptLanguage'],
    body: { contract: 'call-records', form: false, maximumBytes: maximumRecordsBytes },
    answers: [{ status: 202, description: 'Durably kept: the code of each call.', contracts: ['call-accepted'] }],
    problems: ['unauthenticated', 'unknown-service', ...bodyProblems, ...everyProblem],
  },
  acceptCallRecordsOfHeader: {
    tag: 'contacts',
    summary: 'Tell of calls',
    description:
      'For telephone exchanges and interactive voice responses. 202 means that every record is durably kept; each call is one contact with one code, however many records of it come, late, repeated or out of order, and the newest holds. One wrong record in a list refuses the whole list: nothing of it is kept. A request proves itself by a signature (Standard Webhooks 1.0.0: v1, HMAC-SHA256 of id.timestamp.body over the raw bytes, several signatures while keys rotate) or, where an appliance cannot sign, by its key as bearer token or as password of Basic, as was agreed for the source. What the body holds was agreed as well: our own call records, or what Asterisk, FreeSWITCH, Amazon Connect or Twilio write, one record or a JSON list of up to 100 (events/asterisk-cdr.v1, freeswitch-cdr.v1, connect-record.v1, twilio-callback.v1 .schema.json); those may come as forms too: FreeSWITCH as cdr, plain or base64 (application/x-www-form-base64-encoded), Twilio as its fields. Records begin at most 31 days ago.',
    parameters: ['Service', 'SourceHeader', 'WebhookId', 'WebhookTimestamp', 'AcceptLanguage'],
    body: { contract: 'call-records', form: false, maximumBytes: maximumRecordsBytes },
    answers: [{ status: 202, description: 'Durably kept: the code of each call.', contracts: ['call-accepted'] }],
    problems: ['unauthenticated', 'unknown-service', ...bodyProblems, ...everyProblem],
  },
  acceptContact: {
    tag: 'contacts',
    summary: 'Send a contact and get its receipt',
    description:
      'Takes in a question, report, complaint or whatever the service allows. A story or an idea has a door of its own where the service takes it (giveContribution): here it is 422, and the problem says where. 202 means that the contact is durably kept and that the receipt holds; it is registered a moment later. A retry gets the same code (see Idempotency-Key). If the words speak of danger to life the receipt carries advice to call for rescue: show it at once, this service sends no rescuers. The body is JSON or a form; in a form place.address and its like name the members of place, and a form sent with Accept: text/html gets pages (first a summary to confirm, with step=send a 303 to the page of the receipt).',
    parameters: ['Service', 'IdempotencyKey', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'contact', form: true, maximumBytes: 65_536 },
    answers: [
      {
        status: 200,
        description: 'Only for a form with Accept: text/html that is not confirmed yet: the summary. Nothing is kept.',
        contracts: [],
        page: 'The form again, or the summary to confirm.',
      },
      { status: 202, description: 'Durably kept: the receipt.', contracts: ['receipt'] },
      {
        status: 303,
        description:
          'Only with Accept: text/html: durably kept. Location names the page of the receipt, which a sealed cookie of ten minutes holds.',
        contracts: [],
      },
    ],
    problems: ['unknown-service', ...bodyProblems, ...everyProblem],
  },
  showReceipt: {
    tag: 'contacts',
    summary: 'The page of the receipt that this browser was given',
    description:
      'Where a browser is led after sending: the receipt that its cookie holds, code and dates, as a page that may be loaded again. The cookie is of ten minutes, HttpOnly, SameSite=Strict and sealed with AES-256-GCM.',
    parameters: ['Service', 'PageLanguage', 'AcceptLanguage'],
    answers: [
      { status: 200, description: 'The receipt.', contracts: [], page: 'The receipt.' },
      {
        status: 303,
        description: 'The cookie is gone: Location names the page that says where the code is.',
        contracts: [],
      },
    ],
    problems: publicProblems,
  },
  offerAttachment: {
    tag: 'contacts',
    summary: 'Get a place to upload one attachment to',
    description:
      'Before the contact: gives an upload bound to this type and exactly this size, open for ten minutes, and the attachmentId that the contact then names. What is uploaded is checked by its content once the case is registered.',
    parameters: ['Service', 'AcceptLanguage'],
    body: { contract: 'attachment-asked', form: false, maximumBytes: 4096 },
    answers: [{ status: 201, description: 'Where to send the file.', contracts: ['attachment-upload'] }],
    problems: ['unknown-service', ...bodyProblems, ...everyProblem],
  },
} as const satisfies Descriptions;
