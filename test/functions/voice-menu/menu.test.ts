import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { voiceMenu, waitGiven } from '../../../functions/voice-menu/rules/menu.ts';
import { voiceStatus } from '../../../functions/voice-menu/rules/status.ts';
import { stages } from '../../../shared/contracts/case-status.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import { type Language, languages, type Translated } from '../../../shared/contracts/text.ts';
import { VoiceMenu, VoiceStatus } from '../../../shared/contracts/voice-menu.ts';
import { callBackSlot } from '../../../shared/core/cases/call-back.ts';
import { isOpen, nextChangeAt } from '../../../shared/core/hours/calendar.ts';
import { type Declared, nothingDeclared } from '../../../shared/core/posture/declared.ts';
import { hoursRules } from '../../../shared/core/posture/service-state.ts';
import { spoken } from '../../../shared/texts/voice/spoken.ts';
import { voiceTexts } from '../../../shared/texts/voice/voice.ts';
import { familyLine, protezioneCivile } from '../../fixtures/contacts.ts';
import { iso, periodNear, rome, someMinute } from '../../fixtures/rome.ts';

const monday = rome('2026-09-14T10:00');
const saturday = rome('2026-09-12T10:00');
const menuAt = (
  at: string,
  {
    declared = nothingDeclared,
    language = 'it',
    wait,
    of = protezioneCivile,
  }: {
    declared?: Declared;
    language?: Language;
    wait?: number;
    of?: PreparedService;
  } = {},
) => voiceMenu(of, declared, { at, language, expectedWaitSeconds: wait });
const said = (menu: VoiceMenu, wanted: VoiceMenu['prompts'][number]['id']) =>
  menu.prompts.find(({ id }) => id === wanted)?.text;

const national = { kind: 'national' } as const;
const zones = (...names: string[]) => ({ kind: 'zones' as const, zones: names });
const everywhere = (text: string): Translated => ({ it: text, en: text, de: text });
/** Around the clock from Saturday at ten for a day, as an officer declared it. */
const emergency = (notice: Translated, area: NonNullable<Declared['areas']>[number]['area'] = national): Declared => ({
  posture: 'emergency',
  periods: [{ from: saturday, to: rome('2026-09-13T10:00'), hours: 'around-the-clock' }],
  notice,
  until: rome('2026-09-13T10:00'),
  areas: [{ area, level: 'emergency', notice, endsAt: rome('2026-09-13T10:00') }],
});

