import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readContent } from '../../../cdk/house/content.ts';
import type { Article } from '../../../shared/contracts/content/article.ts';
import type { ContentItem } from '../../../shared/contracts/content/content.ts';
import type { Guide } from '../../../shared/contracts/content/guide.ts';
import type { LifeEvent } from '../../../shared/contracts/content/life-event.ts';
import type { Measure } from '../../../shared/contracts/content/measure.ts';
import type { Parameter } from '../../../shared/contracts/content/parameter.ts';
import type { Answers } from '../../../shared/contracts/content/question.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { measuresFor, prepareGuide, runGuide } from '../../../shared/core/knowledge/guide.ts';
import { gulpease } from '../../../shared/core/knowledge/gulpease.ts';
import { figuresOn } from '../../../shared/core/knowledge/parameters.ts';
import { pictureTypeOf } from '../../../shared/core/knowledge/picture-type.ts';
import { picturesNamed } from '../../../shared/core/knowledge/pictures.ts';
import { publishFaults, textsOf } from '../../../shared/core/knowledge/publish-faults.ts';
import { mostPaths, mostQuestions, walkGuide } from '../../../shared/core/knowledge/walk-guide.ts';
import { faultSentence } from '../../../shared/texts/knowledge/faults.ts';
import { fillParameters } from '../../../shared/texts/knowledge/fill-parameters.ts';
import { forbiddenWords } from '../../../shared/texts/knowledge/forbidden-words.ts';

const directory = new URL('../../../shared/services', import.meta.url).pathname;
const services = ['familyline', 'protezione-civile'] as const;
const contentOf = (service: string) => {
  const content = readContent(directory, service);
  if (content === undefined) throw new Error(`${service} has no content`);
  return content;
};
const contents = { familyline: contentOf('familyline'), 'protezione-civile': contentOf('protezione-civile') };
const items = (service: (typeof services)[number]): ContentItem[] => contents[service].items;
const ofKind = <Kind extends ContentItem['kind']>(service: (typeof services)[number], kind: Kind) =>
  items(service).filter((item): item is Extract<ContentItem, { kind: Kind }> => item.kind === kind);

const today = '2026-11-29';
const newYear = '2027-01-01';
const published = services.flatMap((service) =>
  items(service).map((item) => [`${service} ${item.kind} ${item.id}`, item, items(service)] as const),
);

describe('the content of a service', () => {
  test('is as much as a newcomer is promised', () => {
    expect(ofKind('familyline', 'article')).toHaveLength(20);
    expect(ofKind('familyline', 'guide')).toHaveLength(6);
    expect(ofKind('familyline', 'measure')).toHaveLength(15);
    expect(ofKind('protezione-civile', 'article').length).toBeGreaterThanOrEqual(14);
    expect(ofKind('protezione-civile', 'guide')).toHaveLength(3);
  });

  test('has a picture that an article shows, light enough for a page and told in three languages', () => {
    const [picture, ...more] = ofKind('protezione-civile', 'picture');
    if (picture === undefined) throw new Error('there is no picture');
    expect(more).toEqual([]);
    const bytes = Buffer.from(picture.file.data, 'base64');
    expect(bytes.length).toBeLessThanOrEqual(30_000);
    expect(pictureTypeOf(picture.file.data)).toBe('image/png');
    // PNG (ISO/IEC 15948, 11.2.2): the header names width and height.
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([picture.file.width, picture.file.height]);
    expect(new Set(Object.values(picture.alternative)).size).toBe(3);
    const shownBy = ofKind('protezione-civile', 'article').filter(({ languages }) =>
      picturesNamed(languages.it.body ?? '').includes(picture.id),
    );
    expect(shownBy.map(({ id }) => id)).toEqual(['terremoto']);
  });

  test('has the nineteen national life events, and narrower ones of our own that are mapped to them', () => {
    const events: LifeEvent[] = ofKind('familyline', 'life-event');
    const national = events.filter(({ nationalCode }) => nationalCode !== undefined);
    expect(national.map(({ nationalCode }) => nationalCode).sort((a = 0, b = 0) => a - b)).toEqual(
      Array.from({ length: 19 }, (_, index) => index + 1),
    );
    const narrower = events.filter(({ broader }) => broader !== undefined);
    expect(narrower.length).toBeGreaterThanOrEqual(4);
    expect(narrower.length + national.length).toBe(events.length);
    for (const { broader } of narrower) expect(national.map(({ id }) => id)).toContain(broader);
  });

  test.each(published)(
    '%s is published: sources with their dates, no word that calms, no bare amount',
    (_, item, all) => {
      expect(publishFaults(item, all, today, forbiddenWords).map((fault) => faultSentence(fault, 'en'))).toEqual([]);
    },
  );

  test.each(published)('%s can be published on the first of January as well', (_, item, all) => {
    expect(publishFaults(item, all, newYear, forbiddenWords)).toEqual([]);
  });

  test.each(services)(
    '%s: title, summary and steps are there in every language, and a theme that exists',
    (service) => {
      const themes = contents[service].themes.map(({ theme }) => theme);
      for (const item of items(service)) {
        if (!('languages' in item)) continue;
        expect(themes).toContain(item.theme);
        for (const language of languages)
          expect(item.languages[language]?.title ?? `${item.id} ${language}`).not.toBe('');
        expect(Object.keys(item.languages).sort()).toEqual(['de', 'en', 'it']);
        expect(item.checkWithAdministration).toBe(true);
      }
      for (const { languages: texts } of ofKind(service, 'article') as Article[]) {
        expect(texts.it.body).toBeDefined();
        for (const language of languages) expect(texts[language]?.steps.length).toBeGreaterThan(1);
      }
    },
  );

  test.each(services)('%s: every text in Italian reads easily (Gulpease 60 and more)', (service) => {
    for (const { id, languages: texts } of ofKind(service, 'article') as Article[]) {
      const text = [texts.it.summary, ...texts.it.steps, texts.it.body].join('\n');
      expect(`${id} ${gulpease(text) >= 60}`).toBe(`${id} true`);
    }
  });
});

