import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Advice, ContactBody, Receipt } from '../../shared/contracts/contact.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { mayMail } from '../../shared/core/cases/safe-contact.ts';
import { type Danger, type HeardDanger, type LifeFirstRules, noDanger } from '../../shared/core/danger/danger.ts';
import { hearDanger } from '../../shared/core/danger/hear-danger.ts';
import { present } from '../../shared/core/present.ts';
import { callerLanguage, type Reply } from '../../shared/shell/http/answering.ts';
import type { ServiceFrame } from '../../shared/shell/services/service-frame.ts';
import { adviceByKind, adviceOn } from '../../shared/texts/danger/advice.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { addresses } from '../../web/pages/addresses.ts';
import { receiptPage } from '../../web/pages/receipt-page.ts';
import { keptReceipt, receiptCookie } from './receipt-cookie.ts';
import { wordsSent } from './rules/words-sent.ts';

/**
 * The receipt with the words and lines that the danger calls for, in the language of the contact; as it is where none
 * was heard, and where nothing that stays on the screen may tell of it.
 */
export function advised(
  receipt: Receipt,
  { language }: Pick<ContactBody, 'language'>,
  definition: PreparedService,
  danger: Danger | Pick<HeardDanger, 'level' | 'kind'>,
): Receipt {
  if (danger.level === 'none' || adviceByKind[danger.kind].staysOnPage) return receipt;
  const { text } = textsIn[language].lifeFirst;
  return { ...receipt, advice: adviceOn(danger.kind, language, text, definition.emergencyNumbers) };
}

/** The advice that the words of a refused contact call for, as a member of the problem; none where nothing is heard. */
export function adviceOnRefusal(
  content: unknown,
  language: Language,
  definition: PreparedService,
  rules: LifeFirstRules,
): { advice?: Advice } {
  const danger = hearDanger(wordsSent(content), rules);
  if (danger.level === 'none') return {};
  const { text } = textsIn[language].lifeFirst;
  // Who reads along must not find what was told of violence: 112 alone.
  const kind = adviceByKind[danger.kind].staysOnPage ? 'other' : danger.kind;
  return { advice: adviceOn(kind, language, text, definition.emergencyNumbers) };
}

type Asked = Pick<ServiceFrame, 'definition' | 'hmac'>;

/**
 * Where a browser finds the receipt of what it sent (303, RFC 9110): a page of its own, so that neither Back nor a
 * reload sends anything again.
 */
export async function toReceipt(
  { definition, hmac }: Asked,
  given: { receipt: Receipt; danger: Danger; readsUrgentNow: boolean; contact: ContactBody },
  now: Date,
): Promise<Reply> {
  const { receipt, danger, readsUrgentNow, contact } = given;
  const { language, email } = contact;
  const { service } = definition;
  // What nothing that stays on the screen may tell of is not kept either.
  const isTold = danger.level !== 'none' && !adviceByKind[danger.kind].staysOnPage;
  const told = isTold ? { level: danger.level, kind: danger.kind } : undefined;
  const kept = {
    receipt,
    language,
    mailed: email !== undefined && mayMail([contact.safeContact]),
    readsUrgentNow,
    ...present({ danger: told }),
  };
  return {
    status: 303,
    headers: { Location: addresses.showReceipt(language, service), 'Content-Language': language },
    cookies: [
      receiptCookie(kept, addresses.showReceipt(language, service).split('?')[0] ?? '/', { hmac: await hmac(), now }),
    ],
    body: '',
  };
}

/** The receipt that the browser was led to; once its time is over, the page that says where else the code is. */
export async function receiptAgain(
  { definition, hmac }: Asked,
  event: APIGatewayProxyEventV2,
  now: Date,
): Promise<Reply> {
  const kept = keptReceipt(event.cookies ?? [], { hmac: await hmac(), now });
  if (kept === undefined) {
    const Location = addresses.receipt(callerLanguage(event), definition.service);
    return { status: 303, headers: { Location }, body: '' };
  }
  const { language, danger = noDanger, mailed, readsUrgentNow } = kept;
  const receipt = advised(kept.receipt, { language }, definition, danger);
  return {
    status: 200,
    headers: { 'Content-Language': language },
    body: receiptPage(definition, language, { receipt, mailed, danger, readsUrgentNow }),
  };
}
