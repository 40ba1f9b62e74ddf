import type { Language } from '../contracts/text.ts';
import type { Texts } from '../texts/portal/it.ts';

/** The texts of one language, loaded when they are first needed: an accepted contact in JSON needs none. */
export async function textsIn(language: Language): Promise<Texts> {
  switch (language) {
    case 'de':
      return (await import('../texts/portal/de.ts')).de;
    case 'en':
      return (await import('../texts/portal/en.ts')).en;
    default:
      return (await import('../texts/portal/it.ts')).it;
  }
}
