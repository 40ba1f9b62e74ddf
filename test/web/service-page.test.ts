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

describe('what is answered already, on the first page of a service', () => {
  const order = (told: string, ...parts: string[]) => parts.map((part) => told.indexOf(part));

  test('given any service, one can search before one writes, without script too', () => {
    for (const service of [familyLine, protezioneCivile])
      for (const language of languages) {
        const told = page(service, `/${language}/${service.service}/`);
        const places = order(told, 'role="search" method="get"', '<h2 id="what">');
        expect(places).toEqual(places.toSorted((one, other) => one - other));
        expect(places).not.toContain(-1);
      }
  });

  test('given lists that the service names, they stand beside the search in its order; given none, only the search does', () => {
    const told = page(familyLine, '/it/familyline/');
    const lists = ['life-events', 'guides', 'measures'].map((list) => `/v1/services/familyline/${list}?language=it`);
    const places = order(told, ...lists);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
    const { firstLists: _none, ...bare } = familyLine;
    for (const list of lists) expect(page(bare, '/it/familyline/')).not.toContain(list);
    expect(page(bare, '/it/familyline/')).toContain('role="search"');
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
