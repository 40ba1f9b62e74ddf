import { attachments } from './attachments.ts';
import { waitBefore } from './retry.ts';

/** Tries after which the form waits for its citizen: some twenty minutes. */
const attempts = 20;

/** Refusals that pass: too many, or nobody there. */
const passing = new Set([429, 502, 503, 504]);

/** A page that answers a form. */
export type Answered = { page: string; form: HTMLFormElement };

const pause = (seconds: number, awake: AbortSignal) =>
  new Promise<void>((done) => {
    const timer = setTimeout(done, seconds * 1000);
    awake.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });

/**
 * Lets the script send a form until it is taken, and hands the page that answers to `show`: the words stay where they
 * are meanwhile, the same press keeps its name, and what is done is told beneath. Files on their way are waited for.
 */
export function sendForm(form: HTMLFormElement, show: (answered: Answered) => void): void {
  const news = form.querySelector<HTMLElement>('[data-news]');
  const refused = form.querySelector<HTMLElement>('[data-refused]');
  const again = form.querySelector<HTMLElement>('[data-again]');
  const without = form.querySelector<HTMLElement>('[data-without]');
  if (!news || !refused || !again || !without) return;
  if (form.dataset['sent'] === 'once') nameThePress(form);
  let pressed: { submitter: HTMLElement | null } | undefined;
  let isSending = false;
  let wake = new AbortController();

  const tell = (text = '', isRefused = false) => {
    if (news.textContent !== text) news.textContent = text;
    refused.hidden = !isRefused;
  };
  const told = (name: string, number: number) => (form.dataset[name] ?? '').replace('@', String(number));

  /** Sends once the files have arrived; asks what to do where one did not. */
  const go = () => {
    if (pressed === undefined || isSending) return;
    const share = files.share();
    without.hidden = share === undefined;
    if (files.failed()) return tell(form.dataset['fileFailed']);
    if (share !== undefined) return tell(told('file', Math.floor(share * 10) * 10));
    const { submitter } = pressed;
    isSending = true;
    for (const button of form.querySelectorAll('button[type=submit]')) button.setAttribute('aria-disabled', 'true');
    void untilTaken(submitter).finally(() => {
      isSending = false;
      pressed = undefined;
      for (const button of form.querySelectorAll('button[type=submit]')) button.removeAttribute('aria-disabled');
    });
  };
  const files = attachments(form.querySelector('[data-attachments]'), go);

  const untilTaken = async (submitter: HTMLElement | null) => {
    tell(form.dataset['busy']);
    const body = written(form, submitter);
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'text/html' } }).catch(
        () => undefined,
      );
      const page = answer === undefined || passing.has(answer.status) ? undefined : await pageOf(answer);
      if (answer !== undefined && page !== undefined) {
        tell();
        return show({ page, form });
      }
      if (answer !== undefined && !passing.has(answer.status)) break;
      const seconds = waitBefore(attempt, answer?.headers.get('retry-after') ?? null, Date.now(), Math.random());
      tell(told(answer === undefined ? 'silent' : 'waits', seconds), true);
      wake = new AbortController();
      await pause(seconds, wake.signal);
    }
    pressed = undefined;
    tell(form.dataset['stopped'], true);
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (pressed !== undefined) return;
    pressed = { submitter: (event as SubmitEvent).submitter };
    go();
  });
  again.addEventListener('click', () => {
    if (isSending) return wake.abort();
    pressed = { submitter: form.querySelector<HTMLElement>('button[type=submit]') };
    go();
  });
  without.addEventListener('click', () => {
    files.drop();
    without.hidden = true;
    go();
  });
}

/** A page of ours, or undefined for an answer that is none. */
async function pageOf(answer: Response): Promise<string | undefined> {
  const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html');
  return isPage ? answer.text().catch(() => undefined) : undefined;
}

/** What the browser would send, with the button that was pressed. */
function written(form: HTMLFormElement, submitter: HTMLElement | null): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  if (submitter instanceof HTMLButtonElement && submitter.name !== '') body.append(submitter.name, submitter.value);
  return body;
}

/** The name of this page's press: what is sent twice under it is one contact, whatever the clock says. */
function nameThePress(form: HTMLFormElement): void {
  if (form.querySelector('[name=submission]')) return;
  const value = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  form.prepend(Object.assign(document.createElement('input'), { type: 'hidden', name: 'submission', value }));
}
