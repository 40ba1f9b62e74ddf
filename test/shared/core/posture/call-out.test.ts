import { describe, expect, test } from '@jest/globals';
import { CallOut, CallOutView } from '../../../../shared/contracts/call-out.ts';
import type { Area, DeclarationAct, LedgerEvent } from '../../../../shared/contracts/declaration.ts';
import { LedgerView } from '../../../../shared/contracts/officer-view.ts';
import { languages } from '../../../../shared/contracts/text.ts';
import { italianAlertZones, zonesOn } from '../../../../shared/core/posture/alert-zones.ts';
import { areaName } from '../../../../shared/core/posture/area-names.ts';
import {
  callOutFor,
  callOutView,
  type Duty,
  nextStep,
  patience,
  shiftAt,
  whoWasCalled,
  withAnswer,
  withCall,
  withEnd,
} from '../../../../shared/core/posture/call-out.ts';
import { decide, ledgerOf } from '../../../../shared/core/posture/ledger.ts';
import { postureAt } from '../../../../shared/core/posture/posture-at.ts';
import { nameFor, personNamed, versionIn } from '../../../../shared/shell/stores/call-outs.ts';
import { answeredMail, automaticAlertMail, callMail, renewalMail } from '../../../../shared/texts/mails/staff-mail.ts';
import { callOutPage } from '../../../../web/pages/call-out-page.ts';
import { protezioneCivile } from '../../../fixtures/contacts.ts';

const service = 'protezione-civile';
const roster: Duty[] = [
  { name: 'Ada', email: 'ada@example.org', shift: 'day' },
  { name: 'Bruno', email: 'bruno@example.org', shift: 'day' },
  { name: 'Carla', email: 'carla@example.org', shift: 'night' },
  { name: 'Ada', email: 'ada@example.org', shift: 'night' },
];
const notice = protezioneCivile.notices.emergency;
const emilia: Area = { kind: 'zones', zones: ['Emil-B1', 'Emil-B2'] };

/** A ledger made by acts, each at its instant. */
function given(...acts: [at: string, act: DeclarationAct][]): LedgerEvent[] {
  const events: LedgerEvent[] = [];
  for (const [at, act] of acts) {
    const newDeclaration = `d${events.length + 1}`;
    const command = {
      act,
      by: { subject: 'o', name: 'Capo turno' },
      at,
      newDeclaration,
      expectedVersion: events.length,
    };
    const decision = decide(command, ledgerOf(events));
    if ('refused' in decision) throw new Error(decision.refused);
    events.push(...decision.events);
  }
  return events;
}
const declare = (more: Partial<Extract<DeclarationAct, { act: 'declare' }>> = {}): DeclarationAct => ({
  act: 'declare',
  reason: 'Scossa di magnitudo 6.0',
  area: emilia,
  level: 'emergency',
  hours: 'around-the-clock',
  notice,
  ...more,
});
const calledBy = (events: LedgerEvent[], version = events.length) =>
  callOutFor({ service, events, version, openedAt: events[version - 1]?.at ?? '', secret: 'a'.repeat(32) });
const opened = (events: LedgerEvent[]): CallOut => {
  const callOut = calledBy(events);
  if (callOut === undefined) throw new Error('nobody is called');
  return callOut;
};
const noon = '2026-09-12T10:00:00.000Z';
const after = (at: string, minutes: number) => new Date(Date.parse(at) + minutes * 60_000).toISOString();
const then = (callOut: CallOut, events: LedgerEvent[], now: string, others: CallOut[] = []) =>
  nextStep({ callOut, roster, events, others, now });

