import type { Receipt } from '../../shared/contracts/contact.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import type { Danger, HeardDanger } from '../../shared/core/danger/danger.ts';
import { readableInstant } from '../../shared/texts/dates.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { wordsIn } from '../../shared/texts/words/words.ts';
import { addresses } from './addresses.ts';
import { adviceBox } from './advice.ts';
import { dutyRows } from './duty-rows.ts';
import { hiddenField } from './fields.ts';
import { layout } from './layout.ts';
import { html } from './markup.ts';

/**
 * Step 3 of the citizen's line: the receipt of an accepted contact, with the code that opens the status page; `mailed`
 * when an e-mail address was given, `readsUrgentNow` false where nobody
 * reads before the service opens.
 */
export function receiptPage(
  service: PreparedService,
  language: Language,
  {
    receipt,
    mailed,
    danger,
    readsUrgentNow = true,
  }: {
    receipt: Receipt;
    mailed: boolean;
    danger: Danger | Pick<HeardDanger, 'level' | 'kind'>;
    readsUrgentNow?: boolean;
  },
): string {
  const texts = textsIn[language];
  const kind = service.kinds.find(({ kind: known }) => known === receipt.kind);
  return layout({
    language,
    service,
    title: texts.receipt.title,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.service(other, service.service),
    unlisted: true,
    body: html`<div class="column">
    ${receipt.advice === undefined || danger.level === 'none' ? '' : adviceBox(service, language, danger, { sent: true })}
    <section class="receipt" aria-labelledby="receipt-title" data-receipt="${addresses.receipt(language, service.service, receipt.code)}">
      <h1 id="receipt-title">${texts.receipt.title}</h1>
      <p class="lead">${texts.receipt.lead}</p>
      <p class="code"><span class="visually-hidden">${texts.receipt.codeLabel}: </span><strong>${receipt.code}</strong></p>
      <dl class="summary">
        <div><dt>${texts.receipt.kind}</dt><dd>${kind?.name[language] ?? receipt.kind}</dd></div>
        <div><dt>${texts.receipt.receivedAt}</dt><dd>${readableInstant(receipt.receivedAt, language)}</dd></div>
        ${
          receipt.firstAnswerDueAt === undefined
            ? ''
            : html`<div><dt>${texts.receipt.dueAt}</dt><dd>${readableInstant(receipt.firstAnswerDueAt, language)}</dd></div>`
        }
        ${dutyRows(service, language, receipt.kind)}
        ${
          receipt.callBackDueAt === undefined
            ? ''
            : html`<div><dt>${texts.receipt.callBackDueAt}</dt><dd>${readableInstant(receipt.callBackDueAt, language)}</dd></div>`
        }
      </dl>
      ${receipt.firstAnswerDueAt === undefined ? html`<p>${texts.receipt.noDue}</p>` : ''}
    </section>
    ${readsUrgentNow ? '' : html`<p><strong>${wordsIn[language].nobodyReads}</strong></p>`}
    <p>${texts.receipt.keep}</p>
    <p>${mailed ? texts.receipt.mailed : texts.receipt.notMailed}</p>
    <form method="post" action="${addresses.askStatus(language, service.service)}" accept-charset="utf-8">
      ${hiddenField('code', receipt.code)}
      <div class="buttons">
        <button class="button primary" type="submit">${texts.receipt.follow}</button>
        <a class="button secondary" href="${addresses.contact(language, service.service)}">${texts.receipt.another}</a>
      </div>
    </form>
    <p class="hint">${texts.receipt.print} ${texts.receipt.again}</p>
    </div>`,
  });
}

/**
 * The address that a receipt has once the script has shown it, `…/receipt/#PC-…`: built ahead, it knows the code from
 * the script, which shows the whole receipt again for ten minutes; without, it says where the code is.
 */
export function emptyReceiptPage(service: PreparedService, language: Language): string {
  const texts = textsIn[language];
  return layout({
    language,
    service,
    title: texts.receipt.title,
    emergencyNumbers: service.emergencyNumbers,
    inLanguage: (other) => addresses.receipt(other, service.service),
    unlisted: true,
    body: html`<div class="column" data-receipt-again="${addresses.showReceipt(language, service.service)}">
    <section class="receipt" aria-labelledby="receipt-title">
      <h1 id="receipt-title">${texts.receipt.title}</h1>
      <div hidden>
      <p class="lead">${texts.receipt.lead}</p>
      <p class="code"><span class="visually-hidden">${texts.receipt.codeLabel}: </span><strong data-code></strong></p>
      </div>
      <p>${texts.receipt.over}</p>
    </section>
    <p>${texts.receipt.keep}</p>
    <form method="post" action="${addresses.askStatus(language, service.service)}" accept-charset="utf-8">
      ${hiddenField('code', '')}
      <div class="buttons">
        <button class="button primary" type="submit" hidden>${texts.receipt.follow}</button>
        <a class="button secondary" href="${addresses.status(language, service.service)}">${texts.layout.follow}</a>
        <a class="button secondary" href="${addresses.contact(language, service.service)}">${texts.receipt.another}</a>
      </div>
    </form>
    </div>`,
  });
}
