/**
 * The prefixes that say what became of an object: as it arrived (an upload, a mail, a scan), checked and kept with its
 * case, the original of a scan that is a contact, and what was dropped as a scan and is none; the index of words is made of
 * the register, and is nobody's original.
 */
export const objectPrefix = {
  incoming: 'incoming/',
  kept: 'kept/',
  taken: 'taken/',
  refused: 'refused/',
  words: 'words/',
} as const;

/**
 * Where the original of a document is kept: the name it was dropped under may be somebody's, and stays with the case's
 * personal part.
 */
export const takenKey = (document: string): string => `${objectPrefix.taken}${document}`;

/** Where the sidecar of a scan lies. */
export const sidecarOf = (key: string): string => `${key}.json`;
