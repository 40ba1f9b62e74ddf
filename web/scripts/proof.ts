/** Works the proof of a case out again in the citizen's own browser, and says what came of it. */
import { checkProof, readProof } from '../../shared/core/case-proof.ts';
import { toldAt } from './instants.ts';
import { sha256 } from './sha256.ts';

type Problem = { detail?: string };
type Roots = { roots: { log: string; root: string }[] };

const line = (className: string, ...parts: (string | Node)[]) => {
  const made = Object.assign(document.createElement('p'), { className });
  made.append(...parts);
  return made;
};

const link = (href: string, text: string | undefined) =>
  Object.assign(document.createElement('a'), { href, textContent: text ?? '' });

/** What to show of the proof that a box's form asks for. */
async function told(box: HTMLElement, form: HTMLFormElement): Promise<HTMLElement[]> {
  const { proof: code, roots, stands, differs, unchecked, root: rootLabel, published: publishedLabel } = box.dataset;
  const answer = await fetch(form.action, {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify({ secondFact: new FormData(form).get('secondFact') }),
  });
  if (answer.status === 409) return [line('notice', ((await answer.json()) as Problem).detail ?? '')];
  if (!answer.ok) return [line('notice', unchecked ?? '')];
  const proof = readProof(await answer.text());
  if (proof === undefined) return [line('error-summary', differs ?? '')];
  const day = `${roots}${proof.day}`;
  const told = await fetch(day, { headers: { Accept: 'application/json' } });
  if (!told.ok) return [line('notice', unchecked ?? '')];
  const published = ((await told.json()) as Roots).roots.find(({ log }) => log === 'register')?.root ?? '';
  // The leaf is made of the code that stands on this page, whatever the proof says.
  const checked = await checkProof({ ...proof, code: code ?? '' }, published, sha256);
  if (checked !== 'stands') return [line('error-summary', differs ?? '')];
  return [
    line('success', toldAt(stands, proof.publishedAt)),
    line('root', `${rootLabel} ${proof.day}: `, published),
    line('hint', link(day, publishedLabel)),
  ];
}

for (const box of document.querySelectorAll<HTMLElement>('[data-proof]')) {
  const news = box.querySelector<HTMLElement>('[data-proof-news]');
  const form = box.querySelector('form');
  if (!news || !form) continue;
  news.replaceChildren(line('hint', box.dataset['checking'] ?? ''));
  told(box, form)
    .catch(() => [line('notice', box.dataset['unchecked'] ?? '')])
    .then((lines) => news.replaceChildren(...lines));
}
