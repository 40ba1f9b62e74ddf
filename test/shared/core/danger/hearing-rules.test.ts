import { describe, expect, test } from '@jest/globals';
import { type DangerKind, dangerKinds } from '../../../../shared/contracts/danger.ts';
import { calmReasons, type DangerList, type WrittenLists } from '../../../../shared/core/danger/danger.ts';
import { hearDanger, worstOf } from '../../../../shared/core/danger/hear-danger.ts';

type Lines = Partial<Record<DangerKind, { lane?: string[]; advice?: string[] }>>;
const listOf = (dangers: Lines = {}, more: Partial<DangerList> & { calms?: Partial<DangerList['calm']> } = {}) => {
  const { calms = {}, ...others } = more;
  return {
    words: { water: 'aqua fiume' },
    dangers: Object.fromEntries(dangerKinds.map((kind) => [kind, { lane: [], advice: [], ...dangers[kind] }])),
    calm: Object.fromEntries(calmReasons.map((reason) => [reason, calms[reason] ?? []])),
    denies: 'non',
    between: 'si piu',
    abilities: 'respira',
    now: 'adeso',
    own: 'mio',
    turns: 'ma',
    small: 'la il',
    ...others,
  } as unknown as DangerList;
};
const rules = (...given: Parameters<typeof listOf>): WrittenLists => ({
  it: listOf(...given),
  en: listOf({}, { denies: 'xnot', between: 'xso', abilities: 'xcan', now: 'xnow', own: 'xmy' }),
  de: listOf({}, { denies: 'xnicht', between: 'xda', abilities: 'xkann', now: 'xjetzt', own: 'xmein' }),
});
const level = (text: string, lists: WrittenLists) => hearDanger(text, lists).level;
const far = (words: number) => Array.from({ length: words }, (_, at) => `x${String.fromCharCode(97 + at)}z`).join(' ');

describe('a line of several words', () => {
  const lists = rules({ water: { lane: ['[4] @water + sale :: L’acqua sale'] } });

  test('is heard where they stand within its span, in any order, small words not counted', () => {
    expect(level(`fiume ${far(3)} sale`, lists)).toBe('lane');
    expect(level(`sale ${far(3)} aqua`, lists)).toBe('lane');
    expect(level(`fiume la il la ${far(3)} sale`, lists)).toBe('lane');
    expect(level(`fiume ${far(4)} sale`, lists)).toBe('none');
    expect(level('sale', lists)).toBe('none');
  });

  test('has nine words where it does not say how many', () => {
    const usual = rules({ water: { lane: ['@water + sale :: L’acqua sale'] } });
    expect(level(`fiume ${far(8)} sale`, usual)).toBe('lane');
    expect(level(`fiume ${far(9)} sale`, usual)).toBe('none');
  });

  test('needs a word for each of its groups, unless its list lets one stand for two', () => {
    const both = { medical: { lane: ['rantola + rantola adeso :: Rantola'] } } as const;
    expect(level('rantola', rules({ medical: { lane: [...both.medical.lane] } }))).toBe('none');
    expect(level('rantola rantola', rules({ medical: { lane: [...both.medical.lane] } }))).toBe('lane');
    expect(level('rantola', rules({ medical: { lane: [...both.medical.lane] } }, { twice: true }))).toBe('lane');
  });

  test('counts a word once that several words in a row hold', () => {
    const held = rules({ missing: { lane: ['mancano_due + due siamo :: x'] } });
    expect(level('mancano due', held)).toBe('none');
    expect(level('mancano due siamo', held)).toBe('lane');
    expect(level('due mancano due', held)).toBe('lane');
  });

  test('is not heard where its exception stands within four words', () => {
    const except = rules({ water: { lane: ['@water + sale - botilia :: L’acqua sale'] } });
    expect(level(`fiume sale ${far(3)} botilia`, except)).toBe('none');
    expect(level(`fiume sale ${far(4)} botilia`, except)).toBe('lane');
    expect(level(`botilia ${far(3)} fiume sale`, except)).toBe('none');
  });

  test('takes words by their beginning, by their end, and several in a row', () => {
    const forms = rules({ fire: { lane: ['incend* *fiame prende_fuoco :: x'] } });
    for (const text of ['incendio', 'superfiame', 'prende fuoco', 'prende la il fuoco'])
      expect(level(text, forms)).toBe('lane');
    for (const text of [
      'un incen',
      'fiamelle',
      'fuoco prende',
      'prende. fuoco',
      'prende la il la fuoco',
      'prende xyz fuoco',
    ])
      expect(level(text, forms)).toBe('none');
  });
});