describe('a voice menu', () => {
  test('says first whom to call when life is in danger, whatever else is so', () => {
    const posture = fc.constantFrom<Declared>(
      nothingDeclared,
      emergency(protezioneCivile.notices.emergency),
      emergency(everywhere('Vedi https://www.example.org')),
    );
    const asked = fc.record({ at: someMinute.map(iso), declared: posture, wait: fc.option(fc.nat({ max: 90_000 })) });
    fc.assert(
      fc.property(asked, fc.constantFrom(...languages), ({ at, declared, wait }, language) => {
        const menu = menuAt(at, { declared, language, ...(wait === null ? {} : { wait: Math.min(wait, 86_400) }) });
        expect(menu.prompts[0]?.id).toBe('life-first');
        const numbers = { it: 'uno uno', en: 'one one', de: 'eins eins' }[language];
        expect(menu.prompts[0]?.text.split(numbers)).toHaveLength(4);
        expect(VoiceMenu.parse(menu)).toEqual(menu);
        for (const { text } of [...menu.prompts, ...menu.options]) expect(text).toMatch(/^[\p{L} .,?!’-]+[.?!]$/u);
      }),
      { numRuns: 200 },
    );
  });

  test('says whether it is open and until when, as the calendar has it at that instant', () => {
    const periods = someMinute.chain((at) => fc.array(periodNear(at), { maxLength: 2 }).map((list) => ({ at, list })));
    fc.assert(
      fc.property(periods, ({ at, list }) => {
        const declared: Declared = { posture: list.length === 0 ? 'ordinary' : 'alert', periods: list };
        const menu = menuAt(iso(at), { declared });
        const rules = hoursRules(protezioneCivile);
        expect(menu.open).toBe(isOpen(rules, list, iso(at)));
        expect(menu.nextChangeAt).toBe(nextChangeAt(rules, list, iso(at)));
        expect(/chiuso/.test(said(menu, 'hours') ?? '')).toBe(!menu.open);
      }),
      { numRuns: 100 },
    );
    expect(said(menuAt(monday), 'hours')).toBe(
      'Contact Center della Protezione Civile. Il servizio è aperto e chiude oggi alle diciotto.',
    );
    expect(said(menuAt(saturday, { language: 'de' }), 'hours')).toBe(
      'Kontaktzentrum des Zivilschutzes. Zurzeit ist geschlossen. Wir öffnen wieder am Montag, dem vierzehnten September, um neun Uhr. Sie können ein Thema wählen und eine Nachricht hinterlassen.',
    );
    expect(said(menuAt(saturday, { declared: emergency(everywhere('Attenzione.')) }), 'hours')).toContain(
      'Rispondiamo giorno e notte, fino a domani alle dieci.',
    );
  });

  test('has no notice when nothing is declared', () => {
    expect(said(menuAt(monday), 'notice')).toBeUndefined();
    expect(menuAt(monday).prompts.map(({ id }) => id)).toEqual(['life-first', 'hours', 'privacy']);
  });

  test('says the service’s notice as it is spoken, and an officer’s own words before it', () => {
    const { notices } = protezioneCivile;
    expect(said(menuAt(saturday, { declared: emergency(notices.emergency) }), 'notice')).toBe(
      'È in corso un’emergenza. Prima rispondiamo a chi chiede aiuto, poi alle offerte di aiuto. Lascia libere le linee per i soccorsi.',
    );
    const own = everywhere('Ponte chiuso al km 3: usa la SS17');
    expect(said(menuAt(saturday, { declared: emergency(own) }), 'notice')).toBe(
      'Ponte chiuso al chilometro tre, usa la SS diciassette.',
    );
  });

  test('says the notice as it is written where the service has none to be spoken', () => {
    const silent = { ...protezioneCivile, notices: { ...protezioneCivile.notices, voice: {} } };
    const menu = menuAt(saturday, { declared: emergency(silent.notices.emergency), of: silent, language: 'en' });
    expect(said(menu, 'notice')).toMatch(/^An emergency is in progress\. If you are in danger call one one two/);
  });

  test('says for which regions a notice is, the highest level first, each only once', () => {
    const endsAt = rome('2026-09-13T10:00');
    const declared: Declared = {
      ...emergency(everywhere('Allagamenti.')),
      areas: [
        { area: zones('Tosc-A1'), level: 'alert', notice: everywhere('Piogge.'), endsAt },
        { area: zones('Emil-B1', 'Emil-B2'), level: 'emergency', notice: everywhere('Allagamenti.'), endsAt },
        { area: zones('Umbr-A'), level: 'alert', notice: everywhere('Piogge.'), endsAt },
      ],
    };
    expect(said(menuAt(saturday, { declared }), 'notice')).toBe(
      'Zone interessate, Emilia-Romagna. Allagamenti. Zone interessate, Toscana, Umbria. Piogge.',
    );
  });

  test('names five regions at most, and none where a notice is for the whole country too', () => {
    const endsAt = rome('2026-09-13T10:00');
    const [words, names] = [everywhere('Piogge.'), ['Abru-A', 'Basi-A1', 'Cala-1', 'Camp-1', 'Emil-A1', 'Friu-A']];
    const notice = (...areas: NonNullable<Declared['areas']>[number]['area'][]) =>
      said(
        menuAt(saturday, {
          declared: {
            ...emergency(words),
            areas: areas.map((area) => ({ area, level: 'alert' as const, notice: words, endsAt })),
          },
        }),
        'notice',
      );
    expect(notice(zones(...names.slice(0, 5)))).toBe(
      'Zone interessate, Abruzzo, Basilicata, Calabria, Campania, Emilia-Romagna. Piogge.',
    );
    expect(notice(zones(...names))).toBe(`Zone interessate, ${voiceTexts.it.severalAreas}. Piogge.`);
    expect(notice(zones('Tosc-A1'), national)).toBe('Piogge.');
  });

  test('says three notices at most; the others are on the pages', () => {
    const endsAt = rome('2026-09-13T10:00');
    const areas = ['Uno.', 'Due.', 'Tre.', 'Quattro.'].map((text) => ({
      area: national,
      level: 'alert' as const,
      notice: everywhere(text),
      endsAt,
    }));
    const declared = { ...emergency(everywhere('Uno.')), areas };
    expect(said(menuAt(saturday, { declared }), 'notice')).toBe('Uno. Due. Tre.');
  });

  test('says a notice of an ordinary day as it is spoken, else as it is written', () => {
    const ordinary = everywhere('Siamo in via Vitorchiano 2');
    const of = { ...protezioneCivile, notices: { ...protezioneCivile.notices, ordinary } } as PreparedService;
    const { ordinary: _spoken, ...voice } = of.notices.voice ?? {};
    const written = { ...of, notices: { ...of.notices, voice } } as PreparedService;
    expect(said(menuAt(monday, { of: written }), 'notice')).toBe('Siamo in via Vitorchiano due.');
    const heard = { ...of, notices: { ...of.notices, voice: { ...voice, ordinary: everywhere('Siamo qui.') } } };
    expect(said(menuAt(monday, { of: heard as PreparedService }), 'notice')).toBe('Siamo qui.');
  });

  test('says the name of an option up to two hundred bytes, and whole what the key of danger leads to', () => {
    const long = everywhere(`${'parola '.repeat(40)}`.trim());
    const [first, ...rest] = protezioneCivile.voiceMenu?.options ?? [];
    const voice = { ...protezioneCivile.voiceMenu, options: [{ ...first, name: long }, ...rest] };
    const { options } = menuAt(monday, { of: { ...protezioneCivile, voiceMenu: voice } as PreparedService });
    const text = options.find(({ key }) => key === first?.key)?.text ?? '';
    expect(text).toMatch(/^(?:parola ?)+, premi uno\.$/);
    expect(text.length).toBeLessThan(100);
  });

  test('that is open for half a day and more says that it answers day and night', () => {
    const open = (hours: number) =>
      said(
        menuAt(saturday, {
          declared: {
            posture: 'alert',
            periods: [{ from: saturday, to: iso(Date.parse(saturday) + hours * 3_600_000), hours: 'around-the-clock' }],
          },
        }),
        'hours',
      );
    expect(open(12)).toContain('Rispondiamo giorno e notte');
    expect(open(11)).not.toContain('Rispondiamo giorno e notte');
  });

  test('ends an endless notice at the end of a sentence', () => {
    const menu = menuAt(saturday, { declared: emergency(everywhere('Restate in casa. '.repeat(230).slice(0, 4000))) });
    const notice = said(menu, 'notice') ?? '';
    expect(new TextEncoder().encode(notice).length).toBeLessThanOrEqual(6000);
    expect(notice).toMatch(/Restate in casa\.$/);
    const digits = menuAt(saturday, { declared: emergency(everywhere('118 '.repeat(1000))) });
    expect(new TextEncoder().encode(said(digits, 'notice') ?? '').length).toBeLessThanOrEqual(6001);
    expect(VoiceMenu.safeParse(digits).success).toBe(true);
  });

  test('says the wait as it is while it is open, and nothing where it is not known', () => {
    expect(said(menuAt(monday, { wait: 100 }), 'wait')).toBe('Attesa prevista, circa due minuti.');
    expect(menuAt(monday, { wait: 100 }).expectedWaitSeconds).toBe(100);
    expect(said(menuAt(monday), 'wait')).toBeUndefined();
    expect(menuAt(saturday, { wait: 100 })).not.toHaveProperty('expectedWaitSeconds');
  });

  test('leads each key to operators while it is open and to a message while it is not', () => {
    const open = menuAt(monday).options;
    expect(open.map(({ key }) => key)).toEqual(['9', '1', '2', '3', '4', '5', '0', '#']);
    expect(open[1]).toEqual({
      key: '1',
      leadsTo: 'operators',
      kind: 'intervention',
      text: 'Richieste di aiuto, non urgenti, premi uno.',
    });
    const closed = menuAt(saturday).options;
    expect(closed.filter(({ kind }) => kind !== undefined).map(({ leadsTo }) => leadsTo)).toEqual(
      Array(5).fill('message'),
    );
    expect(menuAt(monday, { language: 'en' }).options.at(-1)?.text).toBe('To hear this again, press hash.');
  });

  test.each(['it', 'en', 'de'] as const)(
    'has first, in %s, the key of danger to life, which sends to 112 first',
    (language) => {
      for (const at of [monday, saturday]) {
        const [first] = menuAt(at, { language }).options;
        expect(first).toMatchObject({ key: '9', leadsTo: at === monday ? 'operators' : 'message' });
        expect(first).not.toHaveProperty('kind');
        const numbers = ['112', '115', '118'].map((number) => spoken(number, language));
        for (const number of numbers) expect(first?.text).toContain(number);
      }
    },
  );

  test('of a service that names no keys offers its kinds in their order, and says who answers for the data', () => {
    const { voiceMenu: _own, ...plain } = protezioneCivile;
    const menu = menuAt(monday, { of: plain });
    expect(menu.options.slice(1, 4).map(({ kind }) => kind)).toEqual(['information', 'report', 'intervention']);
    expect(menu.options[1]?.text).toBe('Chiedere un’informazione, premi uno.');
    expect(said(menu, 'privacy')).toContain('Dipartimento della Protezione Civile');
    expect(menuAt(monday, { of: plain, wait: 181 }).callBackOffered).toBe(true);
  });
});