describe('the shift', () => {
  test.each([
    ['a summer morning before eight', '2026-09-12T05:59:59.999Z', 'night'],
    ['eight in summer', '2026-09-12T06:00:00.000Z', 'day'],
    ['just before eight in the evening', '2026-09-12T17:59:59.999Z', 'day'],
    ['eight in the evening', '2026-09-12T18:00:00.000Z', 'night'],
    ['eight in winter', '2026-12-12T07:00:00.000Z', 'day'],
    ['six UTC in winter', '2026-12-12T06:00:00.000Z', 'night'],
    ['the morning clocks went forward, 8 in Rome', '2026-03-29T06:00:00.000Z', 'day'],
    ['the morning clocks went forward, before 8', '2026-03-29T05:59:00.000Z', 'night'],
    ['the morning clocks went back, 7 in Rome', '2026-10-25T06:59:00.000Z', 'night'],
    ['the morning clocks went back, 8 in Rome', '2026-10-25T07:00:00.000Z', 'day'],
    ['the hour that comes twice', '2026-10-25T00:30:00.000Z', 'night'],
  ])('%s', (_when, at, shift) => {
    expect(shiftAt(at)).toBe(shift);
  });
});

describe('staff are called', () => {
  test('when something is declared', () => {
    const callOut = opened(given([noon, declare()]));
    expect(CallOut.parse(callOut)).toEqual(callOut);
    expect(callOut).toMatchObject({ version: 1, level: 'emergency', area: emilia, since: noon, calls: [] });
    expect(callOut.until).toBe('2026-09-13T10:00:00.000Z');
  });

  test('when a level rises in one zone, although the service as a whole is as high already', () => {
    const sicily = declare({ area: { kind: 'zones', zones: ['Sici-A'] } });
    expect(calledBy(given([noon, declare()], [after(noon, 5), sicily]))).toMatchObject({
      version: 2,
      declaration: 'd2',
    });
  });

  test('when an alert becomes an emergency, when an area grows, when hours widen', () => {
    const alert = declare({ level: 'alert', hours: 'none' });
    const change = (more: object): DeclarationAct => ({
      act: 'change',
      declaration: 'd1',
      reason: 'Peggiora',
      ...more,
    });
    const grown: Area = { kind: 'zones', zones: ['Emil-B1', 'Emil-B2', 'Emil-A1'] };
    for (const act of [change({ level: 'emergency' }), change({ area: grown }), change({ hours: 'extended' })]) {
      expect(calledBy(given([noon, alert], [after(noon, 5), act]))?.version).toBe(2);
    }
  });

  test('not when a level falls, an area shrinks, a notice changes, a declaration is renewed or stood down', () => {
    const change = (more: object): DeclarationAct => ({
      act: 'change',
      declaration: 'd1',
      reason: 'Migliora',
      ...more,
    });
    for (const act of [
      change({ level: 'alert' }),
      change({ hours: 'none' }),
      change({ area: { kind: 'zones', zones: ['Emil-B1'] } }),
      change({ notice: protezioneCivile.notices.alert }),
      { act: 'renew', declaration: 'd1', reason: 'Ancora' },
      { act: 'stand-down', declaration: 'd1', reason: 'Finita' },
    ] as DeclarationAct[]) {
      expect(calledBy(given([noon, declare()], [after(noon, 5), act]))).toBeUndefined();
    }
  });

  test('not for what is declared below a level that holds everywhere already', () => {
    const national = declare({ area: { kind: 'national' } });
    expect(
      calledBy(given([noon, national], [after(noon, 1), declare({ level: 'alert', hours: 'none' })])),
    ).toBeUndefined();
  });

  test('not for a version that the ledger does not hold', () => {
    expect(calledBy(given([noon, declare()]), 2)).toBeUndefined();
  });
});

