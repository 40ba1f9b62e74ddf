import type { ContactBody, Receipt } from '../../shared/contracts/contact.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Danger } from '../../shared/core/danger/danger.ts';
import { adviceByKind, adviceOn } from '../../shared/texts/danger/advice.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { receiptPage } from '../../web/pages/receipt-page.ts';

/**
 * The receipt with the words and lines that the danger calls for, in the language of the contact; as it is where none was heard, and
 * where nothing that stays on the screen may tell of it.
 */
export function advised(
  receipt: Receipt,
  { language }: Pick<ContactBody, 'language'>,
  definition: PreparedService,
  danger: Danger,
): Receipt {
  if (danger.level === 'none' || adviceByKind[danger.kind].staysOnPage) return receipt;
  const { text } = textsIn[language].lifeFirst;
  return { ...receipt, advice: adviceOn(danger.kind, language, text, definition.emergencyNumbers) };
}

/** The receipt as a page. */
export function receiptAsPage(
  { receipt, danger, readsUrgentNow }: { receipt: Receipt; danger: Danger; readsUrgentNow: boolean },
  { language, email }: ContactBody,
  definition: PreparedService,
): string {
  return receiptPage(definition, language, { receipt, mailed: email !== undefined, danger, readsUrgentNow });
}
