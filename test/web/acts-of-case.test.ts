import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { CaseActBody } from '../../shared/contracts/case-act.ts';
import { DeskCase } from '../../shared/contracts/desk.ts';
import type { Colleague } from '../../shared/contracts/shift.ts';
import { languages } from '../../shared/contracts/text.ts';
import {
  type ActField,
  type ActValues,
  actSpecs,
  bodyOf,
  colleagueValue,
  lackingIn,
} from '../../web/console/desk/act-table.ts';
import { receivers } from '../../web/console/desk/receivers.ts';
import { instantOfWallTime } from '../../web/console/kit/rome-time.ts';
import { deskTexts } from '../../web/console/kit/texts.ts';

const example = new URL('../../events/desk-case.v1.example.json', import.meta.url);
const deskCase = DeskCase.parse(JSON.parse(readFileSync(example, 'utf8')));
const anId = '0123456789abcdef';

/** What somebody might type into a field. */
function typedInto(field: ActField): string | string[] {
  if (field.member === 'ask' || field.member === 'referral') return anId;
  if (field.member === 'contact' || field.member === 'caseId') return deskCase.code;
  if (field.member === 'email') return 'protocollo@comune.example';
  if (field.member === 'clock') return 'first-answer';
  if (field.as === 'moment') return '2026-12-01T10:00';
  if (field.as === 'colleague') return colleagueValue({ subject: 'operator-2', name: 'Dario Sala' });
  if (field.as === 'line' || field.as === 'prose') return 'Parole che dicono abbastanza.';
  const choices = typeof field.of === 'function' ? field.of(deskCase) : field.of;
  return field.as === 'choices' ? [...choices] : (choices[0] ?? '');
}
const filled = (fields: readonly ActField[]): ActValues =>
  Object.fromEntries(fields.map((field) => [field.member, typedInto(field)]));

describe('the form of an act', () => {
  test.each(actSpecs.map((spec) => [spec.act, spec] as const))(
    'of %s makes a body that the center takes, with every field filled in and with only the needed ones',
    (_act, spec) => {
      const whole = bodyOf(spec, filled(spec.fields), instantOfWallTime);
      expect(CaseActBody.safeParse(whole)).toMatchObject({ success: true });
      const needed = filled(spec.fields.filter(({ required }) => required));
      expect(lackingIn(spec, needed)).toEqual([]);
      expect(CaseActBody.safeParse(bodyOf(spec, needed, instantOfWallTime))).toMatchObject({ success: true });
    },
  );

  test('names what it lacks, and blanks fill nothing in', () => {
    const close = actSpecs.find(({ act }) => act === 'take-over');
    if (close === undefined) throw new Error('no such act');
    expect(lackingIn(close, {})).toEqual(['reason']);
    expect(lackingIn(close, { reason: '  ' })).toEqual(['reason']);
  });

  test.each(languages)('has a name, a word when it is done, labels and choices in %s', (language) => {
    const { handle } = deskTexts[language];
    for (const { act, fields } of actSpecs) {
      expect(handle.acts[act].name).not.toBe('');
      expect(handle.acts[act].done).not.toBe('');
      for (const field of fields) {
        const { member } = field;
        expect([act, member, handle.fields[`${act}.${member}`] ?? handle.fields[member]]).toContainEqual(
          expect.stringMatching(/\S/),
        );
        expect(handle.fields[`${act}.${member}`] ?? handle.fields[member]).toBeDefined();
        if ((field.as === 'choice' || field.as === 'choices') && typeof field.of !== 'function')
          for (const choice of field.of) expect([choice, handle.choices[choice]]).toEqual([choice, expect.any(String)]);
      }
    }
  });
});

test('one key does one act of those that are offered together', () => {
  const states = [deskCase, { ...deskCase, stage: 'closed' as const }];
  for (const known of states)
    for (const mine of [true, false])
      for (const leads of [true, false]) {
        const keys = actSpecs.filter((spec) => spec.offered(known, mine, leads)).flatMap(({ key }) => key ?? []);
        expect(new Set(keys).size).toBe(keys.length);
      }
});

test('a case is given by whoever has it, by a supervisor, or where nobody has it', () => {
  const give = actSpecs.find(({ act }) => act === 'give');
  const { owner: _nobody, ...desk } = deskCase.desk;
  const owner = { by: 'Dario Sala', subject: 'operator-2', since: deskCase.receivedAt };
  const open = { ...deskCase, stage: 'registered' as const };
  const [free, held] = [
    { ...open, desk },
    { ...open, desk: { ...desk, owner } },
  ];
  expect(give?.offered(free, false, false)).toBe(true);
  expect(give?.offered(held, false, false)).toBe(false);
  expect(give?.offered(held, true, false)).toBe(true);
  expect(give?.offered(held, false, true)).toBe(true);
  expect(give?.offered({ ...held, stage: 'closed' }, true, true)).toBe(false);
});

test('whoever is there is offered first, and nobody who has the case already', () => {
  const colleague = (name: string, until?: string): Colleague => ({
    subject: name,
    version: 0,
    name,
    skills: [],
    groups: [],
    week: [],
    ...(until !== undefined && { presence: { presence: 'present', since: '2026-11-27T08:00:00.000Z', until } }),
  });
  const [ada, eva, ugo, zoe] = [
    colleague('Ada'),
    colleague('Eva', '2026-11-27T08:30:00.000Z'),
    colleague('Ugo', '2026-11-27T14:00:00.000Z'),
    colleague('Zoe', '2026-11-27T14:00:00.000Z'),
  ];
  const found = receivers([ada, eva, zoe, ugo], 'Zoe', Date.parse('2026-11-27T09:00:00.000Z'));
  expect(found.map(({ name }) => name)).toEqual(['Ugo', 'Ada', 'Eva']);
});
