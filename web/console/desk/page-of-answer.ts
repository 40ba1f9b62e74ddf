import type { ContentAct } from '../../../shared/contracts/content/entry.ts';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import type { PersonalPart } from '../../../shared/contracts/event-members.ts';
import { whatHolds } from '../../../shared/core/cases/readings.ts';
import { foldText } from '../../../shared/core/danger/fold-text.ts';

// A page that begins with what was answered: a draft without persons, which somebody rewrites and another reviews.

/** What stands where something told who asked. */
const taken = '[…]';

/** Addresses, numbers of five digits and more, tax codes and receipt codes, wherever they stand. */
const telling = [
  /[^\s@]+@[^\s@]+\.[a-z]{2,}/gi,
  /\b[A-Z]{2,4}(?:-[0-9A-HJKMNP-TV-Z]{4}){4}\b/g,
  /\b[a-z]{6}\d{2}[a-z]\d{2}[a-z]\d{3}[a-z]\b/gi,
  /\+?\d(?:[ ./-]?\d){4,}/g,
];

type Words = Pick<PersonalPart, 'name' | 'surname' | 'email' | 'phone' | 'place'>;

const escaped = (word: string) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The single words by which persons and places are named; of two letters and less too many words consist. */
function namesIn(persons: readonly Words[]): string[] {
  const said = persons.flatMap(({ name, surname, place }) => [name, surname, place?.address, place?.municipality]);
  const words = said.flatMap((one) => (one ?? '').split(/[^\p{L}]+/u)).filter((word) => word.length > 2);
  return [...new Set(words)].sort((one, other) => other.length - one.length);
}

/**
 * A text without what tells who asked: names and places of the case, addresses, numbers. It is a help for whoever
 * rewrites it, and no promise: a story can tell who somebody is without any name.
 */
export function withoutPersons(text: string, persons: readonly Words[]): string {
  const plain = telling.reduce((left, pattern) => left.replaceAll(pattern, taken), text);
  return namesIn(persons).reduce(
    (left, word) => left.replaceAll(new RegExp(`(?<!\\p{L})${escaped(word)}(?!\\p{L})`, 'giu'), taken),
    plain,
  );
}

const slugOf = (title: string) =>
  foldText(title)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 45)
    .replace(/-+$/, '') || 'risposta';

const atMost = (text: string, most: number) => (text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`);
const firstSentence = (text: string) => text.trim().split(/(?<=[.?!])\s|\n/)[0] ?? '';

/** The last answer that reached its citizen, in its words; undefined while there is none. */
export const lastAnswer = ({ desk }: Pick<DeskCase, 'desk'>): string | undefined =>
  desk.answers.findLast(({ state, text }) => state === 'sent' && text !== undefined)?.text;

/**
 * The draft that a case's answer begins: with its citizen's consent a question and answer, else an article with the
 * answer alone. `day` is today, `mark` four letters or digits that part two pages of one title; undefined for a case
 * without an answer.
 */
export function pageOfAnswer(
  known: DeskCase,
  { theme, administration, day, mark }: { theme: string; administration: string; day: string; mark: string },
): { content: string; act: ContentAct } | undefined {
  const answer = lastAnswer(known);
  if (answer === undefined) return undefined;
  const held = whatHolds(known);
  const clean = (text: string) => withoutPersons(text, held);
  const [{ subject = '', message = '' } = {}] = held;
  const allowed = known.desk.publication === true;
  const title = atMost(clean(subject || firstSentence(allowed ? message : answer)) || 'Una risposta', 110);
  const kind = allowed ? 'question-and-answer' : 'article';
  const id = `${slugOf(title)}-${mark}`;
  const year = Number(day.slice(0, 4));
  const document = {
    kind,
    id,
    service: known.service,
    theme,
    owner: 'redazione',
    sources: [{ name: administration.slice(0, 200), consultedOn: day }],
    checkedOn: day,
    reviewBy: `${year + 1}${day.slice(4, 8)}01`,
    checkWithAdministration: true,
    languages: {
      [known.language]: {
        title: title.length < 3 ? 'Una risposta' : title,
        summary: atMost(clean(firstSentence(answer)).padEnd(10, '.'), 300),
        steps: [],
        body: atMost(
          allowed ? `> ${clean(message).replaceAll('\n', '\n> ')}\n\n${clean(answer)}` : clean(answer),
          19_000,
        ),
      },
    },
  };
  const change = allowed ? 'Da una richiesta, con il consenso di chi ha chiesto' : 'Da una risposta';
  return {
    content: `${kind}/${id}`,
    act: { act: 'write', language: known.language, document, change, fromCase: known.code },
  };
}
