/** Something that can be done on the page that is shown; `key` does it where no field is typed into. */
export type PageAct = { name: string; key?: string; act: () => void };

/** Whether somebody types into what has the focus, or chooses from it. */
export const isTypedInto = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)));

/** The act that a key press asks for: none with another key held down, none while somebody types. */
export const actFor = (
  press: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'target'>,
  acts: readonly PageAct[],
): PageAct | undefined =>
  press.ctrlKey || press.altKey || press.metaKey || isTypedInto(press.target)
    ? undefined
    : acts.find(({ key }) => key === press.key);

/** The acts whose names hold every word that is looked for. */
export const actsFound = (acts: readonly PageAct[], search: string): PageAct[] => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return acts.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
};
