import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkDocument } from '../../functions/knowledge/rules/check-document.ts';
import { ContentAct } from '../../shared/contracts/content/entry.ts';
import type { PublicLine } from '../../shared/contracts/content/view.ts';
import type { DeskCase } from '../../shared/contracts/desk.ts';
import { pageOfAnswer, withoutPersons } from '../../web/console/desk/page-of-answer.ts';
import { pagesIn, pieceOf } from '../../web/console/desk/used-pages.ts';

const ada = {
  name: 'Ada',
  surname: 'Bianchi',
  email: 'ada.bianchi@example.org',
  phone: '333 1234567',
  place: { municipality: 'Accumoli' },
};
const question = 'Sono Ada Bianchi di Accumoli (ada.bianchi@example.org, 333 1234567). Serve l’ISEE per il bonus?';
const known = (publication?: boolean): DeskCase =>
  ({
    service: 'familyline',
    code: 'FL-7K3M-9QXT-4DHR-8WZA',
    language: 'it',
    contacts: [{ contact: 'FL-7K3M-9QXT-4DHR-8WZA', ...ada, subject: 'Bonus nuovi nati', message: question }],
    readings: [],
    desk: {
      publication,
      answers: [{ state: 'sent', text: 'Gentile Ada, serve l’ISEE del 2026. La richiesta è FL-7K3M-9QXT-4DHR-8WZA.' }],
    },
  }) as unknown as DeskCase;
const made = { theme: 'fisco', administration: 'Dipartimento per la famiglia', day: '2026-11-29', mark: 'ab12' };

describe('a page that begins with an answer', () => {
  test('has question and answer where its citizen allowed it, as a draft that the center takes', () => {
    const page = pageOfAnswer(known(true), made);
    expect(page?.content).toBe('question-and-answer/bonus-nuovi-nati-ab12');
    const act = ContentAct.parse(page?.act);
    if (act.act !== 'write') throw new Error('no draft');
    expect(act.fromCase).toBe('FL-7K3M-9QXT-4DHR-8WZA');
    const named = { service: 'familyline', kind: 'question-and-answer', id: 'bonus-nuovi-nati-ab12' };
    expect(checkDocument(act.document, { ...named, language: 'it' })).toHaveProperty('document');
    expect(JSON.stringify(act.document)).toContain('Serve l’ISEE per il bonus?');
  });

  test('has the answer alone where nobody allowed more', () => {
    for (const publication of [undefined, false]) {
      const page = pageOfAnswer(known(publication), made);
      expect(page?.content).toBe('article/bonus-nuovi-nati-ab12');
      expect(JSON.stringify(page?.act)).not.toContain('Serve l’ISEE per il bonus?');
      expect(JSON.stringify(page?.act)).toContain('serve l’ISEE del 2026');
    }
  });

  test('says nothing that names who asked', () => {
    const page = pageOfAnswer(known(true), made);
    const told = page?.act.act === 'write' ? { ...page.act, fromCase: undefined } : undefined;
    for (const word of ['Ada', 'Bianchi', 'Accumoli', 'example.org', '1234567', '8WZA'])
      expect(JSON.stringify(told)).not.toContain(word);
  });

  test('is none before there is an answer', () => {
    const waiting = { ...known(true), desk: { answers: [{ state: 'to-leave', text: 'Presto' }] } };
    expect(pageOfAnswer(waiting as unknown as DeskCase, made)).toBeUndefined();
  });

  test('whatever somebody is called, the name stands in no text that is left', () => {
    const word = fc.stringMatching(/^[A-Za-zàèéìòù]{3,12}$/);
    const holds = fc.property(word, word, fc.array(fc.lorem({ maxCount: 4 })), (name, surname, around) => {
      const text = [...around, name, `${surname.toUpperCase()},`, `(${name}`, ...around].join(' ');
      const left = withoutPersons(text, [{ name, surname }]).split(/[^\p{L}]+/u);
      expect(left.map((one) => one.toLowerCase())).not.toContain(name.toLowerCase());
      expect(left.map((one) => one.toLowerCase())).not.toContain(surname.toLowerCase());
    });
    fc.assert(holds, { numRuns: 200 });
  });
});

describe('a page that is put into an answer', () => {
  const line: PublicLine = {
    kind: 'article',
    id: 'isee',
    theme: 'fisco',
    language: 'it',
    title: 'L’ISEE',
    summary: 'Come si chiede.',
    address: '/v1/services/familyline/articles/isee?language=it',
    version: 7,
  };

  test('is kept with its version for as long as anything of it stands there', () => {
    for (const as of ['quotation', 'link', 'said'] as const) {
      const { text, page } = pieceOf(line, as, 'https://sportello.example');
      expect(pagesIn(`Gentile signora, ${text}`, [page, page])).toEqual(['article/isee@7']);
      expect(pagesIn('Gentile signora, altro.', [page])).toEqual([]);
    }
  });

  test('goes in as words with where they are from, or as a link, or as what was read out', () => {
    const text = (as: 'quotation' | 'link' | 'said') => pieceOf(line, as, 'https://sportello.example').text;
    const link = 'L’ISEE: https://sportello.example/v1/services/familyline/articles/isee?language=it';
    expect(text('quotation')).toBe(`«Come si chiede.»\n${link}`);
    expect(text('link')).toBe(link);
    expect(text('said')).toBe('L’ISEE: Come si chiede.');
  });
});
