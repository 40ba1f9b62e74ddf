/** Opens what was referred: takes the secret out of the address, so that no history keeps it, and sends it. */
const field = document.querySelector<HTMLInputElement>('[data-referral] [name=link]');
const secret = location.hash.slice(1);
if (field?.form && secret !== '') {
  history.replaceState(null, '', location.pathname);
  field.value = secret;
  field.form.requestSubmit();
}
