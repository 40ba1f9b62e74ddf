/**
 * A change that somebody thought of, planted by hand: in `file`, from the project's folder, the text `find`, which
 * occurs there exactly once, becomes `replace`. `name` says what would break, as a sentence; `tests`, where given, are
 * the files that should notice, from the project's folder.
 */
export type PlantedChange = { name: string; file: string; find: string; replace: string; tests?: readonly string[] };

/**
 * The source with the change in it; throws where the text to change is not there exactly once, for the list is then out
 * of date.
 */
export function withPlanted(source: string, { name, file, find, replace }: PlantedChange): string {
  const parts = source.split(find);
  if (parts.length !== 2)
    throw new Error(`planted change «${name}»: its text is ${parts.length - 1} times in ${file}, not once`);
  return parts.join(replace);
}
