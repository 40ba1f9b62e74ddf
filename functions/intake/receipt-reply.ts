import type { ContactBody, Receipt } from '../../shared/contracts/contact.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { receiptPage } from '../../web/pages/receipt-page.ts';

/** The receipt with the words that danger to life calls for, in the language of the contact. */
export function advised(
  receipt: Receipt,
  { language }: Pick<ContactBody, 'language'>,
  definition: PreparedService,
): Receipt {
  const emergencyNumbers = definition.emergencyNumbers.map(({ number }) => number);
  return { ...receipt, advice: { text: textsIn[language].lifeFirst.text, emergencyNumbers } };
}

/** The receipt as a page. */
export function receiptAsPage(receipt: Receipt, { language, email }: ContactBody, definition: PreparedService): string {
  return receiptPage(definition, language, { receipt, mailed: email !== undefined });
}