describe('a cry alone', () => {
  const lists = rules({ other: { lane: ['[alone] aiuto :: Aiuto!'] } });

  test('is heard where at most three other words stand in its sentence', () => {
    expect(level('Aiuto!', lists)).toBe('lane');
    expect(level(`${far(2)} aiuto ${far(1)}`, lists)).toBe('lane');
    expect(level(`${far(2)} la aiuto il ${far(1)}. ${far(9)}`, lists)).toBe('lane');
    expect(level(`${far(2)} aiuto ${far(2)}`, lists)).toBe('none');
  });
});

describe('what denies', () => {
  const lists = rules({ medical: { lane: ['feriti :: Feriti', 'non + respira :: Non respira'] } });

  test('takes a danger away from before it, over words that may stand between, within one clause', () => {
    expect(level('feriti', lists)).toBe('lane');
    expect(level('non feriti', lists)).toBe('none');
    expect(level('non si piu feriti', lists)).toBe('none');
    expect(level('feriti non', lists)).toBe('lane');
    expect(level('non parla feriti', lists)).toBe('lane');
    expect(level('non, feriti', lists)).toBe('lane');
  });

  test('reaches over seven words', () => {
    expect(level(`non ${'si '.repeat(6)}feriti`, lists)).toBe('none');
    expect(level(`non ${'si '.repeat(7)}feriti`, lists)).toBe('lane');
  });

  test('makes it no better where somebody can no longer do something', () => {
    expect(level('non respira', lists)).toBe('lane');
    expect(level('non non respira', lists)).toBe('lane');
  });
});

