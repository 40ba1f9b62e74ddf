import { expect, test } from '@jest/globals';
import { demonstrate } from '../../simulator/demo.ts';
import { templates } from './center.ts';

test('npm run demo shows a real alert, its proposal, the declaration, the open service and the end by itself', async () => {
  const told: string[] = [];
  const { verdicts } = await demonstrate((line) => told.push(line), await templates());
  expect(verdicts.filter(({ held }) => !held)).toEqual([]);
  expect(told.join('\n')).toMatch(/ARRIVES[\s\S]*proposed to protezione-civile: emergency[\s\S]*anna\.ferri: declare/);
}, 300_000);