describe('the German that a service says', () => {
  // Definitions, themes, answer templates and content alike: every string that stands under `de`, but what readers type.
  const germanIn = (value: unknown, inGerman = false): string[] => {
    if (typeof value === 'string') return inGerman ? [value] : [];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, inner]) =>
      name === 'phrases' ? [] : germanIn(inner, inGerman || name === 'de'),
    );
  };
  const withoutQuotes = (text: string) => text.replace(/„[^“]*“/g, '„…“');
  const asFriend = /(?<!\p{L})(?:du|dir|dich|dein(?:e[mnrs]?)?|euch|eue?re?[mnrs]?)(?!\p{L})/iu;
  const ordered =
    /(?<!\p{L})(?:ruf|geh|bleib|fahr|stell|mach|hol|sag|sieh|lies|nimm|tu|such|schreib|sprich|tritt|bring|lass)(?!\p{L})/iu;
  const asked =
    /(?:^|[.:!?;,] )(?:frage|prüfe|folge|achte|beantrage|verlange|zähle|wähle|warte|melde|biete|spende|schreibe)(?= \p{L})/iu;
  const said = services.flatMap((service) => {
    const read = (file: string): unknown => JSON.parse(readFileSync(`${directory}/${file}`, 'utf8'));
    return [contents[service], read(`${service}.json`), read(`${service}/answer-templates.json`)].flatMap((one) =>
      germanIn(one),
    );
  });

  test.each([asFriend, ordered, asked])('says Sie to its reader: nowhere %s', (form) => {
    expect(said.length).toBeGreaterThan(500);
    expect(said.filter((text) => form.test(withoutQuotes(text)))).toEqual([]);
  });

  test('knows a friend’s du from other words, and from what somebody is quoted with', () => {
    for (const text of ['Prüfe dein Einkommen.', 'Wenn du willst', 'Für euch']) expect(text).toMatch(asFriend);
    for (const text of ['In Gefahr ruf 112 an.', 'Geh nach oben']) expect(text).toMatch(ordered);
    for (const text of ['Frage die Gemeinde', 'Eine Grenze: frage beim INPS']) expect(text).toMatch(asked);
    for (const text of ['Ein Notruf', 'Die Dauer', 'Ihre Frage vom Montag', 'Sagen Sie „weiß du“'])
      for (const form of [asFriend, ordered, asked]) expect(withoutQuotes(text)).not.toMatch(form);
  });
});

