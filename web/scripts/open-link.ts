/** Opens what the link of a mail leads to: takes the secret out of the address, so that no history keeps it, and sends it. */
const field = document.querySelector<HTMLInputElement>('[data-open-link] [name=link]');
const secret = location.hash.slice(1);
if (field?.form && secret !== '') {
  history.replaceState(null, '', location.pathname);
  field.value = secret;
  field.form.requestSubmit();
}
