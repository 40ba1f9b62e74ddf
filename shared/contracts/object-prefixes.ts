/**
 * The prefixes that say what became of an object: as it arrived (an upload, a mail, a scan), checked and kept with its
 * case, the original of a scan that is a contact, and what was dropped as a scan and is none.
 */
export const objectPrefix = {
  incoming: 'incoming/',
  kept: 'kept/',
  taken: 'taken/',
  refused: 'refused/',
} as const;
