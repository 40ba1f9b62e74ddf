import { describe, expect, test } from '@jest/globals';
import { stages } from '../../../shared/contracts/case-status.ts';
import { ContactBody } from '../../../shared/contracts/contact.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { readableInstant } from '../../../shared/texts/dates.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { type Issue, mendAll, mendField, pointerOf } from '../../../shared/texts/mend.ts';
import { wordsIn } from '../../../shared/texts/words/words.ts';

/** Every text by its path; a text with a gap is told with samples in it. */
function told(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([name, value]): [string, string][] => {
    const here = `${path}/${name}`;
    if (typeof value === 'function') return [[here, value(2, 'B')]];
    return typeof value === 'object' ? told(value, here) : [[here, value]];
  });
}

// Hints may be empty: not every field needs one.
const mayBeEmpty = (path: string) => path.endsWith('/hint');
const italian = new Map(told(textsIn.it));
// Names and words that are the same in more than one language.
const same = /Sportello|^Privacy$|^E-mail$|^Fax$|^Cookie|^2( |$)|^2 file$|^Telefon|^Service/;

describe.each(languages)('the texts in %s', (language) => {
  const all = told(textsIn[language]);

  test('are the same set as in Italian, none of them empty', () => {
    expect(all.map(([path]) => path)).toEqual([...italian.keys()]);
    for (const [path, text] of all) if (!mayBeEmpty(path)) expect(`${path}: ${text.trim()}`).not.toMatch(/: $/);
  });

  test('have no gap left open and no straight quotation marks', () => {
    for (const [path, text] of all) {
      expect(`${path}: ${text}`).not.toMatch(/\$\{|\{\{|\[object|undefined|TODO|XXX|[Ll]orem ipsum/);
      expect(`${path}: ${text}`).not.toMatch(/["']/);
    }
  });

  test('are really in their own language', () => {
    if (language === 'it') return expect(italian.size).toBeGreaterThan(200);
    const untranslated = all.filter(([path, text]) => text !== '' && text === italian.get(path) && !same.test(text));
    return expect(untranslated).toEqual([]);
  });

  test('tell to call 112, 115 and 118 when life is in danger', () => {
    for (const number of ['112', '115', '118']) expect(textsIn[language].lifeFirst.text).toContain(number);
  });

  test('explain every public stage', () => {
    expect(Object.keys(textsIn[language].stages)).toEqual([...stages]);
  });
});

describe('the words that more than one page says', () => {
  const italianWords = new Map(told(wordsIn.it));

  test.each(languages)('are there in %s, each in its own language', (language) => {
    const words = told(wordsIn[language]);
    expect(words.map(([path]) => path)).toEqual([...italianWords.keys()]);
    for (const [path, word] of words) expect(`${path}: ${word.trim()}`).not.toMatch(/: $/);
    const untranslated = words.filter(([path, word]) => language !== 'it' && word === italianWords.get(path));
    expect(untranslated.map(([, word]) => word).filter((word) => !same.test(word) && word !== 'Idea')).toEqual([]);
  });

  test('name a channel on the pages of citizens as on those of staff', () => {
    for (const language of languages) {
      expect(textsIn[language].service.channels.letter).toBe(wordsIn[language].channels.letter);
    }
  });
});

describe('what to mend', () => {
  const errorsOf = (content: unknown, language: 'it' | 'en' | 'de' = 'en') =>
    mendAll((ContactBody.safeParse(content).error?.issues ?? []) as Issue[], content, textsIn[language]);
  const good = { kind: 'report', name: 'Ada', email: 'ada@example.org', message: 'Hello', privacyAccepted: true };

  test('is nothing for a good contact', () => {
    expect(errorsOf(good)).toEqual([]);
  });

  test('is told for every wrong member at once, each by its own sentence', () => {
    const { fields, problems } = textsIn.en;
    const wrong = {
      ...good,
      kind: undefined,
      name: '  ',
      email: 'no',
      phone: 'call me',
      subject: 'x'.repeat(201),
      message: 'x'.repeat(4001),
      privacyAccepted: false,
      place: { latitude: 91, 'a/b~c': 1 },
      attachments: ['no'],
      colour: 'red',
    };
    expect(new Map(errorsOf(wrong).map(({ pointer, detail }) => [pointer, detail]))).toEqual(
      new Map([
        ['/kind', fields.kind.missing],
        ['/name', fields.name.missing],
        ['/email', fields.email.invalid],
        ['/phone', fields.phone.invalid],
        ['/subject', fields.subject.tooLong],
        ['/message', fields.message.tooLong],
        ['/privacyAccepted', fields.privacyAccepted.invalid],
        ['/place/latitude', fields['place.latitude'].tooLong],
        ['/place/a~1b~0c', problems.unknownMember('a/b~c')],
        ['/attachments/0', fields.attachments.invalid],
        ['/colour', problems.unknownMember('colour')],
      ]),
    );
  });

  test.each(['text', 5, null, []])('is the whole body when it is %j', (content) => {
    expect(errorsOf(content)).toEqual([{ detail: textsIn.en.problems.notAnObject, pointer: '' }]);
  });

  test('is bounded for a body full of unknown members', () => {
    const crowd = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`member${index}`, index]));
    expect(errorsOf({ ...good, ...crowd })).toHaveLength(50);
  });

  test('comes in the language asked for', () => {
    expect(errorsOf({ ...good, name: undefined }, 'de')).toEqual([mendField(textsIn.de, 'name', 'missing')]);
    expect(pointerOf(['place', 'address'])).toBe('/place/address');
  });
});

describe('an instant', () => {
  test('is told in the time of Italy, in summer and in winter', () => {
    expect(readableInstant('2026-08-24T01:36:32Z', 'it')).toMatch(/lunedì 24 agosto 2026.*03:36/);
    expect(readableInstant('2026-12-31T23:30:00Z', 'en')).toMatch(/Friday,? 1 January 2027.*00:30/);
    expect(readableInstant('2026-06-02T22:00:00Z', 'de')).toMatch(/Mittwoch,? 3\. Juni 2026.*00:00/);
  });

  test('that is none is refused', () => {
    expect(() => readableInstant('tomorrow', 'it')).toThrow(RangeError);
  });
});
