import { useState } from 'preact/hooks';
import type { Drafts } from '../session/kept-drafts.ts';

/**
 * Where one form keeps what is typed into it, in this tab: it outlives a reload and a new sign-in of the same person.
 */
export type TypedWords = {
  find: <Typed>() => Typed | undefined;
  keep: (typed: unknown) => void;
  drop: () => void;
};

/** The draft of that name among somebody's drafts. */
export const typedWords = (drafts: Drafts, name: string): TypedWords => ({
  find: <Typed>() => drafts.find<Typed>(name),
  keep: (typed) => drafts.keep(name, typed),
  drop: () => drafts.drop(name),
});

/** What is typed into a form, kept with each change; what was kept before comes first. */
export function useTyped<Typed>(words: TypedWords, start: () => Typed): [Typed, (typed: Typed) => void] {
  const [typed, setTyped] = useState<Typed>(() => words.find<Typed>() ?? start());
  const change = (next: Typed) => {
    setTyped(next);
    words.keep(next);
  };
  return [typed, change];
}
