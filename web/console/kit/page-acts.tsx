import { createContext } from 'preact';
import { useContext, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { actFor, actsFound, isTypedInto, type PageAct } from './acts.ts';
import { Line } from './fields.tsx';
import { useDeskTexts } from './language.ts';

// What can be done on a page, by one key each and by a list that Ctrl-K opens. Keys of one letter are off while
// somebody types, and can be switched off (WCAG 2.2, success criterion 2.1.4).

/** The acts of every part of a page, by its name, as it was last shown. */
export type KnownActs = Map<string, readonly PageAct[]>;

export const ActsContext = createContext<KnownActs>(new Map());

/** Says what can be done in one part of a page, as long as it is shown. */
export function usePageActs(part: string, acts: readonly PageAct[]): void {
  const known = useContext(ActsContext);
  useLayoutEffect(() => {
    known.set(part, acts);
  });
  useLayoutEffect(() => () => void known.delete(part), [known, part]);
}

/** The list of all acts of a page, and the keys that do them. */
export function ActsList({ keys, onKeys }: { keys: boolean; onKeys: (on: boolean) => void }) {
  const { acts: texts } = useDeskTexts();
  const known = useContext(ActsContext);
  const dialog = useRef<HTMLDialogElement>(null);
  const [search, setSearch] = useState<string>();
  const all = () => [...known.values()].flat();
  const open = () => setSearch('');
  const close = () => setSearch(undefined);
  useLayoutEffect(() => {
    if (search !== undefined && dialog.current?.open === false) dialog.current.showModal();
  }, [search]);
  useLayoutEffect(() => {
    const onPress = (press: KeyboardEvent) => {
      if (dialog.current?.open) return;
      const isList = (press.ctrlKey || press.metaKey) && press.key.toLowerCase() === 'k';
      const act = isList
        ? open
        : keys
          ? press.key === '?' && !isTypedInto(press.target)
            ? open
            : actFor(press, all())?.act
          : undefined;
      if (act === undefined) return;
      press.preventDefault();
      act();
    };
    document.addEventListener('keydown', onPress);
    return () => document.removeEventListener('keydown', onPress);
  }, [keys]);
  const found = search === undefined ? [] : actsFound(all(), search);
  const go = (one: PageAct | undefined) => {
    if (one === undefined) return;
    dialog.current?.close();
    one.act();
  };
  return (
    <>
      <button type="button" class="acts-open no-print" aria-haspopup="dialog" onClick={open}>
        {texts.open} <kbd>Ctrl K</kbd>
      </button>
      {search !== undefined && (
        <dialog class="acts-list" ref={dialog} aria-label={texts.title} onClose={close}>
          <form
            method="dialog"
            onSubmit={(event) => {
              event.preventDefault();
              go(found[0]);
            }}
          >
            <Line id="acts-search" label={texts.search} maxLength={60} value={search} onValue={setSearch} />
            <ul class="plain">
              {found.map((one) => (
                <li key={one.name}>
                  <button type="button" onClick={() => go(one)}>
                    {one.name} {one.key !== undefined && keys && <kbd>{one.key}</kbd>}
                  </button>
                </li>
              ))}
            </ul>
            {found.length === 0 && <p>{texts.none}</p>}
            <label class="check">
              <input type="checkbox" checked={keys} onChange={({ currentTarget }) => onKeys(currentTarget.checked)} />
              <span>{texts.keys}</span>
            </label>
            <p class="buttons">
              <button type="button" class="button secondary" onClick={() => dialog.current?.close()}>
                {texts.close}
              </button>
            </p>
          </form>
        </dialog>
      )}
    </>
  );
}
