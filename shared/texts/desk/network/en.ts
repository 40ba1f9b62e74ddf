import type { it } from './it.ts';

/** Every text about whom in the network a case is referred to, in English. */
export const en: typeof it = {
  title: 'Who is competent here',
  theme: 'Theme',
  place: 'Municipality',
  placeHint: 'That of the case, if there is one. Type the first letters to change it.',
  noPlace: 'No municipality has this name: choose one, or leave it empty for the whole country.',
  which: 'Several have this name',
  competent: 'Competent:',
  hole: 'Nobody in the network is known to be competent for this theme at this place.',
  orients: 'Can tell whom to ask:',
  choose: 'Choose',
  unknown: 'The network of administrations does not answer: type name and address yourself.',
  noAddress: 'The network has no address of this administration: type one, or the case leaves without a link.',
  byName: 'Choose from the network of administrations, or type another name.',
};