describe('a call-back', () => {
  test('is offered while the service is closed, by the time in which it is due', () => {
    const menu = menuAt(saturday);
    const slot = callBackSlot({
      at: saturday,
      preference: 'any',
      rules: hoursRules(protezioneCivile),
      periods: [],
      firstAnswer: protezioneCivile.charter.firstAnswer,
    });
    expect([menu.callBackOffered, menu.callBackDueAt]).toEqual([true, slot?.dueAt]);
    expect(said(menu, 'call-back')).toBe(
      'Se vuoi, ti richiamiamo noi, al più tardi lunedì quattordici settembre alle tredici.',
    );
    expect(menu.options[1]).toEqual({
      key: '*',
      leadsTo: 'call-back',
      text: 'Per essere richiamato, premi asterisco.',
    });
  });

  test.each([
    [180, false],
    [181, true],
  ])('is, while it is open and the wait is %i seconds, offered: %j', (wait, offered) => {
    const menu = menuAt(monday, { wait });
    expect(menu.callBackOffered).toBe(offered);
    expect(menu.options.some(({ leadsTo }) => leadsTo === 'call-back')).toBe(offered);
    expect(said(menu, 'wait')?.endsWith('È più di quanto promettiamo.')).toBe(offered);
  });

  test('is measured by the wait of each service’s own charter', () => {
    expect(menuAt(monday, { wait: 290, of: familyLine }).callBackOffered).toBe(false);
    expect(menuAt(monday, { wait: 301, of: familyLine }).callBackOffered).toBe(true);
  });

  test('is not offered by a service that never opens', () => {
    const { weekly } = protezioneCivile.hours;
    const never = Object.fromEntries(Object.keys(weekly).map((day) => [day, []])) as unknown as typeof weekly;
    const menu = menuAt(monday, { of: { ...protezioneCivile, hours: { ...protezioneCivile.hours, weekly: never } } });
    expect(menu).toMatchObject({ open: false, callBackOffered: false });
    expect(said(menu, 'hours')).toContain('In questo momento il servizio è chiuso.');
  });
});

