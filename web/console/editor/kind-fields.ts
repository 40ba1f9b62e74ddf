import { doors } from '../../../shared/contracts/content/measure.ts';
import { units } from '../../../shared/contracts/content/parameter.ts';
import type { EditorTexts } from '../../../shared/texts/editor/it.ts';

// Which fields an editor is given for each kind of content, in the order in which they are filled in.

/** The kinds that another content is chosen from by its title. */
type Named = 'article' | 'guide' | 'life-event' | 'measure' | 'question';

/** How one member of a document is typed. */
type Shape =
  | { as: 'line'; max: number; owners?: true }
  | { as: 'area'; rows: number; max: number; pictures?: true }
  /** A list of texts, one a line. */
  | { as: 'lines'; rows: number }
  | { as: 'day' }
  | { as: 'number' }
  /** Yes or nothing; with `no` also no. */
  | { as: 'flag'; no?: true }
  | { as: 'choice'; of: readonly string[]; named: keyof EditorTexts['choices'] }
  | { as: 'marks'; of: readonly string[]; named: keyof EditorTexts['choices'] }
  | { as: 'theme' }
  | { as: 'themes' }
  /** Another content; choosing one takes the members away that would stand in its place. */
  | { as: 'pick'; kind: Named; inPlaceOf?: readonly string[] }
  | { as: 'picks'; kind: Named }
  /** Other results of the same guide. */
  | { as: 'results' }
  | { as: 'condition' }
  | { as: 'lapse' }
  | { as: 'translated'; rows: number }
  | { as: 'file' }
  | { as: 'rows'; each: readonly Field[]; start: object };

/** A member with its name; `unless` and `where` name a member beside it without or with which it has no field. */
export type Field = {
  name: string;
  label: keyof EditorTexts['fields'];
  unless?: string;
  where?: { member: string; is: readonly string[] };
} & Shape;

const line = (name: string, max: number, label = name): Field => ({
  name,
  label: label as Field['label'],
  as: 'line',
  max,
});
const area = (name: string, rows = 2, max = 1000): Field => ({
  name,
  label: name as Field['label'],
  as: 'area',
  rows,
  max,
});
const lines = (name: string, rows: number): Field => ({ name, label: name as Field['label'], as: 'lines', rows });
const day = (name: string): Field => ({ name, label: name as Field['label'], as: 'day' });
const picks = (name: string, kind: Named): Field => ({ name, label: name as Field['label'], as: 'picks', kind });
const translated = (name: string, rows = 1): Field => ({
  name,
  label: name as Field['label'],
  as: 'translated',
  rows,
});

const title = line('title', 120);
const summary = area('summary', 3, 400);
const phrases = lines('phrases', 4);
const page = [title, summary, lines('steps', 6), { ...area('body', 14, 20_000), pictures: true } as Field, phrases];

/** The words of each kind, which stand in one language each. */
export const wordFields: Readonly<Record<string, readonly Field[]>> = {
  article: page,
  'question-and-answer': page,
  measure: [
    title,
    summary,
    lines('conditions', 4),
    area('amount'),
    area('apply'),
    line('pays', 1000),
    area('deadline'),
    lines('papers', 4),
    area('ifRefused', 3),
    phrases,
  ],
  'life-event': [title, summary, phrases],
  guide: [title, summary, phrases],
  material: [title, summary, line('href', 500), area('alternative', 3), phrases],
  practice: [title, summary, ...['who', 'aim', 'cost', 'result', 'contact'].map((name) => area(name)), phrases],
  administration: [title, summary, line('hours', 1000), area('territoryNote')],
};

const article: Field = { name: 'article', label: 'article', as: 'pick', kind: 'article' };
const lapse: Field = { name: 'lapses', label: 'lapses', as: 'lapse' };
const sources: Field = {
  name: 'sources',
  label: 'sources',
  as: 'rows',
  start: {},
  each: [
    line('name', 200, 'sourceName'),
    line('url', 500, 'sourceUrl'),
    line('law', 200),
    day('publishedOn'),
    day('consultedOn'),
  ],
};
const own = ['title', 'text', 'condition', 'article', 'lapses', 'validFrom', 'validTo'];

