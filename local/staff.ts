import { readFileSync } from 'node:fs';

/** Somebody who works here, as this machine plays it: an account of the stage's own issuer. */
export type Colleague = {
  userName: string;
  name: string;
  email: string;
  /** The subject of their tokens: never changes. */
  sub: string;
  /** Shown on the stage's sign-in page: it opens nothing anywhere else. */
  password: string;
  groups: string[];
  what: { it: string; en: string };
};

/** The accounts that every stage has. */
export const colleagues: readonly Colleague[] = JSON.parse(
  readFileSync(new URL('./staff.json', import.meta.url), 'utf8'),
);
