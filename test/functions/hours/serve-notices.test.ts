import { expect, test } from '@jest/globals';
import emergencyExample from '../../../events/service-state.v1.emergency.example.json' with { type: 'json' };
import ordinaryExample from '../../../events/service-state.v1.example.json' with { type: 'json' };
import quakeExample from '../../../events/service-state.v1.quake.example.json' with { type: 'json' };
import { md5, type PagesPlane, serveNotices, serveUntilStill } from '../../../functions/hours/serve-notices.ts';
import { ServiceState } from '../../../shared/contracts/service-state.ts';
import { fileOf, staticPages } from '../../../web/pages/static-pages.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';

const emergency = ServiceState.parse(emergencyExample);
const ordinary: ServiceState = { ...ServiceState.parse(ordinaryExample), service: emergency.service };
const services = [protezioneCivile];
const noPause = async () => undefined;

/** The bucket after a deployment; the files of `broken` cannot be written. */
function deployed(broken: readonly string[] = []) {
  const pages = new Map([...staticPages(services)].map(([address, page]) => [fileOf(address), page]));
  const puts: string[] = [];
  const plane: PagesPlane = {
    list: async () => new Map([...pages].map(([file, page]) => [file, md5(page)])),
    put: async (file, page) => {
      if (broken.includes(file)) throw new Error('no');
      puts.push(file);
      pages.set(file, page);
    },
  };
  return { pages, puts, plane };
}

test('while something is declared every page of the service says it as it is served, in its language', async () => {
  const { pages, plane } = deployed();
  const { left } = await serveNotices(services, [emergency], plane, noPause);
  expect(left).toEqual([]);
  for (const [language, level] of [
    ['it', 'Emergenza'],
    ['en', 'Emergency'],
    ['de', 'Notlage'],
  ])
    for (const place of ['', 'protezione-civile/', 'protezione-civile/contact/report/', 'protezione-civile/status/']) {
      const page = pages.get(`${language}/${place}index.html`) ?? '';
      expect(page).toMatch(new RegExp(`<p class="notice emergency"><strong>[^<]*${level} – Emilia-Romagna`));
      expect(page.match(/class="notice emergency"/g)).toHaveLength(1);
      expect(page).toContain('class="notice alert"');
    }
  expect(pages.get('index.html')).toContain('class="notice emergency"');
});

test('a second run writes nothing, and the end of what was declared gives the pages back as they were built', async () => {
  const { pages, puts, plane } = deployed();
  const built = new Map(pages);
  await serveNotices(services, [ordinary], plane, noPause);
  expect(puts).toEqual([]);
  await serveNotices(services, [emergency], plane, noPause);
  expect(puts.length).toBeGreaterThan(20);
  const written = puts.length;
  await serveNotices(services, [emergency], plane, noPause);
  expect(puts).toHaveLength(written);
  await serveNotices(services, [ordinary], plane, noPause);
  expect(pages).toEqual(built);
});

test('a page that cannot be written is left over and told, and keeps no other from being written', async () => {
  const { puts, plane } = deployed(['it/index.html']);
  const { left, told } = await serveNotices(services, [emergency], plane, noPause);
  expect(left).toEqual([{ service: 'all', what: '/it/' }]);
  expect(told.filter(({ applied }) => applied)).toHaveLength(puts.length);
  expect(puts).toContain('de/index.html');
});

test('of two runs at once the one that began with older acts leaves no older page behind', async () => {
  const { pages, plane } = deployed();
  const newer = deployed();
  await serveNotices(services, [emergency], newer.plane, noPause);
  // What is declared changes while the first run writes; the second run is whole before the first goes on.
  let declared: ServiceState[] = [ordinary];
  await serveNotices(services, [emergency], plane, noPause);
  let between = true;
  const slow: PagesPlane = {
    list: plane.list,
    put: async (...page) => {
      if (between) {
        between = false;
        declared = [emergency];
        await serveUntilStill(services, async () => declared, plane, noPause);
      }
      await plane.put(...page);
    },
  };
  const { left } = await serveUntilStill(services, async () => declared, slow, noPause);
  expect(left).toEqual([]);
  expect(pages).toEqual(newer.pages);
});

test('the word of the hour stands in the pages as they are served, in Italian and marked so where it is not translated', async () => {
  const { pages, plane } = deployed();
  const [area] = emergency.areas ?? [];
  if (area === undefined) throw new Error('the example declares something');
  const word = {
    text: { it: 'Scossa alle 3:36.', de: 'Beben um 3:36.' },
    source: 'INGV',
    from: emergency.asOf,
    until: area.endsAt,
    urgent: true,
  };
  await serveNotices(services, [{ ...emergency, areas: [{ ...area, event: 'd1', word }] }], plane, noPause);
  const page = (language: string) => pages.get(`${language}/protezione-civile/contact/report/index.html`) ?? '';
  expect(page('it')).toContain('La parola dell’ora (Urgente, non ancora riveduto):');
  expect(page('en')).toContain('In Italian only):</strong> <span lang="it">Scossa alle 3:36.</span>');
  expect(page('de')).toContain('<span lang="de">Beben um 3:36.</span>');
  expect(page('it')).toContain('href="/v1/services/protezione-civile/events/d1?language=it"');
});

test('a shock that nobody has decided on stands on top of every page, 112 first, and beside what is declared', async () => {
  const quake = ServiceState.parse(quakeExample);
  const { pages, plane } = deployed();
  const built = new Map(pages);
  await serveNotices(services, [quake], plane, noPause);
  for (const [language, question, first] of [
    ['it', 'Hai sentito una scossa?', 'chiama il 112'],
    ['en', 'Did you feel an earthquake?', 'call 112'],
    ['de', 'Haben Sie ein Erdbeben gespürt?', 'rufen Sie 112 an'],
  ] as const)
    for (const place of ['', 'protezione-civile/', 'protezione-civile/contact/']) {
      const page = pages.get(`${language}/${place}index.html`) ?? '';
      expect(page.match(/data-felt/g)).toHaveLength(1);
      const told = page.slice(page.indexOf('data-felt'));
      expect(told.indexOf(question)).toBeLessThan(told.indexOf(first));
      expect(told.indexOf(first)).toBeLessThan(told.indexOf('1 km W Accumoli (RI)'));
      expect(told).toContain('href="https://terremoti.ingv.it/event/7063251"');
      expect(told).toContain('Rieti');
    }
  await serveNotices(services, [{ ...emergency, ...(quake.quakes && { quakes: quake.quakes }) }], plane, noPause);
  const both = pages.get('it/protezione-civile/index.html') ?? '';
  expect(both.indexOf('data-felt')).toBeLessThan(both.indexOf('class="notice emergency"'));
  await serveNotices(services, [ordinary], plane, noPause);
  expect(pages).toEqual(built);
});

test('pages name the address of the portal once it is known, and are written once for it', async () => {
  const { pages, puts, plane } = deployed();
  const at = { ...plane, site: 'https://sportello.example' };
  await serveNotices(services, [ordinary], at, noPause);
  expect(pages.get('it/protezione-civile/index.html')).toContain(
    '<meta property="og:url" content="https://sportello.example/it/protezione-civile/">',
  );
  const written = puts.length;
  await serveNotices(services, [ordinary], at, noPause);
  expect(puts).toHaveLength(written);
});
