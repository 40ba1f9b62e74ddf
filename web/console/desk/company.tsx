import type { AtCase } from '../../../shared/contracts/company.ts';
import { useDeskTexts } from '../kit/language.ts';

/** Who else has the case open: said before somebody writes what a colleague is writing. */
export function Company({ company }: { company: readonly AtCase[] }) {
  const { company: texts } = useDeskTexts();
  return (
    <div role="status" class="company no-print">
      {company.map(({ name, doing }) => (
        <p key={`${name} ${doing}`} class={doing}>
          {texts[doing](name)}
        </p>
      ))}
    </div>
  );
}
