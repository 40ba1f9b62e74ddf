import { describe, expect, test } from '@jest/globals';
import type { DeclarationAct, LedgerEntry } from '../../../shared/contracts/declaration.ts';
import { ledgerView, nextAct } from '../../../shared/core/posture/acts.ts';
import { declaredAt } from '../../../shared/core/posture/declared.ts';
import { brokenLink } from '../../../shared/core/posture/ledger-chain.ts';
import { serviceState } from '../../../shared/core/posture/service-state.ts';
import { bearerOf } from '../../../shared/core/staff.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { matchedVersion } from '../../../shared/shell/http/answering.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';

const by = { subject: 'officer-1', name: 'Capo turno' };
const notice = { it: 'Emergenza in corso.', en: 'Emergency under way.', de: 'Notfall.' };
const declare: DeclarationAct = {
  act: 'declare',
  reason: 'Scossa di magnitudo 6.0',
  area: { kind: 'national' },
  level: 'emergency',
  hours: 'around-the-clock',
  notice,
};
const at = '2026-09-12T08:00:00.000Z';
const acting = (entries: LedgerEntry[], act: DeclarationAct, expectedVersion = entries.length, when = at) =>
  nextAct(
    'protezione-civile',
    entries,
    { act, by, at: when, newDeclaration: `declaration-${entries.length}`, expectedVersion },
    sha256,
  );
const entryOf = (next: ReturnType<typeof nextAct>): LedgerEntry => {
  if ('refused' in next) throw new Error(next.refused);
  return next.entry;
};

describe('authority', () => {
  test('to declare is a duty officer of this service, however the groups are handed on', () => {
    expect(
      bearerOf({ sub: 'a', 'cognito:groups': '[duty-officer.protezione-civile operator]' }, 'protezione-civile')
        .declares,
    ).toBe(true);
    expect(
      bearerOf({ sub: 'a', 'cognito:groups': ['duty-officer.protezione-civile'] }, 'protezione-civile').declares,
    ).toBe(true);
    expect(bearerOf({ sub: 'a', 'cognito:groups': ['duty-officer'] }, 'familyline').declares).toBe(true);
  });

  test('is not given by another service, by another role, by no token or by a name that looks alike', () => {
    expect(bearerOf({ sub: 'a', 'cognito:groups': ['duty-officer.familyline'] }, 'protezione-civile').declares).toBe(
      false,
    );
    expect(bearerOf({ sub: 'a', 'cognito:groups': ['supervisor'] }, 'familyline')).toMatchObject({
      declares: false,
      reads: true,
    });
    expect(bearerOf({ sub: 'a', 'cognito:groups': ['operator'] }, 'familyline').reads).toBe(false);
    expect(bearerOf({ sub: 'a', 'cognito:groups': ['duty-officers', 'ex-duty-officer'] }, 'familyline').declares).toBe(
      false,
    );
    expect(bearerOf({}, 'familyline').reads).toBe(false);
    expect(bearerOf({ 'cognito:groups': ['duty-officer'] }, 'familyline').declares).toBe(false);
  });
});

describe('If-Match', () => {
  test.each([
    ['"7"', 7],
    ['7', 7],
    ['W/"12"', 12],
    ['"0"', 0],
    ['*', undefined],
    ['', undefined],
    [undefined, undefined],
    ['"seven"', undefined],
  ])('%s names version %s', (header, version) => expect(matchedVersion(header)).toBe(version));
});

describe('one declaration', () => {
  const declared = entryOf(acting([], declare));

  test('opens the service around the clock from that instant on, and shuts it again when it is stood down', () => {
    const stood = entryOf(
      acting(
        [declared],
        { act: 'stand-down', declaration: 'declaration-0', reason: 'Rientrata' },
        1,
        '2026-09-12T09:00:00.000Z',
      ),
    );
    const events = [declared.event, stood.event];
    const stateAt = (when: string, known = events) => serviceState(protezioneCivile, declaredAt(known, when), when);
    expect(stateAt('2026-09-12T07:59:59.000Z')).toMatchObject({ posture: 'ordinary', open: false });
    expect(stateAt('2026-09-12T08:00:00.000Z')).toMatchObject({ posture: 'emergency', open: true, notice });
    expect(stateAt('2026-09-12T09:00:00.000Z')).toMatchObject({ posture: 'ordinary', open: false });
    expect(stateAt('2026-09-12T08:30:00.000Z', [declared.event]).postureUntil).toBe('2026-09-13T08:00:00.000Z');
  });

  test('ends by itself after 24 hours when nobody acts', () => {
    const after = '2026-09-13T08:00:00.000Z';
    expect(serviceState(protezioneCivile, declaredAt([declared.event], after), after).posture).toBe('ordinary');
  });

  test('made by two officers at once is refused to the second, who is told what the first did', () => {
    expect(acting([declared], declare, 0)).toMatchObject({
      refused: 'conflict',
      version: 1,
      since: [{ by, reason: declare.reason }],
    });
  });

  test('is chained to the one before, so that a changed ledger shows', () => {
    const renewed = entryOf(acting([declared], { act: 'renew', declaration: 'declaration-0', reason: 'Continua' }));
    expect(brokenLink([declared, renewed], sha256)).toBeUndefined();
    const changed = { ...declared, event: { ...declared.event, reason: 'altro' } } as LedgerEntry;
    expect(brokenLink([changed, renewed], sha256)).toMatchObject({ version: 1 });
    expect(brokenLink([renewed], sha256)).toMatchObject({ version: 1 });
  });

  test('is seen by officers with who, what, why, until when, newest first', () => {
    const view = ledgerView('protezione-civile', [declared], at);
    expect(view).toMatchObject({ version: 1, posture: 'emergency', hours: 'around-the-clock' });
    expect(view.acts[0]).toMatchObject({ type: 'Declared', by, reason: declare.reason });
    expect(view.dueMoments.map(({ what }) => what)).toEqual(['renewal-reminder', 'end']);
  });
});
