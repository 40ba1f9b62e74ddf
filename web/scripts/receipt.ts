/**
 * On the address that a receipt was shown under (`…/receipt/#PC-…`): the code, which the address holds, and the whole
 * receipt while this browser may still have it. `begin` makes the page work that was put in.
 */
export async function receiptAgain(page: Document, begin: (page: Document) => void): Promise<void> {
  const box = page.querySelector<HTMLElement>('[data-receipt-again]');
  const code = decodeURIComponent(location.hash.slice(1));
  if (!box || !/^[A-Z0-9-]{10,40}$/.test(code)) return;
  const place = box.querySelector<HTMLElement>('[data-code]');
  if (place) place.textContent = code;
  for (const hidden of box.querySelectorAll<HTMLElement>('[hidden]')) hidden.hidden = false;
  const field = box.querySelector<HTMLInputElement>('[name=code]');
  if (field) field.value = code;
  const answer = await fetch(box.dataset['receiptAgain'] ?? '', { headers: { Accept: 'text/html' } });
  const shown = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const receipt = shown.querySelector<HTMLElement>('[data-receipt]')?.dataset['receipt'] ?? '';
  if (!answer.ok || !receipt.endsWith(`#${code}`)) return;
  page.body.replaceChildren(...shown.body.childNodes);
  begin(page);
}
