import type { Problem } from '../contracts/problem.ts';
import type { Texts } from './portal/it.ts';

/** What a zod issue tells that matters here. */
export type Issue = {
  code?: string;
  path: PropertyKey[];
  keys?: string[];
  origin?: string;
  minimum?: unknown;
  /** Said instead of what the field says itself. */
  saying?: 'phoneForCallBack' | { ownDoor: { service: string; kind: string } };
};

/** One wrong field: what to mend, and where it is as a JSON pointer (RFC 6901). */
export type WrongField = NonNullable<Problem['errors']>[number];

/** A path as a JSON pointer: `['place', 'address']` is `/place/address`. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function memberAt(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inside, step) =>
      typeof inside === 'object' && inside !== null && Object.hasOwn(inside, step)
        ? (inside as Record<PropertyKey, unknown>)[step]
        : undefined,
    content,
  );
}

const fieldName = (path: readonly PropertyKey[]): string => path.filter((step) => typeof step !== 'number').join('.');

/** What to mend in a named field, for a reason, in the caller's language. */
export function mendField(
  texts: Texts,
  field: keyof Texts['fields'],
  reason: 'missing' | 'tooLong' | 'invalid',
): WrongField {
  return { detail: texts.fields[field][reason], pointer: pointerOf(field.split('.')) };
}

/** What to say of a field that is missing, too long, or otherwise wrong. */
export type Mending = { missing: string; tooLong: string; invalid: string };

/** Every wrong member of a body, once each, with what to mend; `content` is the body that zod refused. */
export function mendAll(
  issues: readonly Issue[],
  content: unknown,
  texts: Pick<Texts, 'problems'> & { fields: Record<string, Mending> },
): WrongField[] {
  const wrong = new Map<string, WrongField>();
  const add = (pointer: string, detail: string) => {
    if (!wrong.has(pointer)) wrong.set(pointer, { detail, pointer });
  };
  for (const { code, path, keys, saying } of issues) {
    if (code === 'unrecognized_keys') {
      // Whoever sends a member with a name of 60 KB need not get it back.
      for (const key of keys ?? [])
        add(pointerOf([...path, key.slice(0, 100)]), texts.problems.unknownMember(key.slice(0, 40)));
      continue;
    }
    if (saying !== undefined) {
      const { problems } = texts;
      const said =
        typeof saying === 'string' ? problems[saying] : problems.ownDoor(saying.ownDoor.service, saying.ownDoor.kind);
      add(pointerOf(path), said);
      continue;
    }
    if (path.length === 0) {
      add('', texts.problems.notAnObject);
      continue;
    }
    const member = memberAt(content, path);
    const empty = member === undefined || member === null || (typeof member === 'string' && member.trim() === '');
    const known = Object.entries(texts.fields).find(([name]) => name === fieldName(path))?.[1];
    const reason = empty ? 'missing' : code === 'too_big' ? 'tooLong' : 'invalid';
    add(pointerOf(path), known?.[reason] ?? texts.problems.invalid);
  }
  return [...wrong.values()].slice(0, 50);
}
