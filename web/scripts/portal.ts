/** What a page gains with script; without it every page works all the same. */

type Upload = { attachmentId: string; url: string; fields: Record<string, string> };
const maximumAttachments = 5;

/** Uploads each chosen file on its own and leaves its id in the form as a hidden field. */
function attachments(box: HTMLElement) {
  const chooser = box.querySelector<HTMLInputElement>('input[type=file]');
  const list = box.querySelector<HTMLElement>('[data-attachment-list]');
  const news = box.querySelector<HTMLElement>('[data-attachment-news]');
  if (!chooser || !list || !news) return;
  const tell = (text: string | undefined) => {
    news.textContent = text ?? '';
  };
  const add = (name: string, id: string) => {
    const line = document.createElement('li');
    const field = Object.assign(document.createElement('input'), { type: 'hidden', name: 'attachments', value: id });
    line.append(`${name} `, field, remover(line, name));
    list.append(line);
  };
  const remover = (line: HTMLElement, name: string) => {
    const button = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'button secondary',
      textContent: box.dataset['remove'] ?? '',
    });
    button.setAttribute('aria-label', `${box.dataset['remove']} ${name}`);
    button.addEventListener('click', () => {
      line.remove();
      chooser.focus();
    });
    return button;
  };
  for (const line of list.querySelectorAll('li')) line.append(remover(line, line.textContent?.trim() ?? ''));
  chooser.addEventListener('change', async () => {
    const file = chooser.files?.[0];
    if (!file) return;
    if (list.children.length >= maximumAttachments) return tell(box.dataset['tooMany']);
    tell(box.dataset['sending']);
    try {
      add(file.name, await upload(box.dataset['attachments'] ?? '', file));
      tell(box.dataset['sent']);
    } catch {
      tell(box.dataset['failed']);
    }
    chooser.value = '';
  });
  box.hidden = false;
}

async function upload(address: string, file: File): Promise<string> {
  const asked = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({ fileName: file.name, contentType: file.type, bytes: file.size }),
  });
  if (!asked.ok) throw new Error(`no place for the file: ${asked.status}`);
  const { attachmentId, url, fields } = (await asked.json()) as Upload;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  const sent = await fetch(url, { method: 'POST', body: form });
  if (!sent.ok) throw new Error(`the file was refused: ${sent.status}`);
  return attachmentId;
}

/** Shows the notice in force and whether the phone is open now; what cannot be known is not shown. */
async function serviceState(line: HTMLElement) {
  const answer = await fetch(line.dataset['service'] ?? '', { headers: { Accept: 'application/json' } });
  if (!answer.ok) return;
  const state = (await answer.json()) as { open?: boolean; notice?: Record<string, string> };
  const text = state.open === true ? line.dataset['open'] : state.open === false ? line.dataset['closed'] : undefined;
  if (text !== undefined) {
    line.textContent = text;
    line.hidden = false;
  }
  const notice = document.querySelector<HTMLElement>('[data-notice]');
  const told = state.notice?.[document.documentElement.lang];
  if (notice && told !== undefined) {
    notice.textContent = told;
    notice.hidden = false;
  }
}

for (const box of document.querySelectorAll<HTMLElement>('[data-attachments]')) attachments(box);
for (const line of document.querySelectorAll<HTMLElement>('[data-open-now]')) serviceState(line).catch(() => undefined);