describe('what makes a danger calm', () => {
  const of = (calms: Partial<Record<(typeof calmReasons)[number], string[]>>, line = 'fiame :: x') =>
    rules({ fire: { lane: [line] } }, { calms });

  test.each([
    ['figures', 3, 'none'],
    ['safe', 20, 'none'],
    ['animals', 3, 'none'],
    ['offers', 25, 'none'],
    ['office', 25, 'none'],
    ['past', 20, 'none'],
    ['far', 25, 'none'],
    ['everyday', 15, 'advice'],
    ['asks', 25, 'advice'],
  ] as const)('reaches as far as its reason does: %s, over %s words', (reason, words, left) => {
    const lists = of({ [reason]: ['calma :: x'] });
    expect(level(`calma ${far(words - 1)} fiame`, lists)).toBe(left);
    expect(level(`calma ${far(words)} fiame`, lists)).toBe('lane');
    expect(level(`calma ma fiame`, lists)).toBe('lane');
    expect(level(`calma. fiame`, lists)).toBe('lane');
  });

  test.each([
    ['safe', 'advice'],
    ['animals', 'advice'],
    ['offers', 'advice'],
    ['office', 'advice'],
    ['past', 'advice'],
    ['far', 'advice'],
    ['everyday', 'lane'],
    ['asks', 'advice'],
  ] as const)('leaves of a sure line in one clause: %s, %s, and all of it in another', (reason, left) => {
    const lists = of({ [reason]: ['calma :: x'] }, '[sure] fiame :: x');
    expect(level('calma fiame', lists)).toBe(left);
    expect(level('calma, fiame', lists)).toBe('lane');
  });

  test('reaches over five words in a clause of thirty, which is several sentences without a sign', () => {
    const lists = of({ safe: ['calma :: x'] });
    expect(level(`calma ${far(4)} fiame ${far(23)}`, lists)).toBe('none');
    expect(level(`calma ${far(5)} fiame ${far(23)}`, lists)).toBe('lane');
    expect(level(`calma ${far(5)} fiame ${far(22)}`, lists)).toBe('none');
    expect(level(`calma ${far(5)} fiame, ${far(23)}`, lists)).toBe('none');
  });

  test('asks from before it alone', () => {
    expect(level('fiame calma', of({ asks: ['calma :: x'] }))).toBe('lane');
    expect(level('fiame calma', of({ past: ['calma :: x'] }))).toBe('none');
  });

  test('is no question or memory of now, or of one’s own', () => {
    for (const reason of ['past', 'far'] as const) {
      expect(level('calma fiame adeso', of({ [reason]: ['calma :: x'] }))).toBe('advice');
      expect(level('calma mio fiame', of({ [reason]: ['calma :: x'] }))).toBe('advice');
    }
    expect(level('calma fiame adeso', of({ offers: ['calma :: x'] }))).toBe('advice');
    expect(level('calma mio fiame', of({ offers: ['calma :: x'] }))).toBe('none');
    expect(level('calma fiame adeso', of({ asks: ['calma :: x'] }))).toBe('lane');
    expect(level('calma mio fiame', of({ asks: ['calma :: x'] }))).toBe('lane');
    expect(level('fiame?', of({}))).toBe('advice');
    expect(level('mio fiame?', of({}))).toBe('advice');
    expect(level('fiame adeso?', of({}))).toBe('lane');
    expect(level('fiame? adeso', of({}))).toBe('advice');
  });

  test('of every day leaves advice of a lane, and none of a question', () => {
    const everyday = { everyday: ['calma :: x'] };
    expect(level('calma fiame', of(everyday))).toBe('advice');
    expect(level('calma fiame?', of(everyday))).toBe('none');
    expect(level('calma fiame adeso?', of(everyday))).toBe('advice');
    expect(level('calma fiame', rules({ fire: { advice: ['fiame :: x'] } }, { calms: everyday }))).toBe('none');
  });

  test('is denied as a danger is, and has exceptions as a danger has', () => {
    expect(level('non calma fiame', of({ safe: ['calma :: x'] }))).toBe('lane');
    expect(level('calma tropo fiame', of({ safe: ['calma - tropo :: x'] }))).toBe('lane');
  });

  test('is a figure of speech within one clause alone', () => {
    const lists = of({ figures: ['vedo + roso :: x'] });
    expect(level('vedo roso fiame', lists)).toBe('none');
    expect(level('vedo, roso fiame', lists)).toBe('lane');
  });
});

