import { readFileSync } from 'node:fs';
import type { DangerKind } from '../../../../shared/contracts/danger.ts';

/** A labelled sentence of the sets in test/fixtures/life-first: see the README there. */
export type Sentence = {
  id: string;
  lang: 'it' | 'en' | 'de';
  text: string;
  urgent: boolean;
  kind: DangerKind | 'none';
  half?: 'read' | 'unread';
};

const linesOf = (file: string) =>
  readFileSync(new URL(`../../../fixtures/life-first/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

/** The development set and the one of the lists' author. */
export const developmentSet = linesOf('dev.jsonl') as Sentence[];
export const ownSet = linesOf('own.jsonl') as Sentence[];
/**
 * What frightened people of many registers might say in English and German, and what others say calmly in their words.
 */
export const voices = ['voices-en.jsonl', 'voices-de.jsonl'].flatMap(linesOf) as Sentence[];
/** What worried people tell in pieces, in a mail or between the lines, in the half that lines were written from. */
export const toldInPieces = ['it', 'en', 'de']
  .flatMap((lang) => linesOf(`danger-${lang}-pieces.jsonl`) as (Sentence & { language: Sentence['lang'] })[])
  .filter(({ half }) => half === 'read')
  .map((sentence): Sentence => ({ ...sentence, lang: sentence.language, urgent: true }));
/** Italian sentences and messages that the lines of the Italian list were written from. */
export const italianSet = linesOf('own-it.jsonl') as Sentence[];

/** 218 real requests after the earthquake of 2016 in Central Italy: none tells of a danger to life of now. */
export const requests = (linesOf('central-italy-2016.jsonl') as { text: string; details: string | null }[]).map(
  ({ text, details }) => [text, details ?? ''].join('\n\n').trim(),
);
