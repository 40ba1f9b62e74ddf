import { type Language, languages } from '../../../shared/contracts/text.ts';
import type { VoiceMenu, VoiceStatus } from '../../../shared/contracts/voice-menu.ts';
import { voiceTexts } from '../../../shared/texts/voice/voice.ts';
import { waitGiven } from './menu.ts';

/**
 * What a contact flow asks for; whatever cannot be read asks for the menu, because a caller is waiting to hear
 * something.
 */
export type FlowAsked = {
  ask: 'menu' | 'status';
  code: string;
  language: Language;
  expectedWaitSeconds: number | undefined;
};

/**
 * A flat map of texts: all that a contact flow reads back, 32 KB at most (Amazon Connect, Lambda functions in flows).
 */
export type FlowReply = Record<string, string>;

/** 32 KB less what the envelope of the invocation takes. */
const maximumReplyBytes = 32_000;

const members = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
const textOf = (value: unknown) => (typeof value === 'string' ? value.slice(0, 200) : undefined);

/**
 * Reads what Amazon Connect hands to a function in a flow. The language is the flow's parameter or else that of the
 * contact (`de-DE`); Italian where neither is ours. Codes may come with the blanks and dashes of whoever typed them.
 */
export function readFlow(event: unknown): FlowAsked {
  const { ContactData, Parameters } = members(members(event)['Details']);
  const parameters = members(Parameters);
  const tag = textOf(parameters['language']) ?? textOf(members(ContactData)['LanguageCode']) ?? '';
  return {
    ask: parameters['ask'] === 'status' ? 'status' : 'menu',
    code: textOf(parameters['code']) ?? '',
    language: languages.find((language) => language === tag.slice(0, 2).toLowerCase()) ?? 'it',
    expectedWaitSeconds: waitGiven(textOf(parameters['expectedWait'])),
  };
}

/** Language tags as Amazon Connect and Amazon Polly name them. */
const languageCodes: Record<Language, string> = { it: 'it-IT', en: 'en-GB', de: 'de-DE' };

const memberName = (id: string) => id.replace(/(?:^|-)([a-z])/g, (_all, letter: string) => letter.toUpperCase());

/**
 * The menu for a flow: `prompts` and `options` to be read out whole, or prompt by prompt (`promptLifeFirst` …) and key
 * by key (`key1LeadsTo`, `key1Kind`, `key1Text`; `keyStar`, `keyHash`); truths are `true` or `false`.
 */
export function menuReply(menu: VoiceMenu): FlowReply {
  const { service, language, asOf, open, nextChangeAt, posture, callBackOffered, callBackDueAt } = menu;
  const keyName = (key: string) => `key${{ '*': 'Star', '#': 'Hash' }[key] ?? key}`;
  const whole = withoutGaps({
    ask: 'menu',
    service,
    languageCode: languageCodes[language],
    asOf,
    open: String(open),
    nextChangeAt,
    posture,
    callBackOffered: String(callBackOffered),
    callBackDueAt,
    expectedWaitSeconds: menu.expectedWaitSeconds?.toString(),
    prompts: menu.prompts.map(({ text }) => text).join(' '),
    options: menu.options.map(({ text }) => text).join(' '),
    ...Object.fromEntries(
      menu.options.flatMap(({ key, leadsTo, kind }) => [
        [`${keyName(key)}LeadsTo`, leadsTo],
        ...(kind === undefined ? [] : [[`${keyName(key)}Kind`, kind]]),
      ]),
    ),
  });
  const inParts = {
    ...whole,
    ...Object.fromEntries(menu.prompts.map(({ id, text }) => [`prompt${memberName(id)}`, text])),
    ...Object.fromEntries(menu.options.map(({ key, text }) => [`${keyName(key)}Text`, text])),
  };
  // Everything is said twice there: a very long notice is only in the whole.
  return new TextEncoder().encode(JSON.stringify(inParts)).length <= maximumReplyBytes ? inParts : whole;
}

/** What a flow says of a dictated code; `found` is `false` with words to say where the code is not genuine. */
export function statusReply(status: VoiceStatus | undefined, service: string, language: Language): FlowReply {
  const asked = { ask: 'status', service, languageCode: languageCodes[language] };
  if (status === undefined) return { ...asked, found: 'false', prompt: voiceTexts[language].wrongCode };
  const { stage, receivedAt, firstAnswerDueAt, prompt, spokenCode } = status;
  return withoutGaps({ ...asked, found: 'true', stage, receivedAt, firstAnswerDueAt, prompt, spokenCode });
}

function withoutGaps(reply: Record<string, string | undefined>): FlowReply {
  return Object.fromEntries(Object.entries(reply).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
