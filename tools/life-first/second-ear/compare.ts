import type { Language } from '../../../shared/contracts/text.ts';
import type { DangerLevel } from '../../../shared/core/danger/danger.ts';
import { findVariants } from '../find-variants.ts';
import { readDangerSentences, readDevelopmentSet, readOrdinaryMessages, readRequestsOf2016 } from '../read-messages.ts';
import { scoreOf } from './ear.ts';
import { lessonsFor } from './lessons.ts';
import { inBytes, trainEar } from './train-ear.ts';

type Sentence = { text: string; language: Language };

const folds = 5;

/**
 * In which of five folds each text is left out; variants of one another, also over a third text, are left out together.
 */
export function foldsOf(texts: readonly string[]): number[] {
  const group = texts.map((_, index) => index);
  const root = (index: number): number => (group[index] === index ? index : root(group[index] as number));
  for (const [one, other] of findVariants(texts)) group[root(other)] = root(one);
  return texts.map((_, index) => root(index) % folds);
}

/** Which of the taught sentences are variants of one that is asked: they must not teach. */
function nearTo(asked: readonly Sentence[], taught: readonly Sentence[]): Set<Sentence> {
  const variants = findVariants([...asked, ...taught].map(({ text }) => text));
  return new Set(
    variants
      .filter(([one, other]) => one < asked.length && other >= asked.length)
      .map(([, other]) => taught[other - asked.length] as Sentence),
  );
}

/**
 * How alarming each text is to an ear that was not taught it. Texts of `dangers` and `ordinary` teach all folds but
 * their own; texts of `asked` never teach, nor does what is a variant of one of them.
 */
export function scoresUnseen(
  language: Language,
  dangers: readonly Sentence[],
  ordinary: readonly Sentence[],
  asked: readonly Sentence[],
): Map<Sentence, number> {
  const near = nearTo(asked, dangers);
  const dangerFolds = foldsOf(dangers.map(({ text }) => text));
  const ordinaryFolds = foldsOf(ordinary.map(({ text }) => text));
  const earWithout = (fold: number) =>
    inBytes(
      trainEar(
        lessonsFor(
          language,
          dangers.filter((sentence, index) => dangerFolds[index] !== fold && !near.has(sentence)),
          ordinary.filter((_, index) => ordinaryFolds[index] !== fold),
        ),
      ),
    );
  const scores = new Map<Sentence, number>();
  for (let fold = 0; fold < folds; fold++) {
    const ear = earWithout(fold);
    for (const [index, sentence] of dangers.entries())
      if (dangerFolds[index] === fold) scores.set(sentence, scoreOf(ear, sentence.text));
    for (const [index, message] of ordinary.entries())
      if (ordinaryFolds[index] === fold) scores.set(message, scoreOf(ear, message.text));
  }
  const taughtByAll = earWithout(folds);
  for (const sentence of asked) scores.set(sentence, scoreOf(taughtByAll, sentence.text));
  return scores;
}

/** One way of hearing: how many of each set it hears. */
export type Compared = { way: string; heard: { set: string; count: number; of: number }[] };

/** The score that so many of the texts exceed; no score when it is none of them. */
const exceededBy = (scores: readonly number[], count: number): number =>
  [...scores].sort((one, other) => other - one)[count] ?? Number.NEGATIVE_INFINITY;

/**
 * What the lists hear alone, and with an ear beside them, at equal false alarms: the ear's threshold is where the
 * messages that may be read (each scored by an ear that was not taught it) are heard as often with it as without; what
 * is counted are other messages.
 * - `lists and ear`: the ear may add to all that the lists hear, no message among those more than the lists.
 * - `lane and ear`: the ear stands instead of what the lists hear as advice only, with as many messages heard.
 */
export function compareEar(language: Language, hear: (text: string) => DangerLevel): Compared[] {
  const ofLanguage = <Item extends Sentence>(items: readonly Item[]) =>
    items.filter((item) => item.language === language);
  const development = ofLanguage(readDevelopmentSet());
  const ordinary = readOrdinaryMessages();
  const dangers = readDangerSentences();
  const kept = ofLanguage(ordinary.filter(({ train }) => !train));
  const requests = language === 'it' ? readRequestsOf2016().map((text) => ({ text, language })) : [];
  const taught = ordinary.filter(({ train }) => train);
  const scores = scoresUnseen(language, dangers, taught, [...development, ...kept, ...requests]);
  const score = (sentence: Sentence) => scores.get(sentence) as number;
  const sets: [string, Sentence[]][] = [
    ['development set', development.filter(({ urgent }) => urgent)],
    ['danger, may be read', ofLanguage(dangers.filter(({ half }) => half === 'read'))],
    ['danger, for counting only', ofLanguage(dangers.filter(({ half }) => half === 'unread'))],
    ['only sounds like danger', development.filter(({ urgent }) => !urgent)],
    ['ordinary, for counting only', kept],
    ['requests of 2016', requests],
  ];
  const levels = new Map<string, DangerLevel>();
  const levelOf = ({ text }: Sentence) => {
    const level = levels.get(text) ?? hear(text);
    levels.set(text, level);
    return level;
  };
  const byLists = (sentence: Sentence) => levelOf(sentence) !== 'none';
  const byLane = (sentence: Sentence) => levelOf(sentence) === 'lane';
  const calm = ofLanguage(taught);
  const adviceOnly = calm.filter((message) => byLists(message) && !byLane(message)).length;
  const silentToLists = calm.filter((message) => !byLists(message)).map(score);
  const silentToLane = calm.filter((message) => !byLane(message)).map(score);
  const withEar = (heard: (sentence: Sentence) => boolean, threshold: number) => (sentence: Sentence) =>
    heard(sentence) || score(sentence) > threshold;
  const added = (share: number) => withEar(byLists, exceededBy(silentToLists, Math.round(calm.length * share)));
  const ways: [string, (sentence: Sentence) => boolean][] = [
    ['lists', byLists],
    ['lists and ear, no false alarm more', added(0)],
    ['lists and ear, 1 % more false alarms', added(0.01)],
    ['lists and ear, 2 % more false alarms', added(0.02)],
    ['lane of the lists', byLane],
    ['lane and ear, as many false alarms as the lists', withEar(byLane, exceededBy(silentToLane, adviceOnly))],
  ];
  return ways.map(([way, heard]) => ({
    way,
    heard: sets
      .filter(([, sentences]) => sentences.length > 0)
      .map(([set, sentences]) => ({ set, count: sentences.filter(heard).length, of: sentences.length })),
  }));
}
