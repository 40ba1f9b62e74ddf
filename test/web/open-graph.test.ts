import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { sharePicture } from '../../web/pages/open-graph.ts';
import { pagesIn, staticPages } from '../../web/pages/static-pages.ts';
import { familyLine, protezioneCivile } from '../fixtures/contacts.ts';

const services = [protezioneCivile, familyLine];
const site = 'https://sportello.example';

const propertiesOf = (page: string) => {
  const found = [...page.matchAll(/<meta property="og:([a-z_:]+)" content="([^"]*)">/g)];
  return Object.fromEntries(found.map(([, name, content]) => [String(name), String(content)]));
};
const isListed = (page: string) => !page.includes('<meta name="robots" content="noindex">');

describe('what sites show of a page that is shared', () => {
  test('stands in every page that may be found, with addresses that are whole as it is served', () => {
    const pages = [...pagesIn(services, [], site)].filter(([, page]) => isListed(page));
    expect(pages.length).toBeGreaterThan(40);
    for (const [address, page] of pages) {
      const told = propertiesOf(page);
      expect([address, Object.values(told).filter((value) => value.trim() === '')]).toEqual([address, []]);
      expect(told).toMatchObject({ type: 'website', site_name: expect.anything(), description: expect.anything() });
      expect(['it_IT', 'en_GB', 'de_DE']).toContain(told['locale']);
      expect(told['image']).toBe(`${site}${sharePicture}`);
      expect(new URL(told['url'] ?? '').origin).toBe(site);
      for (const [, href] of page.matchAll(/<link rel="alternate" [^>]*href="([^"]*)"/g))
        expect(new URL(href ?? '').origin).toBe(site);
    }
  });

  test('names each page by the address at which it lies, and a picture that there is', () => {
    for (const [address, page] of pagesIn(services, [], site)) {
      const { url } = propertiesOf(page);
      if (address !== '/' && isListed(page)) expect(url).toBe(`${site}${address}`);
    }
    expect(existsSync(new URL(`../../web/styles${sharePicture.replace('/assets', '')}`, import.meta.url))).toBe(true);
  });

  test('is not in pages with somebody’s own words, or that only answer a form', () => {
    const unlisted = [...staticPages(services)].filter(([, page]) => !isListed(page));
    expect(unlisted.length).toBeGreaterThan(3);
    for (const [, page] of unlisted) expect(propertiesOf(page)).toEqual({});
  });

  test('leads from the pages of a service to the feed of its answers', () => {
    const page = pagesIn(services, [], site).get('/de/familyline/');
    expect(page).toContain(
      `<link rel="alternate" type="application/atom+xml" title="FamilyLine: neue und neu geprüfte Seiten (Atom)" href="${site}/v1/services/familyline/articles?language=de&amp;format=atom">`,
    );
  });
});
