import { describe, expect, test } from '@jest/globals';
import { prepareService } from '../../cdk/house/services.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { languages } from '../../shared/contracts/text.ts';
import { staticPages } from '../../web/pages/static-pages.ts';
import { familyLine, protezioneCivile } from '../fixtures/contacts.ts';

const page = (service: PreparedService, address: string) => staticPages([service]).get(address) ?? '';

describe('who stands behind a service', () => {
  test('given what the administration says of itself, its page tells purpose, keeper, money and commitments', () => {
    const told = page(familyLine, '/it/familyline/');
    expect(told).toContain('Chi c’è dietro questo servizio');
    expect(told).toContain('Fondi nazionali.');
    expect(told).toContain(`href="${familyLine.website}"`);
    expect(page(protezioneCivile, '/en/protezione-civile/')).toContain('Transparency: every request is traced');
  });

  test('given nothing of that, the page says nothing of it', () => {
    const { about: _unsaid, ...silent } = familyLine;
    expect(page(silent, '/it/familyline/')).not.toContain('id="about"');
  });
});

describe('a service that has ended', () => {
  const instead = { it: 'Risponde il tuo Comune.', en: 'Your municipality answers.', de: 'Ihre Gemeinde antwortet.' };
  const ended = prepareService({ ...familyLine, ended: { on: '2026-06-30', instead } }, 2026);
  const own = familyLine.phones.map(({ number }) => `tel:${number}`);

  test('given any of its pages, no number of its own is offered, and those of rescue are', () => {
    for (const told of staticPages([ended]).values()) {
      for (const call of own) expect(told).not.toContain(call);
      expect(told).toContain('tel:112');
    }
  });

  test('given its first page, the list of services or the form, it says so, since when, and who answers', () => {
    for (const language of languages)
      for (const address of [`/${language}/familyline/`, `/${language}/`, `/${language}/familyline/contact/`]) {
        const told = page(ended, address);
        expect([address, told.includes(instead[language])]).toEqual([address, true]);
        expect(told).not.toContain('<textarea');
      }
    expect(page(ended, '/it/familyline/')).toContain('È terminato il 30 giugno 2026');
  });

  test('given somebody with a code, the page on which to follow it is still there', () => {
    expect(page(ended, '/it/familyline/')).toContain('/it/familyline/status/');
  });
});
