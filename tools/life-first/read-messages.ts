import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DangerKind } from '../../shared/contracts/danger.ts';
import type { Language } from '../../shared/contracts/text.ts';

const folder = fileURLToPath(new URL('../../test/fixtures/life-first/', import.meta.url));

/** A message in which nobody is in danger; `train: false`: kept for counting false alarms, nothing is trained on it. */
export type OrdinaryMessage = {
  id: string;
  text: string;
  language: Language;
  origin: string;
  licence: string;
  train: boolean;
};

/** The lines of a JSON Lines file of test/fixtures/life-first, parsed. */
export function readLines<Line>(file: string): Line[] {
  return readFileSync(`${folder}${file}`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

/** Names of the files of test/fixtures/life-first that begin so, in alphabetical order. */
export const filesNamed = (beginning: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.startsWith(beginning) && file.endsWith('.jsonl'))
    .sort();

/** Files of sentences that were all chosen to sound like danger: figures of speech, news, drills, what is over. */
const sounding = /-(?:hard|sounding)\.jsonl$/;

/** All messages in which nobody is in danger, written for Sportello; `sounds` where they were chosen to sound like it. */
export const readOrdinaryMessages = (): (OrdinaryMessage & { sounds: boolean })[] =>
  filesNamed('ordinary-').flatMap((file) =>
    readLines<OrdinaryMessage>(file).map((message) => ({ ...message, sounds: sounding.test(file) })),
  );

/** The texts that citizens published after the earthquake of 24 August 2016, with their details. */
export const readRequestsOf2016 = (): string[] =>
  readLines<{ text: string; details: string | null }>('central-italy-2016.jsonl').map(({ text, details }) =>
    details === null ? text : `${text}\n${details}`,
  );

/** How a danger is told: plainly, typed in haste, spoken, in a mail of something else, between the lines, of others. */
export type Manner = 'plain' | 'sms' | 'spoken' | 'mail' | 'implicit' | 'third-person';

/** A sentence in which a life is in danger; `half` says whether whoever writes the lists may read it. */
export type DangerSentence = {
  id: string;
  text: string;
  language: Language;
  kind: DangerKind;
  /** Only where it was written to be counted by it. */
  manner?: Manner;
  half: 'read' | 'unread';
  origin: string;
  licence: string;
};

/** The sentences of danger by somebody who had not seen the lists. */
export const readDangerSentences = (): DangerSentence[] =>
  filesNamed('danger-').flatMap((file) => readLines<DangerSentence>(file));

/** A labelled sentence of the development set; `kind` is `none` where nobody is in danger. */
export type LabelledSentence = {
  id: string;
  language: Language;
  text: string;
  urgent: boolean;
  kind: DangerKind | 'none';
};

/** The development set: sentences that whoever writes the lists has read. */
export const readDevelopmentSet = (): LabelledSentence[] =>
  readLines<Omit<LabelledSentence, 'language'> & { lang: Language }>('dev.jsonl').map(({ lang, ...rest }) => ({
    ...rest,
    language: lang,
  }));
