/**
 * Makes the links for leaving within `part` empty every form of the page and go to where they lead, so that Back does
 * not come here again.
 */
export function leaving(page: Document, part: ParentNode = page): void {
  for (const link of part.querySelectorAll<HTMLAnchorElement>('a[data-leave]'))
    link.addEventListener('click', (event) => {
      event.preventDefault();
      for (const form of page.querySelectorAll('form')) form.reset();
      for (const field of page.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea'))
        field.value = '';
      page.body.hidden = true;
      location.replace(link.href);
    });
}

/** A page that was left shows nothing, should the browser keep it as it was: it is loaded anew, empty. */
export function loadedAnew(page: Document): void {
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted && page.body.hidden) location.reload();
  });
}
