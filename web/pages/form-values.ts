/** What was typed into a form, right or wrong: names of its fields, those of a dotted name one level below. */
export type FormValues = Readonly<Record<string, unknown>>;

/** What stands in a field, `consents.publish` with its dot; undefined for nothing and for what is no text. */
export function givenIn(content: FormValues, name: string): string | undefined {
  const [head = '', member] = name.split('.');
  const value = content[head];
  const own = member === undefined ? value : (value as FormValues | undefined)?.[member];
  return typeof own === 'string' ? own : undefined;
}