test.each([
  ['240', 240],
  ['0', 0],
  ['86400', 86_400],
  ['86401', undefined],
  ['000240', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['', undefined],
  [undefined, undefined],
])('a wait given as %j is %j', (text, seconds) => {
  expect(waitGiven(text)).toBe(seconds);
});

describe('a dictated code', () => {
  const code = 'PC-KKMV-VXF7-AEDD-KVJP';
  const status = { code, service: 'protezione-civile', receivedAt: monday, history: [] };
  const due = rome('2026-09-14T14:00');

  test.each(languages)(
    'in %s: every stage has words of its own, and nothing but stages and dates leaves',
    (language) => {
      const told = stages.map((stage) => voiceStatus({ ...status, stage, firstAnswerDueAt: due }, monday, language));
      for (const answer of told) {
        expect(VoiceStatus.parse(answer)).toEqual(answer);
        expect(answer.prompt).toMatch(/^[\p{L} .,?!’-]+\.$/u);
      }
      expect(new Set(told.map(({ prompt }) => prompt)).size).toBe(stages.length);
      expect(JSON.stringify(told)).not.toContain(code);
    },
  );

  test('is told when the first answer is due, that it is late, and neither once it is given', () => {
    const at = (stage: 'registered' | 'answered', now: string) =>
      voiceStatus({ ...status, stage, firstAnswerDueAt: due }, now, 'it').prompt;
    expect(at('registered', monday)).toBe(
      'La richiesta è registrata e aspetta un operatore. La prima risposta arriva al più tardi oggi alle quattordici.',
    );
    expect(at('registered', rome('2026-09-15T10:00'))).toContain(
      'era prevista al più tardi lunedì quattordici settembre alle quattordici. Siamo in ritardo',
    );
    expect(at('answered', monday)).toBe('Abbiamo risposto. Trovi la risposta nei messaggi.');
  });
});
