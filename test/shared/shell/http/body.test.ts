import { describe, expect, test } from '@jest/globals';
import { DeclarationAct } from '../../../../shared/contracts/declaration.ts';
import { languages } from '../../../../shared/contracts/text.ts';
import { readBody, wrongMembers } from '../../../../shared/shell/http/body.ts';
import { textsIn } from '../../../../shared/texts/languages.ts';

const notice = { it: 'Avviso', en: 'Notice', de: 'Hinweis' };
const declare = {
  act: 'declare',
  reason: 'red bulletin',
  area: { kind: 'national' },
  level: 'emergency',
  hours: 'extended',
  notice,
};

/** What an officer is told of an act, as `pointer: detail`. */
function told(act: unknown): string[] {
  const parsed = DeclarationAct.safeParse(act);
  if (parsed.success) throw new Error('nothing is wrong with it');
  const { errors = [] } = wrongMembers(parsed.error.issues).problem(textsIn.en);
  return errors.map(({ pointer, detail }) => `${pointer.replace(/^#/, '')}: ${detail}`);
}

test('a refusal speaks one language: title, detail and every member', () => {
  const parsed = DeclarationAct.safeParse({
    ...declare,
    level: 'ordinary',
    reason: ' ',
    area: { kind: 'zones', zones: [] },
  });
  if (parsed.success) throw new Error('nothing is wrong with it');
  const refusal = wrongMembers(parsed.error.issues);
  const said = languages.map((language) => JSON.stringify(refusal.problem(textsIn[language]).errors));
  expect(new Set(said).size).toBe(languages.length);
  expect(said[0]).toContain('scegli tra alert, emergency');
  expect(said[2]).toContain('darf nicht leer sein');
  expect(said[0]).not.toMatch(/must|muss/);
});

describe('an act that cannot be read is told what to mend', () => {
  test.each<[string, unknown, string[]]>([
    ['no act', {}, ['/act: must be one of declare, renew, change, stand-down']],
    ['an act that there is not', { act: 'abolish' }, ['/act: must be one of declare, renew, change, stand-down']],
    ['no object', [declare], [': must be given, as object']],
    [
      'an area of another kind',
      { ...declare, area: { kind: 'region' } },
      ['/area/kind: must be one of national, zones'],
    ],
    ['no zone', { ...declare, area: { kind: 'zones', zones: [] } }, ['/area/zones: must not be empty']],
    ['the ordinary level', { ...declare, level: 'ordinary' }, ['/level: must be one of alert, emergency']],
    ['other hours', { ...declare, hours: '24/7' }, ['/hours: must be one of none, extended, around-the-clock']],
    [
      'an end without its offset',
      { ...declare, endsAt: '2026-09-13T07:00:00' },
      ['/endsAt: must be an instant with its offset, such as 2026-09-12T10:00:00Z or 2026-09-12T12:00:00+02:00'],
    ],
    [
      'an end on a day that there is not',
      { ...declare, endsAt: '2027-02-30T07:00:00Z' },
      ['/endsAt: must be an instant with its offset, such as 2026-09-12T10:00:00Z or 2026-09-12T12:00:00+02:00'],
    ],
    ['an end that is a number', { ...declare, endsAt: 1_789_000_000 }, ['/endsAt: must be given, as string']],
    ['a notice without German', { ...declare, notice: { it: 'a', en: 'b' } }, ['/notice/de: must be given, as string']],
    [
      'a notice of blanks',
      { ...declare, notice: { ...notice, en: ' \n' } },
      ['/notice/en: must hold more than blanks'],
    ],
    ['a notice in French', { ...declare, notice: { ...notice, fr: 'Avis' } }, ['/notice: not known here: fr']],
    ['a reason of blanks', { ...declare, reason: '    ' }, ['/reason: must hold more than blanks']],
    ['a short reason', { ...declare, reason: 'x' }, ['/reason: must have at least 3 characters']],
    [
      'a legal basis of another form',
      { ...declare, legalBasis: { kind: 'law', number: '', date: '2026-9-12' } },
      [
        '/legalBasis/kind: must be one of decree, resolution',
        '/legalBasis/number: must not be empty',
        '/legalBasis/date: must be a day that there is, as YYYY-MM-DD',
      ],
    ],
  ])('%s', (_what, act, expected) => {
    expect(told(act)).toEqual(expected);
  });
});

const formOf = (body: string) =>
  readBody({ body, isBase64Encoded: false, headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 65_536);

describe('a form', () => {
  test('nests dotted names, lists what comes twice, leaves out what is empty', () => {
    expect(formOf('name=Ada&place.address=Via+Roma&place.x=1&attachments=a&attachments=b&phone=').content).toEqual({
      name: 'Ada',
      place: { address: 'Via Roma', x: '1' },
      attachments: ['a', 'b'],
    });
  });

  test('has names that are nothing but names', () => {
    const { content } = formOf('__proto__.polluted=1&constructor=x&toString=y');
    expect(Object.keys(content as object)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  test('of a hundred fields is read, of one more refused before it is read', () => {
    const fields = (count: number) => Array.from({ length: count }, (_, at) => `p.a${at}=1`).join('&');
    expect(Object.keys((formOf(fields(100)).content as { p: object }).p)).toHaveLength(100);
    expect(() => formOf(fields(101))).toThrow('malformed-body');
    // 53 KB: a minute and more where each field is copied with all before it.
    expect(() => formOf(fields(6000))).toThrow('malformed-body');
  });
});

describe('a form whose bytes are not UTF-8', () => {
  const read = (body: string) =>
    readBody(
      { body, isBase64Encoded: false, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      65_536,
    );

  test.each(['message=Citt%E0', 'message=%C3%41', 'me%FFssage=x', 'message=%ED%A0%80'])(
    'is refused, not altered: %s',
    (body) => {
      expect(() => read(body)).toThrow('malformed-body');
    },
  );

  test('is not one that writes its letters in UTF-8', () => {
    expect(read('message=Citt%C3%A0+%E2%82%AC%F0%9F%98%80').content).toEqual({ message: 'Città €😀' });
  });
});

describe('JSON with half a character', () => {
  const read = (body: string) =>
    readBody({ body, isBase64Encoded: false, headers: { 'content-type': 'application/json' } }, 65_536);

  test.each([
    String.raw`{"name":"\ud800"}`,
    String.raw`{"name":"Ada \uDC00"}`,
    String.raw`{"\ud83d":"x"}`,
    String.raw`{"name":"\\\ud800"}`,
    String.raw`{"place":[{"address":"\udfff\ud800"}]}`,
  ])('is refused, for no text can keep it: %s', (body) => {
    expect(() => read(body)).toThrow('malformed-body');
  });

  test.each([
    [String.raw`{"name":"\ud83d\ude00"}`, '😀'],
    [String.raw`{"name":"\\ud800"}`, String.raw`\ud800`],
    ['{"name":"😀"}', '😀'],
  ])('is not this: %s', (body, name) => {
    expect(read(body).content).toEqual({ name });
  });
});
