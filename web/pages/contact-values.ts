/**
 * What stands in the fields of the contact form, right or wrong: names as in the form, `place.address` with its dot.
 */
export type ContactValues = {
  fields: Record<string, string>;
  attachments: string[];
};

export const noValues: ContactValues = { fields: {}, attachments: [] };

const asText = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;

/** Reads the fields out of a submitted form or a contact body, whatever their types; what is no text is left out. */
export function contactValues(content: unknown): ContactValues {
  const fields: Record<string, string> = {};
  if (typeof content !== 'object' || content === null) return noValues;
  const { attachments, place, step: _step, ...plain } = content as Record<string, unknown>;
  const take = (name: string, value: unknown) => {
    const text = asText(Array.isArray(value) ? value[0] : value);
    if (text !== undefined) fields[name] = text;
  };
  for (const [name, value] of Object.entries(plain)) take(name, value);
  if (typeof place === 'object' && place !== null)
    for (const [name, value] of Object.entries(place)) take(`place.${name}`, value);
  return {
    fields,
    attachments: [attachments].flat().filter((id): id is string => typeof id === 'string'),
  };
}
