import type { ContentDocument } from '../../../shared/contracts/content/entry.ts';
import type { PracticeProposed } from '../../../shared/contracts/content/practice-proposed.ts';
import { instantOf } from '../../../shared/core/hours/zone.ts';
import type { Content } from '../../../shared/core/knowledge/content-life.ts';
import type { ListedContent } from '../../../shared/core/knowledge/listed-content.ts';

// What becomes of a practice that somebody tells: a draft like any other, under a name that says how it came.

/** The beginning of the subject under which practices come in by the door; then who sent it, as a digest of that day. */
export const door = 'practice-door:';

/** The name of a practice: of its title, and of all that was said, so that the same one sent again is the same. */
export const practiceId = (title: string, digest: string): string => {
  const words = title.normalize('NFD').toLowerCase().replace(/\p{M}/gu, '');
  const slug = words
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 45)
    .replace(/^-+|-+$/g, '');
  return [slug, digest.slice(0, 8)].filter(Boolean).join('-');
};

/** The draft of a practice, for an editor to place under a theme. */
export function practiceDocument(
  { language, email, contact, mayBePublished: _said, ...words }: PracticeProposed,
  { id, service, today, reviewBy }: { id: string; service: string; today: string; reviewBy: string },
): ContentDocument {
  return {
    kind: 'practice',
    id,
    service,
    theme: 'altro',
    sources: [{ name: words.who.slice(0, 200), consultedOn: today }],
    checkedOn: today,
    reviewBy,
    owner: 'redazione',
    checkWithAdministration: false,
    languages: { [language]: { ...words, contact: `${contact}, ${email.toLowerCase()}` } },
  };
}

const mostOfOne = 5;
const mostOfAll = 100;

/** Whether one sender, or all together, have told as many practices in the last 24 hours as are taken. */
export function isFull(listed: readonly ListedContent[], subject: string, at: string): boolean {
  const told = listed.flatMap(({ life }) =>
    life.written.filter(
      ({ by, at: then }) => by.subject.startsWith(door) && instantOf(at) - instantOf(then) < 86_400_000,
    ),
  );
  return told.length >= mostOfAll || told.filter(({ by }) => by.subject === subject).length >= mostOfOne;
}

/**
 * Whom to tell that a practice is public: the address in its contact, the first time that it is published, where it came
 * in by the door.
 */
export function authorToTell({
  written,
  published,
}: Content): { to: string; language: 'it' | 'en' | 'de' } | undefined {
  const [first] = written;
  const times = Object.values(published).reduce((sum, each) => sum + each.length, 0);
  if (first === undefined || !first.by.subject.startsWith(door) || times !== 1) return undefined;
  const words = (first.document['languages'] as Record<string, { contact?: string }> | undefined)?.[first.language];
  const to = /[^\s,]+@[^\s,]+$/.exec(words?.contact ?? '')?.[0];
  return to === undefined ? undefined : { to, language: first.language };
}
