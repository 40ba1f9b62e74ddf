import type { Language } from '../contracts/text.ts';
import type { Texts } from './portal/it.ts';

/** The texts of one language, loaded when they are first needed: an accepted contact in JSON needs none. */
export async function textsIn(language: Language): Promise<Texts> {
  switch (language) {
    case 'de':
      return (await import('./portal/de.ts')).de;
    case 'en':
      return (await import('./portal/en.ts')).en;
    default:
      return (await import('./portal/it.ts')).it;
  }
}
