import type { PostureLevel } from '../contracts/declaration.ts';
import type { Language } from '../contracts/text.ts';

/** The levels as staff and citizens read them. */
export const levelNames: Record<Language, Record<PostureLevel, string>> = {
  it: { ordinary: 'Ordinario', alert: 'Allerta', emergency: 'Emergenza' },
  en: { ordinary: 'Ordinary', alert: 'Alert', emergency: 'Emergency' },
  de: { ordinary: 'Normalbetrieb', alert: 'Warnung', emergency: 'Notlage' },
};
