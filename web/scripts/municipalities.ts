/** Suggests municipalities while one is typed: a file of one letter is fetched, and no word leaves the device. */
import { namesLike } from '../../shared/core/knowledge/names-like.ts';
import { plainName } from '../../shared/core/knowledge/plain-name.ts';

/** Lines to choose from: more are not looked through. */
const most = 12;

const files = new Map<string, Promise<string[]>>();

function namesOf(letter: string): Promise<string[]> {
  const known = files.get(letter);
  if (known) return known;
  const asked = fetch(`/assets/municipalities/${letter}.json`).then((answer) =>
    answer.ok ? (answer.json() as Promise<string[]>) : [],
  );
  files.set(letter, asked);
  // What could not be fetched is asked for again with the next letter; the field is sent as it was typed all the same.
  asked.catch(() => files.delete(letter));
  return asked;
}

for (const field of document.querySelectorAll<HTMLInputElement>('input[data-municipalities]')) {
  const suggest = async () => {
    const typed = field.value;
    const letter = plainName(typed)[0] ?? '';
    const names = /^[a-z]$/.test(letter) && typed.trim().length > 1 ? await namesOf(letter) : [];
    if (field.value !== typed) return;
    const found = namesLike(names, typed, most).filter((name) => name !== typed);
    field.list?.replaceChildren(...found.map((value) => Object.assign(document.createElement('option'), { value })));
  };
  field.addEventListener('input', () => void suggest().catch(() => undefined));
  void suggest().catch(() => undefined);
}
