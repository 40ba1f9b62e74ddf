import type { ContentDraftView, Finding } from '../../../shared/contracts/content/content-draft.ts';
import type { ContentDocument } from '../../../shared/contracts/content/entry.ts';
import type { ContentLine } from '../../../shared/contracts/content/view.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { type Path, valueAt } from './typed-document.ts';

/** What every field of a content that is being edited is given. */
export type Edited = {
  document: ContentDocument;
  /** The language of its words. */
  language: Language;
  names: NonNullable<ContentDraftView['names']>;
  /** Every other content, to be chosen by its title. */
  lines: readonly ContentLine[];
  /** What is shown at its fields of what stands against it. */
  findings: readonly Finding[];
  change: (path: Path, value: unknown) => void;
};

/** The id of the field of a member: `edit-title`, `edit-questions-2-when`. */
export const fieldId = (path: Path): string =>
  `edit-${(path[0] === 'languages' ? path.slice(2) : path).join('-').replaceAll('.', '-')}`;

const pathOf = (pointer: string): string[] => pointer.split('/').slice(1);

/** The field that a finding is mended at: its member's, else the nearest around it that is there. */
export function fieldOfFinding({ at }: Pick<Finding, 'at'>, isThere: (id: string) => boolean): string | undefined {
  for (let path = pathOf(at); path.length > 0; path = path.slice(0, -1)) {
    const id = fieldId(path);
    if (isThere(id)) return id;
  }
  return undefined;
}

/** What is said of a member and of what stands in it; `alone` leaves out what fields in it say themselves. */
export function saidAt({ findings }: Pick<Edited, 'findings'>, path: Path, alone = false): string | undefined {
  const at = `/${path.join('/')}`;
  const own = findings.filter((one) => one.at === at || (!alone && one.at.startsWith(`${at}/`)));
  return own.length === 0 ? undefined : [...new Set(own.map(({ sentence }) => sentence))].join(' ');
}

/** The contents of a kind by their titles, in the order of these. */
export function titlesOf(lines: readonly ContentLine[], kind: string): [id: string, title: string][] {
  return lines
    .filter((line) => line.kind === kind)
    .map(({ id, languages }): [string, string] => [id, languages.it?.title || id])
    .sort(([, one], [, other]) => one.localeCompare(other, 'it'));
}

/** The questions that a condition may ask: in a guide those of the guide, elsewhere all. */
export function askable({ document, names }: Pick<Edited, 'document' | 'names'>) {
  if (document['kind'] !== 'guide') return names.questions;
  const rows = valueAt(document, ['questions']);
  const asked = Array.isArray(rows) ? rows.map((row) => valueAt(row, ['question'])) : [];
  return names.questions.filter(({ id }) => asked.includes(id));
}
