/** Empties every form of the page and goes to where its links for leaving lead, so that Back does not come here again. */
export function leaving(page: Document): void {
  for (const link of page.querySelectorAll<HTMLAnchorElement>('a[data-leave]'))
    link.addEventListener('click', (event) => {
      event.preventDefault();
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