/** What is the same in every language. */
const factFields: Readonly<Record<string, readonly Field[]>> = {
  measure: [
    { name: 'condition', label: 'condition', as: 'condition' },
    { name: 'doors', label: 'doors', as: 'marks', of: doors, named: 'doors' },
    lapse,
    picks('lifeEvents', 'life-event'),
    article,
  ],
  'life-event': [
    { name: 'nationalCode', label: 'nationalCode', as: 'number' },
    { name: 'broader', label: 'broader', as: 'pick', kind: 'life-event' },
    picks('articles', 'article'),
    picks('guides', 'guide'),
  ],
  guide: [
    {
      name: 'questions',
      label: 'questions',
      as: 'rows',
      start: { question: '' },
      each: [
        { name: 'question', label: 'question', as: 'pick', kind: 'question' },
        { name: 'when', label: 'when', as: 'condition' },
      ],
    },
    {
      name: 'results',
      label: 'results',
      as: 'rows',
      start: { id: '' },
      each: [
        line('id', 60, 'resultId'),
        { name: 'measure', label: 'measure', as: 'pick', kind: 'measure', inPlaceOf: own },
        { ...translated('title'), unless: 'measure' },
        { ...translated('text', 3), unless: 'measure' },
        { name: 'condition', label: 'condition', as: 'condition', unless: 'measure' },
        { ...article, unless: 'measure' },
        { ...lapse, unless: 'measure' },
        { ...day('validFrom'), unless: 'measure' },
        { ...day('validTo'), unless: 'measure' },
        { name: 'excludes', label: 'excludes', as: 'results' },
      ],
    },
    { ...translated('title'), name: 'fallback.title', label: 'fallbackTitle' },
    { ...translated('text', 3), name: 'fallback.text', label: 'fallbackText' },
  ],
  administration: [
    { name: 'themes', label: 'themes', as: 'themes' },
    lines('territory', 3),
    { name: 'orients', label: 'orients', as: 'flag' },
    { name: 'digest', label: 'digest', as: 'flag' },
    line('ipa', 30),
    line('website', 500),
    line('phone', 20),
    line('email', 254),
    line('pec', 254),
  ],
  practice: [{ name: 'example', label: 'example', as: 'flag' }],
  question: [
    {
      name: 'answer',
      label: 'answer',
      as: 'choice',
      of: ['one', 'yes-no', 'number', 'date', 'municipality'],
      named: 'answers',
    },
    translated('text', 2),
    translated('short'),
    translated('hint', 2),
    {
      name: 'options',
      label: 'options',
      as: 'rows',
      start: { value: '' },
      each: [line('value', 60), translated('label')],
      where: { member: 'answer', is: ['one'] },
    },
    {
      name: 'unit',
      label: 'unit',
      as: 'choice',
      of: ['euro', 'years', 'persons', 'percent'],
      named: 'units',
      where: { member: 'answer', is: ['number'] },
    },
    { name: 'minimum', label: 'minimum', as: 'number', where: { member: 'answer', is: ['number'] } },
    { name: 'maximum', label: 'maximum', as: 'number', where: { member: 'answer', is: ['number'] } },
  ],
  picture: [{ name: 'file', label: 'file', as: 'file' }, { ...translated('alternative', 2) }, sources],
  parameter: [
    translated('name'),
    { name: 'unit', label: 'unit', as: 'choice', of: units, named: 'units' },
    {
      name: 'values',
      label: 'values',
      as: 'rows',
      start: { sources: [] },
      each: [
        { name: 'value', label: 'amount', as: 'number' },
        { ...day('validFrom'), name: 'from' },
        { ...day('validTo'), name: 'to' },
        sources,
      ],
    },
  ],
};

/** What every content with words in one language each has of its life. */
const lifeFields: readonly Field[] = [
  sources,
  { name: 'theme', label: 'theme', as: 'theme' },
  { name: 'owner', label: 'owner', as: 'line', max: 60, owners: true },
  day('checkedOn'),
  day('reviewBy'),
  day('validFrom'),
  day('validTo'),
  { name: 'checkWithAdministration', label: 'checkWithAdministration', as: 'flag', no: true },
];

/** The fields of a kind below its words: all of them in Italian, elsewhere only the age of the words. */
export function fieldsBelow(kind: string, isItalian: boolean): readonly Field[] {
  if (!isItalian) return [day('checkedOn'), day('reviewBy')];
  const facts = factFields[kind] ?? [];
  return wordFields[kind] === undefined ? facts : [...facts, ...lifeFields];
}
