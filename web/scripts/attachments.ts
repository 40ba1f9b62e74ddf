import { upload } from './upload.ts';

const maximumAttachments = 5;

/** The files of a form that have not arrived yet: on their way, or to be tried again. */
export type FilesOnTheirWay = {
  /** Whether a file did not get through, and somebody must say what becomes of it. */
  failed(): boolean;
  /** How much of all has left, 0 to 1; undefined with none on its way. */
  share(): number | undefined;
  /** Goes on without the files that have not arrived. */
  drop(): void;
};

type OnItsWay = { line: HTMLElement; stop: AbortController; share: number; failed: boolean };

const noFiles: FilesOnTheirWay = { failed: () => false, share: () => undefined, drop: () => undefined };

/**
 * Uploads each chosen file on its own and leaves its id in the form as a hidden field; `changed` is told of each step,
 * so that a form that is sent meanwhile waits for them.
 */
export function attachments(box: HTMLElement | null, changed: () => void): FilesOnTheirWay {
  const chooser = box?.querySelector<HTMLInputElement>('input[type=file]');
  const list = box?.querySelector<HTMLElement>('[data-attachment-list]');
  const news = box?.querySelector<HTMLElement>('[data-attachment-news]');
  if (!box || !chooser || !list || !news) return noFiles;
  const onTheirWay = new Set<OnItsWay>();
  const tell = (text: string | undefined) => {
    news.textContent = text ?? '';
  };
  const button = (text: string, name: string, press: () => void) => {
    const made = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'button secondary',
      textContent: text,
    });
    made.setAttribute('aria-label', `${text} ${name}`);
    made.addEventListener('click', press);
    return made;
  };
  const remover = (line: HTMLElement, name: string, stopping: () => void = () => undefined) =>
    button(box.dataset['remove'] ?? '', name, () => {
      stopping();
      line.remove();
      chooser.focus();
      changed();
    });

  const start = (line: HTMLElement, file: File) => {
    const each: OnItsWay = { line, stop: new AbortController(), share: 0, failed: false };
    const bar = Object.assign(document.createElement('progress'), { max: 100, value: 0 });
    bar.setAttribute('aria-label', file.name);
    const stopping = () => {
      onTheirWay.delete(each);
      each.stop.abort();
    };
    line.replaceChildren(`${file.name} `, bar, ' ', remover(line, file.name, stopping));
    onTheirWay.add(each);
    tell(box.dataset['sending']);
    const progress = (share: number) => {
      each.share = share;
      bar.value = Math.round(share * 100);
      changed();
    };
    upload(box.dataset['attachments'] ?? '', file, { progress, signal: each.stop.signal }).then(
      (value) => {
        onTheirWay.delete(each);
        const field = Object.assign(document.createElement('input'), { type: 'hidden', name: 'attachments', value });
        line.replaceChildren(`${file.name} `, field, remover(line, file.name));
        tell(box.dataset['sent']);
        changed();
      },
      () => {
        if (!onTheirWay.has(each)) return;
        each.failed = true;
        const again = button(box.dataset['retry'] ?? '', file.name, () => {
          onTheirWay.delete(each);
          start(line, file);
          changed();
        });
        line.replaceChildren(`${file.name} `, again, ' ', remover(line, file.name, stopping));
        tell(box.dataset['failed']);
        changed();
      },
    );
  };

  for (const line of list.querySelectorAll('li')) line.append(remover(line, line.textContent?.trim() ?? ''));
  chooser.addEventListener('change', () => {
    const file = chooser.files?.[0];
    if (!file) return;
    chooser.value = '';
    if (list.children.length >= maximumAttachments) return tell(box.dataset['tooMany']);
    const line = document.createElement('li');
    list.append(line);
    start(line, file);
  });
  box.hidden = false;
  return {
    failed: () => [...onTheirWay].some(({ failed }) => failed),
    share: () => {
      const moving = [...onTheirWay];
      return moving.length === 0 ? undefined : Math.min(...moving.map(({ share }) => share));
    },
    drop() {
      for (const { line, stop } of onTheirWay) {
        stop.abort();
        line.remove();
      }
      onTheirWay.clear();
    },
  };
}