describe('figures of a year', () => {
  const figures = services.flatMap((service) => ofKind(service, 'parameter') as Parameter[]);
  const amounts = figures.filter(({ unit }) => unit.startsWith('euro'));

  test('are told until 31 December 2026', () => {
    expect(amounts.length).toBeGreaterThan(20);
    const told = fillParameters('{{auu-massimo}} · {{nuovi-nati-importo}}', figures, '2026-12-31', 'it');
    expect(told).toBe('203,80 euro al mese · 1.000 euro');
  });

  test('stand in no text on 1 January 2027: each says that it is not published yet', () => {
    for (const service of services)
      for (const item of items(service))
        for (const { text, language } of textsOf(item)) {
          const then = fillParameters(text, figures, newYear, language);
          expect(then).not.toMatch(/\d\s?(euro|€)/i);
          expect(then).not.toContain('{{');
          if (/\{\{/.test(text) && language === 'it') expect(then).toContain('importo 2027 non ancora pubblicato');
        }
  });

  test('are worth nothing on 1 January 2027, for every amount there is', () => {
    const then = figuresOn(figures, newYear);
    for (const { id } of amounts) expect(`${id} ${then(id)}`).toBe(`${id} undefined`);
  });
});

const guides = services.flatMap((service) =>
  (ofKind(service, 'guide') as Guide[]).map((guide) => [guide.id, guide, items(service)] as const),
);

describe('every guide', () => {
  test.each(guides)('%s is walked whole, and leads somewhere on every path', (id, guide, all) => {
    const begun = performance.now();
    const { paths, longest, states, withoutResult, faults } = walkGuide(prepareGuide(guide, all).prepared, today);
    const took = Math.round(performance.now() - begun);
    process.stdout.write(
      `${id}: ${paths} paths, ${longest} questions at most, ${states} states, ${withoutResult} to the fallback, ${took} ms\n`,
    );
    expect(faults).toEqual([]);
    expect(paths).toBeLessThan(mostPaths);
    expect(longest).toBeLessThanOrEqual(mostQuestions);
  });
});

describe('what is there for a household', () => {
  const measures = ofKind('familyline', 'measure') as Measure[];
  const parameters = ofKind('familyline', 'parameter') as Parameter[];
  const facts = (answers: Answers, day = today) => ({ answers, day, figures: figuresOn(parameters, day) });
  const stateOf = (id: string, answers: Answers, day = today) =>
    measuresFor(measures, facts(answers, day)).find((result) => result.id === id)?.state;

  const mother = { 'reddito-madre': 30_000, 'lavoro-madre': 'tempo-determinato' };
  test.each<[string, Answers, string]>([
    ['two children, the youngest 9', { ...mother, 'numero-figli': 2, 'data-nascita': '2017-06-01' }, 'yours'],
    ['two children, the youngest 11', { ...mother, 'numero-figli': 2, 'data-nascita': '2015-06-01' }, 'not'],
    ['three children, the youngest 17', { ...mother, 'numero-figli': 3, 'data-nascita': '2009-06-01' }, 'yours'],
    ['three children, the youngest of age', { ...mother, 'numero-figli': 3, 'data-nascita': '2008-06-01' }, 'not'],
    ['one child', { ...mother, 'numero-figli': 1, 'data-nascita': '2024-06-01' }, 'not'],
    [
      'an income above the limit',
      { ...mother, 'numero-figli': 2, 'reddito-madre': 40_001, 'data-nascita': '2024-06-01' },
      'not',
    ],
    [
      'domestic work',
      { ...mother, 'numero-figli': 2, 'lavoro-madre': 'domestico', 'data-nascita': '2024-06-01' },
      'not',
    ],
    [
      'an income that nobody told',
      { 'lavoro-madre': 'autonoma', 'numero-figli': 2, 'reddito-madre': null, 'data-nascita': '2024-06-01' },
      'maybe',
    ],
  ])('bonus mamme goes by the age of the youngest: %s', (_, answers, state) => {
    expect(stateOf('bonus-mamme', answers)).toBe(state);
  });

  test('a mother of three with a permanent contract has the exemption instead of the bonus', () => {
    const answers = {
      ...mother,
      'lavoro-madre': 'tempo-indeterminato',
      'numero-figli': 3,
      'data-nascita': '2020-06-01',
    };
    const guide = ofKind('familyline', 'guide').find(({ id }) => id === 'lavoro-e-figli') as Guide;
    const { prepared } = prepareGuide(guide, items('familyline'));
    const states = new Map(runGuide(prepared, facts(answers)).map(({ id, state }) => [id, state]));
    expect(states.get('esonero-madri')).toBe('yours');
    expect(states.get('bonus-mamme')).toBe('not');
    const later = runGuide(prepared, facts(answers, newYear)).map(({ id }) => id);
    expect(later).not.toContain('esonero-madri');
  });

  test('the term of a birth is told, and what lapses first comes first', () => {
    const answers: Answers = {
      'data-nascita': '2026-11-01',
      isee: 12_000,
      'indennita-maternita': 'nessuna',
      'genitori-dipendenti': 'padre',
      'figli-a-carico': 'minorenne',
    };
    const theirs = measuresFor(measures, facts(answers)).filter(({ state }) => state === 'yours');
    expect(theirs.slice(0, 3).map(({ id, lapsesOn }) => [id, lapsesOn])).toEqual([
      ['bonus-nuovi-nati', '2027-03-01'],
      ['congedo-paternita', '2027-04-01'],
      ['assegno-maternita-comune', '2027-05-01'],
    ]);
    expect(stateOf('bonus-nuovi-nati', { ...answers, 'data-nascita': '2026-07-01' })).toBe('not');
  });

  test('the elderly benefit and the grocery card stop being promised by themselves', () => {
    const elderly = {
      'eta-persona': 85,
      'ha-accompagnamento': true,
      'bisogno-gravissimo': true,
      'isee-sociosanitario': 5000,
    };
    expect(stateOf('prestazione-universale', elderly, '2026-12-31')).toBe('yours');
    expect(stateOf('prestazione-universale', elderly, newYear)).toBeUndefined();
    const household = { isee: 9000, componenti: 4, 'altro-sostegno': false };
    expect(stateOf('carta-dedicata', household, '2026-02-28')).toBe('yours');
    expect(stateOf('carta-dedicata', household, '2026-03-01')).toBeUndefined();
  });

  test('nobody who did not tell the ISEE is told that it is low enough', () => {
    for (const isee of [undefined, null])
      expect(
        stateOf('assegno-maternita-comune', {
          'data-nascita': '2026-11-01',
          'indennita-maternita': 'nessuna',
          ...(isee === undefined ? {} : { isee }),
        }),
      ).toBe('maybe');
  });
});

describe('what was checked again for civil protection', () => {
  const text = (id: string) => JSON.stringify(items('protezione-civile').find((item) => item.id === id));

  test('volunteers have 30 and 90 days, and 60 and 180 in a national emergency', () => {
    expect(text('permessi-volontari')).toMatch(/30 giorni di seguito, e 90 .*60 giorni di seguito, e 180/);
  });

  test('the contribution and the first help are promised only inside an event that has its ordinance', () => {
    const guide = items('protezione-civile').find(({ id }) => id === 'casa-danneggiata') as Guide;
    const { prepared } = prepareGuide(guide, items('protezione-civile'));
    const parameters = ofKind('protezione-civile', 'parameter') as Parameter[];
    const states = (ordinanza: boolean) =>
      new Map(
        runGuide(prepared, {
          answers: { ordinanza, 'fuori-casa': true, 'che-danno': 'casa' },
          day: today,
          figures: figuresOn(parameters, today),
        }).map(({ id, state }) => [id, state]),
      );
    expect([states(true).get('cas'), states(true).get('danni-casa')]).toEqual(['yours', 'yours']);
    expect([states(false).get('cas'), states(false).get('danni-casa')]).toEqual(['not', 'not']);
  });

  test('every guide asks for danger first where somebody may be in it, and sends them to 112', () => {
    for (const id of ['allerta-che-cosa-fare', 'casa-danneggiata']) {
      const guide = items('protezione-civile').find((item) => item.id === id) as Guide;
      expect(guide.questions[0]?.question).toBe('pericolo-ora');
      expect(guide.results[0]).toMatchObject({
        id: 'chiama-il-112',
        condition: { question: 'pericolo-ora', is: true },
      });
    }
  });
});
