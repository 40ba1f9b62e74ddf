import { expect, test } from '@jest/globals';
import guideStep from '../../events/guide-step.v1.example.json' with { type: 'json' };
import { GuideStep } from '../../shared/contracts/content/guide-step.ts';
import { guidePiece, pagesIn } from '../../web/console/desk/used-pages.ts';

const step = { ...GuideStep.parse(guideStep), title: 'Arriva un figlio', language: 'it' as const };
const line = {
  ...({ kind: 'guide', id: 'arriva-un-figlio', theme: 'famiglia', language: 'it', version: 3 } as const),
  ...{ title: 'Arriva un figlio', summary: 'Che cosa ti spetta.', address: '/x' },
};
const words = { language: 'it' as const, papers: [], doors: [], why: [] };

test('a guide that was asked to its end says what is and may be theirs, with the pages, and stands in the answer by name', () => {
  const results = [
    { ...words, id: 'a', title: 'Bonus nuovi nati', state: 'yours' as const, address: '/measures/a' },
    { ...words, id: 'b', title: 'Bonus nido', state: 'maybe' as const },
    { ...words, id: 'c', title: 'Carta', state: 'not' as const },
  ];
  const { text, page } = guidePiece({ ...step, results }, line, 'https://portal.example');
  expect(text).toBe(
    'Arriva un figlio\n- Bonus nuovi nati: Fa per te\n  https://portal.example/measures/a\n- Bonus nido: Forse fa per te',
  );
  expect(pagesIn(text, [page])).toEqual(['guide/arriva-un-figlio@3']);
});

test('a guide that reached nothing says what its fallback says', () => {
  const fallback = { title: 'Niente', text: 'Scrivi al servizio.' };
  const { text } = guidePiece({ ...step, results: [], fallback }, line, '');
  expect(text).toBe('Arriva un figlio\nScrivi al servizio.');
});