describe('two lines that are worth advice each', () => {
  const lists = rules({
    water: { lane: ['[6] ? aqua + ? sale + ? cantina :: x'] },
    trapped: { lane: ['[6] ? chiusi + ? cantina + ? buio :: x', '[6] buio + ? non :: x'] },
  });

  test('say as much as a whole one where they stand near in one sentence and share one word at most', () => {
    expect(level('aqua cantina', lists)).toBe('advice');
    expect(hearDanger('aqua cantina chiusi', lists)).toMatchObject({ level: 'lane', kind: 'water' });
    expect(level('aqua sale chiusi buio', lists)).toBe('lane');
    expect(level(`aqua sale ${far(9)} chiusi buio`, lists)).toBe('lane');
    expect(level(`aqua sale ${far(10)} chiusi buio`, lists)).toBe('advice');
    expect(level(`aqua cantina. ${far(8)} chiusi buio`, lists)).toBe('advice');
  });

  test('or one of them, or both, are written as worth advice', () => {
    const advising = rules({
      fire: { lane: ['[6] fumo + ? scale + ? tosse :: x'], advice: ['[6] porta + calda :: x'] },
      trapped: { advice: ['[6] aria + poca :: x'] },
    });
    expect(level('porta calda', advising)).toBe('advice');
    expect(level('porta calda fumo scale', advising)).toBe('lane');
    expect(level('porta calda aria poca', advising)).toBe('lane');
    expect(level('porta calda. aria poca', advising)).toBe('advice');
  });

  test('must say three words besides articles, and one that several words hold is one of them', () => {
    const small = rules({
      fire: { lane: ['[6] ? fumo + ? la + ? scale :: x'] },
      water: { lane: ['[6] ? aqua + ? scale + ? cantina :: x'] },
      medical: { lane: ['[6] ? in_alto + ? nona + ? febre :: x', '[6] ? alto + ? nona + ? tose :: x'] },
    });
    expect(level('fumo la scale', small)).toBe('lane');
    expect(level('la aqua scale', small)).toBe('advice');
    expect(level('fumo aqua scale', small)).toBe('lane');
    expect(level('nona in alto', small)).toBe('advice');
    expect(level('nona in alto tose', small)).toBe('lane');
  });

  test('must say three words besides those that deny or stand between', () => {
    expect(level('aqua sale', lists)).toBe('advice');
    expect(
      level(
        'sale cantina non buio',
        rules({
          water: { lane: ['[6] ? aqua + sale + ? piu :: x'] },
          fire: { lane: ['[6] ? fumo + sale + ? si :: x'] },
        }),
      ),
    ).toBe('none');
    expect(
      level(
        'piu sale si',
        rules({
          water: { lane: ['[6] ? aqua + sale + ? piu :: x'] },
          fire: { lane: ['[6] ? fumo + sale + ? si :: x'] },
        }),
      ),
    ).toBe('advice');
  });

  test('are no lane where something makes one of them calm, or where they are asked', () => {
    const calm = rules(
      {
        water: { lane: ['[6] ? aqua + ? sale + ? cantina :: x'] },
        trapped: { lane: ['[6] ? chiusi + ? buio + ? soli :: x'] },
      },
      { calms: { everyday: ['modulo :: x'], asks: ['cosa :: x'] } },
    );
    expect(level('aqua sale chiusi buio', calm)).toBe('lane');
    expect(level('modulo aqua sale chiusi buio', calm)).toBe('none');
    expect(level('cosa aqua sale chiusi buio', calm)).toBe('advice');
    expect(level('aqua sale chiusi buio?', calm)).toBe('none');
  });
});

describe('a line that lacks one group, whichever', () => {
  const lists = rules({
    fire: { advice: ['[6] porta + calda :: x'], lane: ['[6] fumo + scale + gente :: x'] },
    water: {
      lane: ['[6] aqua + gente :: x', '[6] fango + gente :: x', '[6] onda + gente :: x', '[6] diga + gente :: x'],
    },
  });

  test('says nothing alone, and beside one that is worth advice it makes a lane', () => {
    expect(level('fumo scale', lists)).toBe('none');
    expect(level('porta calda', lists)).toBe('advice');
    expect(level('porta calda fumo scale', lists)).toBe('lane');
    expect(level(`porta calda ${far(10)} fumo scale`, lists)).toBe('advice');
    expect(level('porta calda. fumo scale', lists)).toBe('advice');
  });

  test('must say words that few lines know, together with the other', () => {
    const known = rules({
      fire: { advice: ['[6] calda + gente :: x'], lane: ['[6] fumo + scale + gente :: x'] },
      water: { lane: ['aqua', 'fango', 'onda', 'diga', 'lago'].map((word) => `[6] ${word} + gente + scale :: x`) },
    });
    expect(level('gente calda fumo', lists)).toBe('none');
    expect(level('gente calda scale', known)).toBe('advice');
    expect(level('gente calda fumo', known)).toBe('lane');
  });

  test('makes none where it is denied or made calm', () => {
    const calm = rules(
      {
        fire: { advice: ['[6] porta + calda :: x'], lane: ['[6] fumo + scale + gente :: x'] },
      },
      { calms: { offers: ['corso :: x'] } },
    );
    expect(level('porta calda fumo scale', calm)).toBe('lane');
    expect(level('porta corso calda fumo scale', calm)).toBe('none');
  });
});

