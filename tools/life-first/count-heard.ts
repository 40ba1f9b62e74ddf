import type { DangerKind } from '../../shared/contracts/danger.ts';
import type { DangerLevel } from '../../shared/core/danger/danger.ts';
import {
  type Manner,
  readDangerSentences,
  readDevelopmentSet,
  readOrdinaryMessages,
  readRequestsOf2016,
} from './read-messages.ts';

/** A text of a set, and what it is counted by. */
export type SetText = {
  set: string;
  danger: boolean;
  language: 'it' | 'de' | 'en';
  kind: DangerKind | 'none';
  /** How a danger is told, where it was written to be counted by it. */
  manner?: Manner;
  text: string;
};

/** How many texts of a group are heard: at least as advice, and as what goes to the urgent lane. */
export type Heard = { set: string; danger: boolean; group: string; of: number; advice: number; lane: number };

/**
 * All texts that danger is measured with. Who writes lists has read the development set, and may read the half named
 * so.
 */
export const readSets = (): SetText[] => [
  ...readDevelopmentSet().map(({ urgent, language, kind, text }) => ({
    set: urgent ? 'development set' : 'sounds like danger, development set',
    danger: urgent,
    language,
    kind,
    text,
  })),
  ...readDangerSentences().map(({ half, language, kind, manner, text }) => ({
    set: half === 'read' ? 'danger, may be read' : 'danger, for counting only',
    danger: true,
    language,
    kind,
    ...(manner !== undefined && { manner }),
    text,
  })),
  ...readOrdinaryMessages().map(({ train, sounds, language, text }) => ({
    set: `${sounds ? 'sounds like danger' : 'ordinary'}, ${train ? 'may be read' : 'for counting only'}`,
    danger: false,
    language,
    kind: 'none' as const,
    text,
  })),
  ...readRequestsOf2016().map((text) => ({
    set: 'requests of 2016',
    danger: false,
    language: 'it' as const,
    kind: 'none' as const,
    text,
  })),
];

/**
 * Counts what is heard of each set, by its language, its kind of danger or the manner in which it is told, in the order
 * in which the groups first come.
 */
export function countHeard(
  texts: readonly SetText[],
  hear: (text: string) => DangerLevel,
  by: 'language' | 'kind' | 'manner',
): Heard[] {
  const groups = new Map<string, Heard>();
  for (const { set, danger, text, ...names } of texts) {
    const group = names[by] ?? 'any manner';
    const key = `${set} ${group}`;
    const counted = groups.get(key) ?? { set, danger, group, of: 0, advice: 0, lane: 0 };
    const level = hear(text);
    groups.set(key, {
      ...counted,
      of: counted.of + 1,
      advice: counted.advice + (level === 'none' ? 0 : 1),
      lane: counted.lane + (level === 'lane' ? 1 : 0),
    });
  }
  return [...groups.values()];
}

/** Wilson's interval of a share, 95 %: between which shares the true one lies when `count` of `of` were seen. */
export function intervalOf(count: number, of: number): [number, number] {
  const z = 1.96;
  const share = count / of;
  const middle = share + (z * z) / (2 * of);
  const reach = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return [Math.max(0, (middle - reach) / scale), Math.min(1, (middle + reach) / scale)];
}

const shareOf = (count: number, of: number): string => {
  const [low, high] = intervalOf(count, of).map((bound) => Math.round(bound * 100));
  return `${count} of ${of}: ${Math.round((100 * count) / of)} % [${low}–${high}]`;
};

/**
 * Head and rows of a table of what was heard: counts, shares and their intervals, heard at least as advice and for the
 * urgent lane.
 */
export const tableOfHeard = (heard: readonly Heard[]): { head: string[]; rows: string[][] } => ({
  head: ['', '', 'advice', 'lane'],
  rows: heard.map(({ set, group, of, advice, lane }) => [set, group, shareOf(advice, of), shareOf(lane, of)]),
});
