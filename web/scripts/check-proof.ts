/** Checks a saved proof against a pasted root, on the citizen's own device: nothing is sent. */
import { type Checked, checkProof, readProof, readRoot } from '../../shared/core/case-proof.ts';
import { sha256 } from './sha256.ts';

/** Larger than any proof, in bytes: a file that is something else is not read whole. */
const largestProof = 20_000;

type Verdict = Checked | 'no-proof' | 'no-file' | 'no-root' | 'no-hash';

async function verdictOn(form: HTMLFormElement): Promise<{ verdict: Verdict; code?: string; day?: string }> {
  const file = form.querySelector<HTMLInputElement>('#proof-file')?.files?.[0];
  const pasted = form.querySelector<HTMLTextAreaElement>('#published-root')?.value ?? '';
  if (file === undefined) return { verdict: 'no-file' };
  const root = readRoot(pasted);
  if (root === undefined) return { verdict: 'no-root' };
  const proof = file.size > largestProof ? undefined : readProof(await file.text());
  if (proof === undefined) return { verdict: 'no-proof' };
  if (globalThis.crypto?.subtle === undefined) return { verdict: 'no-hash' };
  const { code, day } = proof;
  return { verdict: await checkProof(proof, root, sha256), code, day };
}

/** A verdict's name as the form's data have it: `another-root` is `anotherRoot`. */
const wordFor = (verdict: Verdict) => verdict.replace(/-(.)/g, (_dash, letter: string) => letter.toUpperCase());

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-check-proof]'))
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const told = await verdictOn(form).catch(() => ({ verdict: 'no-proof', code: '', day: '' }) as const);
    const { verdict, code = '', day = '' } = told;
    const line = document.createElement('p');
    line.className = verdict === 'stands' ? 'success' : 'error-summary';
    line.textContent = (form.dataset[wordFor(verdict)] ?? '').replace('@code', code).replace('@day', day);
    document.querySelector('[data-verdict]')?.replaceChildren(line);
  });
