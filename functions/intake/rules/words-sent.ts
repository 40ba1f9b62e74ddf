/** Words that are listened to in what was sent, in characters: far more than a contact may have. */
const heardLength = 20_000;

/** The words in which danger to life is looked for, of a contact that nobody has checked. */
export function wordsSent(content: unknown): string {
  const { subject, message } = (content ?? {}) as { subject?: unknown; message?: unknown };
  const said = [subject, message].filter((part) => typeof part === 'string');
  return said.join('\n\n').slice(0, heardLength);
}