describe('one word of danger alone', () => {
  const lists = rules(
    { fire: { lane: ['fiame + casa :: x'], advice: ['fiame a_fuoco :: x'] } },
    { calms: { asks: ['cosa :: x'] } },
  );

  test('is worth advice where its sentence tells of now, of one’s own, or asks what to do', () => {
    expect(level('fiame', lists)).toBe('none');
    expect(level('fiame adeso', lists)).toBe('advice');
    expect(level('mio fiame', lists)).toBe('advice');
    expect(level('cosa fiame', lists)).toBe('advice');
    expect(level('fiame. adeso', lists)).toBe('none');
  });

  test('is no word alone where several words say it, or a whole line', () => {
    expect(level('a fuoco', lists)).toBe('advice');
    expect(level('fiame casa', lists)).toBe('lane');
  });
});

describe('what is heard', () => {
  const lists = rules({
    gas: { lane: ['gas :: x'], advice: ['odore :: x'] },
    fire: { lane: ['fiame :: x'], advice: ['fumo :: x'] },
  });

  test('is the worst of a text: by level, then by whose advice must be the more careful', () => {
    expect(hearDanger('fumo. fiame. odore.', lists)).toMatchObject({
      level: 'lane',
      kind: 'fire',
      rule: 'it/fire/lane/1',
    });
    expect(hearDanger('fiame. gas.', lists)).toMatchObject({ level: 'lane', kind: 'gas' });
    expect(hearDanger('fumo adeso. odore adeso.', lists)).toMatchObject({ level: 'advice', kind: 'gas' });
    expect(hearDanger('niente', lists)).toEqual({ level: 'none' });
  });

  test('is of the kind that most lines tell, and of violence where any does', () => {
    const several = rules({
      violence: { lane: ['pugni :: x'] },
      fire: { lane: ['fiame :: x'] },
      water: { lane: ['aqua :: x', 'fiume :: x'] },
      medical: { lane: ['svenuto :: x', 'sangue :: x', 'ferito :: x'] },
    });
    expect(hearDanger('aqua fiame', several)).toMatchObject({ kind: 'water' });
    expect(hearDanger('aqua fiume svenuto', several)).toMatchObject({ kind: 'water' });
    expect(hearDanger('aqua svenuto sangue', several)).toMatchObject({ kind: 'medical' });
    expect(hearDanger('svenuto sangue ferito pugni', several)).toMatchObject({ kind: 'violence' });
  });

  test('is the worst of several texts', () => {
    const [none, advice, lane] = ['x', 'odore adeso', 'fiame'].map((text) => hearDanger(text, lists));
    expect(worstOf([none, undefined])).toBeUndefined();
    expect(worstOf([advice, none, lane])).toBe(lane);
    expect(worstOf([lane, advice])).toBe(lane);
  });

  test('is told with its sentence as it was written, blanks folded, and with 300 letters of a longer one', () => {
    expect(hearDanger('Ciao. Qui  ci\nsono fiamme ovunque! Ciao', lists)).toMatchObject({
      evidence: 'Qui ci sono fiamme ovunque',
    });
    const long = `${'a '.repeat(200)}fiamme ${'b '.repeat(200)}`;
    const { evidence } = hearDanger(long, lists) as { evidence: string };
    expect(evidence.length).toBeGreaterThan(290);
    expect(evidence.length).toBeLessThanOrEqual(300);
    expect(evidence.indexOf('fiamme')).toBe(150);
  });
});

test('lists that name words which they lack are refused, and groups without words too', () => {
  expect(() => hearDanger('x', rules({ fire: { lane: ['@none :: x'] } }))).toThrow('the lists know no words @none');
  expect(() => hearDanger('x', rules({ fire: { lane: ['a  b :: x'] } }))).toThrow('an empty group');
});
