import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/**
 * A source file by its path from the repository, and what it imports: paths from the repository, or packages by name.
 */
export type Room = { file: string; imports: string[] };

/**
 * Matches static and dynamic imports, types too, and exports from elsewhere; comments begin a line with `//` or `*`.
 */
const specifier = /(?:^|[;}\s])(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?\s*'([^'\n]+)'|import\(\s*'([^'\n]+)'\s*\)/g;

/** Every import of a source text, as written. */
export function importsIn(text: string): string[] {
  const code = text.replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '');
  return [...code.matchAll(specifier)].map(([, named, later]) => named ?? later ?? '');
}

/** The imports of a file as paths from the repository; a package stays its name. */
export const roomOf = (file: string, text: string): Room => ({
  file,
  imports: importsIn(text).map((name) => (name.startsWith('.') ? normalize(join(dirname(file), name)) : name)),
});

/** Every source file of the given folders of the repository. */
export function readRooms(folders: readonly string[]): Room[] {
  return folders
    .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx,mjs}`))
    .sort()
    .map((file) => roomOf(file, readFileSync(file, 'utf8')));
}
