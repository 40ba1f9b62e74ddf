import type { ContentItem } from '../../../../shared/contracts/content/content.ts';
import type { Guide } from '../../../../shared/contracts/content/guide.ts';
import type { Measure } from '../../../../shared/contracts/content/measure.ts';
import type { Parameter } from '../../../../shared/contracts/content/parameter.ts';
import type { Question } from '../../../../shared/contracts/content/question.ts';

const said = (text: string) => ({ it: text, en: text, de: text });
const source = { name: 'Gazzetta Ufficiale', url: 'https://www.gazzettaufficiale.it/', consultedOn: '2026-11-28' };

/** What every item of the samples has. */
export const members = {
  service: 'familyline',
  theme: 'fisco',
  sources: [source],
  checkedOn: '2026-11-28',
  reviewBy: '2026-12-20',
  owner: 'redazione',
  checkWithAdministration: true,
};

const question = (id: string, answer: Question['answer'], more: Partial<Question> = {}): Question => ({
  kind: 'question',
  id,
  service: 'familyline',
  answer,
  text: said(`${id}?`),
  short: said(id),
  ...more,
});

export const questions: Question[] = [
  question('children', 'yes-no'),
  question('isee', 'number', { unit: 'euro', minimum: 0, maximum: 200_000 }),
  question('born', 'date'),
  question('town', 'municipality'),
  question('work', 'one', {
    options: ['employee', 'self-employed', 'none'].map((value) => ({ value, label: said(value) })),
  }),
];

export const limit: Parameter = {
  kind: 'parameter',
  id: 'limit',
  service: 'familyline',
  name: said('limite ISEE'),
  unit: 'euro',
  values: [{ value: 20_000, from: '2026-01-01', to: '2026-12-31', sources: [source] }],
};

export const measure: Measure = {
  kind: 'measure',
  id: 'birth-grant',
  ...members,
  languages: {
    it: {
      title: 'Contributo per chi nasce',
      summary: 'Una somma per chi è appena nato.',
      conditions: ['ISEE fino a {{limit}}'],
      amount: 'Fino a {{limit}}.',
      apply: 'INPS',
      pays: 'INPS',
      deadline: 'Sei mesi dalla nascita.',
      papers: ['ISEE'],
      ifRefused: 'Chiedi il motivo per scritto.',
    },
  },
  condition: {
    all: [
      { question: 'children', is: true },
      { question: 'isee', atMost: { parameter: 'limit' } },
      { not: { question: 'born', olderThan: { months: 6 } } },
    ],
  },
  doors: ['patronato'],
  lapses: { question: 'born', after: { months: 6 } },
  lifeEvents: [],
};

export const guide: Guide = {
  kind: 'guide',
  id: 'a-child',
  ...members,
  languages: { it: { title: 'Arriva un figlio', summary: 'Che cosa spetta a chi ha un figlio.' } },
  questions: [
    { question: 'children' },
    { question: 'isee', when: { question: 'children', is: true } },
    { question: 'born', when: { question: 'children', is: true } },
    { question: 'work' },
  ],
  results: [
    { id: 'birth-grant', measure: 'birth-grant' },
    {
      id: 'leave',
      title: said('Congedo'),
      text: said('Chiedilo al datore di lavoro.'),
      condition: {
        all: [
          { question: 'children', is: true },
          { question: 'work', is: 'employee' },
        ],
      },
    },
  ],
  fallback: { title: said('Chiedi'), text: said('Scrivi a un esperto.') },
};

export const items: ContentItem[] = [...questions, limit, measure, guide];
