import { foldText } from '../danger/fold-text.ts';

/** The name of a place as it is compared: accents, capitals and hyphens apart. */
export const plainName = (text: string): string => foldText(text).replace(/[-–]/g, ' ').trim();