describe('who is called', () => {
  const events = given([noon, declare({ endsAt: after(noon, 14 * 60) })]);
  const [ada, bruno, carla] = roster as [Duty, Duty, Duty];

  test('is first the first of the shift, three minutes later the next, and then nobody is left', () => {
    const first = then(opened(events), events, noon);
    expect(first).toEqual({ step: 'call', duty: ada });
    const one = withCall(opened(events), ada, noon);
    expect(patience).toBe(3 * 60_000);
    expect(then(one, events, after(noon, 2.99))).toEqual({ step: 'wait' });
    expect(then(one, events, after(noon, 3))).toEqual({ step: 'call', duty: bruno });
    const two = withCall(one, bruno, after(noon, 3));
    expect(then(two, events, after(noon, 5.99))).toEqual({ step: 'wait' });
    expect(then(two, events, after(noon, 6))).toEqual({ step: 'unanswered' });
  });

  test('is of the next shift once it is on, and nobody twice', () => {
    const two = withCall(withCall(opened(events), ada, noon), bruno, after(noon, 10));
    const eight = '2026-09-12T18:00:00.000Z';
    expect(then(two, events, after(eight, -1))).toEqual({ step: 'unanswered' });
    expect(then(two, events, eight)).toEqual({ step: 'call', duty: carla });
    expect(then(withCall(two, carla, eight), events, after(eight, 10))).toEqual({ step: 'unanswered' });
  });

  test('is nobody any more once somebody answered, and the first answer holds', () => {
    const answered = withAnswer(withCall(opened(events), ada, noon), 'Ada', after(noon, 3));
    if (answered === undefined) throw new Error('it is open');
    expect(then(answered, events, after(noon, 30))).toEqual({ step: 'wait' });
    expect(withAnswer(answered, 'Bruno', after(noon, 4))).toBeUndefined();
    expect(callOutView(answered)).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'Ada' });
    expect(CallOutView.parse(callOutView(answered))).toEqual(callOutView(answered));
  });

  test('is nobody once the declaration ended, by itself or by an officer', () => {
    const called = withCall(opened(events), ada, noon);
    expect(then(called, events, after(noon, 14 * 60))).toEqual({ step: 'close', because: 'over' });
    const ended = given(
      [noon, declare()],
      [after(noon, 5), { act: 'stand-down', declaration: 'd1', reason: 'Finita' }],
    );
    expect(then(called, ended, after(noon, 6))).toEqual({ step: 'close', because: 'over' });
    const closed = withEnd(called, 'over', after(noon, 6));
    expect(then(closed, ended, after(noon, 20))).toEqual({ step: 'wait' });
    expect(withAnswer(closed, 'Ada', after(noon, 7))).toBeUndefined();
  });

  test('goes on while the declaration is renewed, and anew when it rises', () => {
    const called = withCall(opened(events), ada, noon);
    const renewed = given([noon, declare()], [after(noon, 5), { act: 'renew', declaration: 'd1', reason: 'Ancora' }]);
    expect(then(called, renewed, after(noon, 10))).toEqual({ step: 'call', duty: bruno });
    const risen = given(
      [noon, declare({ level: 'alert' })],
      [after(noon, 5), { act: 'change', declaration: 'd1', reason: 'Peggiora', level: 'emergency' }],
    );
    const [former, later] = [calledBy(risen, 1), calledBy(risen, 2)];
    if (former === undefined || later === undefined) throw new Error('both acts call');
    expect(then(former, risen, after(noon, 6), [former, later])).toEqual({ step: 'close', because: 'superseded' });
    expect(then(later, risen, after(noon, 6), [former, later])).toEqual({ step: 'call', duty: ada });
  });
});

