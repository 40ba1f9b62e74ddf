import { expect, test } from '@jest/globals';
import type { Center } from '../../tools/center.ts';
import { centerWith, drillName, instantOfDrill, tablesToRestore } from '../../tools/restore-drill.ts';

const center: Center = {
  kind: 'aws',
  install: 'sportello',
  region: 'eu-south-1',
  url: 'https://contact.example',
  clockOffset: 0,
  names: { queues: {} },
  environments: {
    intake: { SERVICE: 'familyline', INBOX_TABLE: 'inbox', LEDGER_TABLE: 'ledger' },
    status: { SERVICE: 'familyline', REGISTER_TABLE: 'register', ROOTS_TABLE: 'roots', LEAF_RUNS_TABLE: 'runs' },
    numbers: { SERVICE: 'familyline', REGISTER_TABLE: 'register', PROTOCOL_TABLE: 'protocol' },
  },
};
const began = new Date('2026-11-29T08:00:00.000Z');

test('what proves a center is restored, each table once, and nothing else', () => {
  expect(tablesToRestore(center)).toEqual(['ledger', 'protocol', 'register', 'roots', 'runs']);
});

test('the restored center has the restored tables, and all else is its own', () => {
  const restored = new Map(tablesToRestore(center).map((table) => [table, drillName(table, began)]));
  const { environments, ...rest } = centerWith(center, restored);
  expect(rest).toEqual({ ...center, environments: undefined });
  expect(environments['intake']).toEqual({
    SERVICE: 'familyline',
    INBOX_TABLE: 'inbox',
    LEDGER_TABLE: 'ledger-drill-20261129080000',
  });
  expect(environments['numbers']?.['REGISTER_TABLE']).toBe('register-drill-20261129080000');
});

test('the name of a restored table is none of a table in use, and not longer than DynamoDB takes', () => {
  expect(drillName('x'.repeat(255), began).length).toBeLessThanOrEqual(255);
  expect(drillName('register', began)).not.toBe('register');
});

test('all tables are restored to one instant, ten minutes ago unless told', () => {
  expect(instantOfDrill(undefined, 'aws', began.getTime())).toEqual(new Date('2026-11-29T07:50:00.000Z'));
  expect(instantOfDrill('2026-11-28T20:00:00+01:00', 'aws', 0)).toEqual(new Date('2026-11-28T19:00:00.000Z'));
  expect(() => instantOfDrill('yesterday', 'aws', 0)).toThrow('--at takes an instant');
  expect(() => instantOfDrill('2026-11-28T20:00:00Z', 'stage', 0)).toThrow('leave --at out');
});
