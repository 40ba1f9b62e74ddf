import { expect, test } from '@jest/globals';
import type { Danger } from '../../../shared/core/danger/danger.ts';
import { listMistakes } from '../../../tools/life-first/list-mistakes.ts';

const hear = (text: string): Danger =>
  text.includes('fire') ? { level: 'lane', kind: 'fire', evidence: text, rule: 'en/fire/1' } : { level: 'none' };

const danger = (text: string, half: 'read' | 'unread') => ({
  text,
  half,
  language: 'en' as const,
  kind: 'fire' as const,
});
const ordinary = (text: string, train: boolean) => ({ text, train, language: 'en' as const });

test('sentences of danger that are not heard are shown with their kind, ordinary messages that are with the rule', () => {
  const dangers = [danger('the house is on fire', 'read'), danger('flames\neverywhere', 'read')];
  const messages = [ordinary('the fire drill is on Monday', true), ordinary('lamp broken', true)];
  expect(listMistakes(dangers, messages, hear)).toEqual([
    'missed en fire: flames everywhere',
    'in vain en lane en/fire/1: the fire drill is on Monday',
  ]);
});

test('what is for counting only is never shown', () => {
  expect(listMistakes([danger('flames', 'unread')], [ordinary('fire insurance', false)], hear)).toEqual([]);
});
