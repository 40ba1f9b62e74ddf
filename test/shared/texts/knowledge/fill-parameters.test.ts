import { describe, expect, test } from '@jest/globals';
import { gulpease } from '../../../../shared/core/knowledge/gulpease.ts';
import { fillParameters, readableFigure } from '../../../../shared/texts/knowledge/fill-parameters.ts';
import { limit } from '../../core/knowledge/guide-samples.ts';

const other = { ...limit, id: 'days', unit: 'days' as const, values: [{ value: 1, from: '2020-01-01', sources: [] }] };

describe('figures in a text', () => {
  test('are those of the day, with their unit', () => {
    expect(fillParameters('ISEE fino a {{limit}}.', [limit], '2026-12-31', 'it')).toBe('ISEE fino a 20.000 euro.');
    expect(fillParameters('{{limit}} in {{days}}', [limit, other], '2026-01-01', 'en')).toBe('20,000 euro in 1 day');
    expect(readableFigure(203.8, 'euro-a-month', 'de')).toBe('203,80 Euro im Monat');
    expect(readableFigure(2, 'working-days', 'it')).toBe('2 giorni lavorativi');
  });

  test('are not published yet once their year is over, in each language', () => {
    expect(fillParameters('{{limit}}', [limit], '2027-01-01', 'it')).toBe('importo 2027 non ancora pubblicato');
    expect(fillParameters('{{limit}}', [limit], '2027-01-01', 'en')).toBe('amount for 2027 not yet published');
    expect(fillParameters('{{limit}}', [limit], '2027-01-01', 'de')).toBe('Betrag 2027 noch nicht veröffentlicht');
    expect(fillParameters('{{days}}', [other], '2027-01-01', 'it')).toBe('1 giorno');
  });

  test('that nobody has defined reach no reader as braces', () => {
    expect(fillParameters('{{nothing}}', [], '2026-05-01', 'it')).toBe('importo 2026 non ancora pubblicato');
  });
});

describe('readability', () => {
  test('falls with longer words and longer sentences', () => {
    const plain = gulpease('Vai in Comune. Porta la carta. Chiedi il modulo.');
    const heavy = gulpease(
      'Il richiedente presenta presso l’amministrazione territorialmente competente apposita documentazione attestante la sussistenza dei requisiti.',
    );
    expect(plain).toBeGreaterThan(80);
    expect(heavy).toBeLessThan(40);
    expect(gulpease('')).toBe(100);
  });
});