describe('what officers see of the calls', () => {
  test('is the newest call-out of each declaration in force: who was called, when, who answered, and no address', () => {
    const risen = given(
      [noon, declare({ level: 'alert' })],
      [after(noon, 5), { act: 'change', declaration: 'd1', reason: 'Peggiora', level: 'emergency' }],
      [after(noon, 6), declare({ area: { kind: 'zones', zones: ['Sici-A'] }, reason: 'Altro' })],
    );
    const [former, later] = [calledBy(risen, 1), calledBy(risen, 2)];
    if (former === undefined || later === undefined) throw new Error('both acts call');
    const [ada, bruno] = roster as [Duty, Duty];
    const called = withCall(withCall(later, ada, after(noon, 5)), bruno, after(noon, 15));
    const answered = withAnswer(called, 'Bruno', after(noon, 16));
    if (answered === undefined) throw new Error('it is open');
    const { declarations } = postureAt(risen, after(noon, 20));
    const seen = whoWasCalled([answered, former], declarations);
    expect(seen).toEqual([
      {
        declaration: 'd1',
        calls: [
          { name: 'Ada', at: after(noon, 5) },
          { name: 'Bruno', at: after(noon, 15) },
        ],
        acknowledged: { by: 'Bruno', at: after(noon, 16) },
      },
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/@|secret/);
    expect(LedgerView.shape.callOuts.parse(seen)).toEqual(seen);
    expect(whoWasCalled([answered, former], [])).toEqual([]);
  });
});

describe('the name of a call-out in an address', () => {
  const callOut = opened(given([noon, declare()]));

  test('is each person’s own, is told apart, and cannot be made without the secret', () => {
    const names = new Set(roster.map(({ email }) => nameFor(callOut, email)));
    expect(names.size).toBe(3);
    for (const person of roster)
      expect(personNamed(callOut, nameFor(callOut, person.email), roster)?.email).toBe(person.email);
    expect(
      personNamed(callOut, nameFor({ ...callOut, secret: 'b'.repeat(32) }, 'ada@example.org'), roster),
    ).toBeUndefined();
    expect(personNamed({ ...callOut, version: 2 }, nameFor(callOut, 'ada@example.org'), roster)).toBeUndefined();
    expect(personNamed(callOut, nameFor(callOut, 'stranger@example.org'), roster)).toBeUndefined();
    expect(personNamed(callOut, '', roster)).toBeUndefined();
  });

  test('tells its act, and what is no name tells none', () => {
    expect(versionIn(nameFor(callOut, 'ada@example.org'))).toBe(1);
    for (const name of [
      '',
      '1',
      '1-',
      `x-${'a'.repeat(32)}`,
      `1-${'A'.repeat(32)}`,
      `1-${'a'.repeat(33)}`,
      `12345678-${'a'.repeat(32)}`,
    ]) {
      expect(versionIn(name)).toBeUndefined();
    }
  });
});

describe('the mails to staff', () => {
  const events = given([noon, declare({ reason: 'Frana <b>grave</b>\r\nBcc: x@example.org' })]);
  const callOut = opened(events);
  const address = `https://sportello.example.org/v1/services/${service}/call-outs/${nameFor(callOut, 'ada@example.org')}`;
  const call = callMail(callOut, roster[0] as Duty, protezioneCivile, address);

  test('call in Italian and then in English, with all that is known and the address to answer at', () => {
    expect(call.subject).toBe('EMERGENZA – Contact Center della Protezione Civile: chiamata in servizio');
    const [italian = '', english = ''] = call.text.split('----');
    expect(italian).toContain('Livello: Emergenza');
    expect(english).toContain('Level: Emergency');
    for (const half of [italian, english]) {
      expect(half).toContain('Emilia-Romagna');
      expect(half).toContain(address);
    }
    expect(italian).toContain('12 settembre 2026');
    expect(italian).toContain('12:00');
    expect(italian).toContain('24 ore su 24');
  });

  test('let no word of an officer become markup or a header', () => {
    expect(call.html).not.toContain('<b>');
    expect(call.text).not.toContain('\r\nBcc');
    expect(call.subject).not.toMatch(/[\r\n]/);
  });

  test('of one call have one Message-ID, of two calls two', () => {
    const again = callMail(withCall(callOut, roster[0] as Duty, noon), roster[0] as Duty, protezioneCivile, address);
    expect(again.messageId).toBe(call.messageId);
    const next = callMail(withCall(callOut, roster[0] as Duty, noon), roster[1] as Duty, protezioneCivile, address);
    expect(next.messageId).not.toBe(call.messageId);
  });

  test('tell the roster of an automatic alert, and of an end to come', () => {
    const automatic = automaticAlertMail(
      callOut,
      roster[1] as Duty,
      protezioneCivile,
      'https://sportello.example.org/console/',
    );
    expect(automatic.to).toBe('bruno@example.org');
    expect(automatic.text).toContain('è scattato da solo, per 6 ore');
    expect(automatic.text).toMatch(/^Bruno, una proposta/);
    expect(automatic.text).toContain('/console/');
    const [declaration] = postureAt(events, noon).declarations;
    if (declaration === undefined) throw new Error('it holds');
    const renewal = renewalMail(
      declaration,
      roster[2] as Duty,
      protezioneCivile,
      'https://sportello.example.org/console/',
    );
    expect(renewal.text).toContain('domenica 13 settembre 2026');
    expect(renewal.text).toMatch(/^Carla, la dichiarazione finisce/);
    expect(renewal.to).toBe('carla@example.org');
  });
});

test('whoever else was called is told who answered, and that nobody need confirm any more', () => {
  const callOut = withAnswer(withCall(opened(given([noon, declare()])), roster[0] as Duty, noon), 'Bruno', noon);
  if (callOut === undefined) throw new Error('it was open');
  const mail = answeredMail(callOut, roster[0] as Duty, protezioneCivile);
  expect(mail.to).toBe('ada@example.org');
  expect(mail.subject).toContain('ha risposto Bruno');
  expect(mail.text).toContain('Non serve più che tu confermi.');
  expect(mail.text).toContain('You need not confirm any more.');
});

describe('the page of a call-out', () => {
  const callOut = opened(given([noon, declare()]));
  const name = nameFor(callOut, 'ada@example.org');

  test.each(languages)('has one button in a form while it is open, and none afterwards (%s)', (language) => {
    const page = callOutPage(protezioneCivile, language, { name, view: callOutView(callOut) });
    expect(page.match(/<form method="post"/g)).toHaveLength(1);
    expect(page.match(/<button/g)).toHaveLength(1);
    expect(page).toContain(`action="/v1/services/${service}/call-outs/${name}?language=${language}"`);
    const answered = withAnswer(callOut, 'Ada', noon);
    for (const ended of [answered, withEnd(callOut, 'over', noon), withEnd(callOut, 'superseded', noon)]) {
      if (ended === undefined) throw new Error('it was open');
      expect(callOutPage(protezioneCivile, language, { name, view: callOutView(ended) })).not.toContain('<button');
    }
    expect(callOutPage(protezioneCivile, language, { name })).not.toContain('<button');
  });
});

const everyZone = zonesOn(italianAlertZones, '2026-09-12').map(({ zone }) => zone);

describe('the name of an area', () => {
  test('is the country, a region, or zones of a region', () => {
    expect(areaName({ kind: 'national' }).it).toBe('tutta Italia');
    expect(areaName({ kind: 'zones', zones: ['Abru-A'] }).it).toBe('Abruzzo (Bacini Tordino Vomano)');
    expect(areaName({ kind: 'zones', zones: ['Somewhere new'] }).en).toBe('Somewhere new');
  });

  test('stays short for all the zones there are, and names a region whose zones are all meant without them', () => {
    const all = areaName({ kind: 'zones', zones: everyZone });
    expect(all.it).toContain('Abruzzo;');
    expect(all.it.length).toBeLessThan(500);
    const half = areaName({ kind: 'zones', zones: everyZone.filter((_, index) => index % 2 === 0) });
    expect(half.de).toMatch(/\(\d+ Gebiete\)/);
    const strange = areaName({
      kind: 'zones',
      zones: Array.from({ length: 400 }, (_, index) => `zone ${index} ${'x'.repeat(190)}`),
    });
    expect(strange.en).toContain('and 388 more zones');
    expect(strange.en.length).toBeLessThan(4000);
  });
});
