import { type Area, type DeclaredLevel, postureLevels } from '../../../shared/contracts/declaration.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { VoiceMenuRules } from '../../../shared/contracts/service-voice-menu.ts';
import type { Language, Translated } from '../../../shared/contracts/text.ts';
import { maximumNoticeLength, maximumPromptLength, type VoiceMenu } from '../../../shared/contracts/voice-menu.ts';
import { dangerKey, menuOptions } from '../../../shared/core/cases/call.ts';
import { callBackSlot } from '../../../shared/core/cases/call-back.ts';
import { isOpen, nextChangeAt } from '../../../shared/core/hours/calendar.ts';
import { DAY } from '../../../shared/core/hours/zone.ts';
import { italianAlertZones, regionOf } from '../../../shared/core/posture/alert-zones.ts';
import type { Declared } from '../../../shared/core/posture/declared.ts';
import type { EventSeen } from '../../../shared/core/posture/event-page.ts';
import { hoursRules } from '../../../shared/core/posture/service-state.ts';
import { readsUrgent } from '../../../shared/core/posture/waking.ts';
import { present } from '../../../shared/core/present.ts';
import { eventTexts } from '../../../shared/texts/event.ts';
import { spoken } from '../../../shared/texts/voice/spoken.ts';
import { numberInWords } from '../../../shared/texts/voice/spoken-numbers.ts';
import { spokenInstant, spokenWait } from '../../../shared/texts/voice/spoken-times.ts';
import { voiceTexts } from '../../../shared/texts/voice/voice.ts';
import { wordsIn } from '../../../shared/texts/words/words.ts';

/** The charter's wait where a service names none: three minutes, in seconds. */
const defaultLongestWait = 180;
/** Whoever is open for longer answers day and night: half a day, in milliseconds. */
const overNight = DAY / 2;
/** Bytes of an option's name: nobody keeps a longer one in mind until its key is named. */
const maximumNameLength = 200;
/** Notices of different areas that are said; the others are on the pages. */
const noticesSaid = 3;
const areasSaid = 5;

/**
 * What a caller hears of a service at an ISO instant: danger to life first, the notices of what is declared, whether it
 * is open and until when, the wait as it is (`expectedWaitSeconds`, unknown when left out), a call-back where nobody
 * would answer in the charter's time, how data are used, and what each key does.
 */
export function voiceMenu(
  definition: PreparedService,
  declared: Declared,
  given: { at: string; language: Language; expectedWaitSeconds?: number | undefined },
): VoiceMenu {
  const { at, language } = given;
  const texts = voiceTexts[language];
  const rules = hoursRules(definition);
  const { periods, posture } = declared;
  const open = isOpen(rules, periods, at);
  const next = nextChangeAt(rules, periods, at);
  const menu = definition.voiceMenu ?? defaultMenu(definition);
  const wait = open ? given.expectedWaitSeconds : undefined;
  const tooLong = wait !== undefined && wait > menu.longestWaitSeconds;
  const { firstAnswer } = definition.charter;
  const slot = open && !tooLong ? undefined : callBackSlot({ at, preference: 'any', rules, periods, firstAnswer });
  const due = slot && spokenInstant(slot.dueAt, at, language);

  const said: [VoiceMenu['prompts'][number]['id'], string | undefined][] = [
    ['life-first', definition.emergencyStatement[language]],
    ['notice', noticeText(definition, declared, language)],
    [
      'hours',
      [
        `${definition.name[language]}. ${hoursText(open, next, at, language)}`,
        ...(readsUrgent(definition, open, at) ? [] : [wordsIn[language].nobodyReads]),
      ].join(' '),
    ],
    [
      'wait',
      wait === undefined
        ? undefined
        : [texts.wait(spokenWait(wait, language)), ...(tooLong ? [texts.tooLong] : [])].join(' '),
    ],
    ['call-back', due && (open ? texts.callBackInstead(due) : texts.callBack(due))],
    ['privacy', menu.privacy[language]],
  ];
  return {
    service: definition.service,
    language,
    asOf: at,
    open,
    ...present({ nextChangeAt: next }),
    posture,
    callBackOffered: slot !== undefined,
    ...(slot === undefined ? {} : { callBackDueAt: slot.dueAt }),
    ...present({ expectedWaitSeconds: wait }),
    prompts: said.flatMap(([id, text]) => {
      const words = shortened(
        spoken(text ?? '', language),
        id === 'notice' ? maximumNoticeLength : maximumPromptLength,
      );
      return words === '' ? [] : [{ id, text: ended(words) }];
    }),
    options: optionsOf(menu, { open, callBack: slot !== undefined, language }),
  };
}

/**
 * The wait that a telephone exchange names, in seconds, or undefined for whatever is no whole number from 0 to 86,400:
 * exchanges say -1 where they do not know.
 */
export function waitGiven(text: string | undefined): number | undefined {
  const seconds = /^\d{1,5}$/.test(text ?? '') ? Number(text) : Number.NaN;
  return seconds <= 86_400 ? seconds : undefined;
}

/** A voice makes a pause between two sentences, and so between two prompts. */
const ended = (words: string) => (/[.?!…]\s*$/.test(words) ? words : `${words}.`);

function defaultMenu(definition: PreparedService): VoiceMenuRules {
  const { privacy } = definition;
  const inEach = (of: (language: Language) => string): Translated => ({ it: of('it'), en: of('en'), de: of('de') });
  return {
    options: menuOptions(definition),
    longestWaitSeconds: defaultLongestWait,
    privacy: inEach((language) => voiceTexts[language].privacy(privacy.controller[language])),
  };
}

function hoursText(open: boolean, next: string | undefined, at: string, language: Language): string {
  const texts = voiceTexts[language];
  if (next === undefined) return open ? texts.openAlways : texts.closedAlways;
  const when = spokenInstant(next, at, language);
  if (!open) return `${texts.closed(when)} ${texts.leaveMessage}`;
  return Date.parse(next) - Date.parse(at) >= overNight ? texts.openAround(when) : texts.open(when);
}

/**
 * The officers' words, the highest level first and each with its regions; of an untouched notice the voice's own
 * version.
 */
function noticeText({ notices }: PreparedService, declared: Declared, language: Language): string | undefined {
  if (declared.posture === 'ordinary') return (notices.voice?.ordinary ?? notices.ordinary)?.[language];
  const spokenOf = (level: DeclaredLevel, notice: Translated) => {
    const untouched = notice[language] === notices[level][language];
    return ((untouched ? notices.voice?.[level] : undefined) ?? notice)[language];
  };
  const { posture } = declared;
  const areas: { area: Area; level: DeclaredLevel; notice: Translated; event?: EventSeen }[] = declared.areas ?? [
    { area: { kind: 'national' }, level: posture, notice: declared.notice ?? notices[posture] },
  ];
  const byWords = Map.groupBy(
    areas.toSorted((one, other) => postureLevels.indexOf(other.level) - postureLevels.indexOf(one.level)),
    ({ level, notice }) => spokenOf(level, notice),
  );
  const sentences = [...byWords]
    .slice(0, noticesSaid)
    .map(([words, where]) =>
      [`${whereText(where, language)}${words}`, ...hourWords(where, language)].map(ended).join(' '),
    );
  return sentences.join(' ');
}

/** The word of the hour of each area; where it is not there in the caller's language, that it is on the pages. */
function hourWords(where: { event?: EventSeen }[], language: Language): string[] {
  const said = where.flatMap(({ event }) =>
    event?.word === undefined ? [] : [event.word.text[language] ?? eventTexts[language].onlyItalianSpoken],
  );
  return [...new Set(said)];
}

function whereText(where: { area: Area }[], language: Language): string {
  const zones = where.flatMap(({ area }) => (area.kind === 'zones' ? area.zones : []));
  if (zones.length === 0 || where.some(({ area }) => area.kind === 'national')) return '';
  const { areas, severalAreas } = voiceTexts[language];
  const regions = [...new Set(zones.map((zone) => regionOf(italianAlertZones, zone)))];
  return `${areas}: ${regions.length > areasSaid ? severalAreas : regions.join(', ')}. `;
}

/** A text of at most `bytes` in UTF-8, ended at the end of a sentence or, in one endless sentence, of a word. */
function shortened(text: string, bytes: number): string {
  const length = (part: string) => new TextEncoder().encode(part).length;
  if (length(text) <= bytes) return text;
  let kept = '';
  for (const sentence of text.match(/[^.?!]+[.?!]?/g) ?? []) {
    if (length(kept + sentence) > bytes) break;
    kept += sentence;
  }
  return kept === '' ? text.slice(0, Math.floor(bytes / 3)).replace(/\s\S*$/, '') : kept.trim();
}

function optionsOf(
  { options }: VoiceMenuRules,
  { open, callBack, language }: { open: boolean; callBack: boolean; language: Language },
): VoiceMenu['options'] {
  const { press, keys, dangerOption, callBackOption, statusOption, repeatOption } = voiceTexts[language];
  const said = (name: string, key: string) =>
    press(
      shortened(spoken(name, language), maximumNameLength),
      keys[key as '*' | '#'] ?? numberInWords(Number(key), language),
    );
  const own = (key: string, leadsTo: 'call-back' | 'status' | 'repetition', name: string) => ({
    key,
    leadsTo,
    text: said(name, key),
  });
  const leadsTo = open ? ('operators' as const) : ('message' as const);
  return [
    // Never shortened: it says whom to call in its place.
    {
      key: dangerKey,
      leadsTo,
      text: press(spoken(dangerOption, language), numberInWords(Number(dangerKey), language)),
    },
    ...(callBack ? [own('*', 'call-back', callBackOption)] : []),
    ...options.map(({ key, kind, name }) => ({
      key,
      leadsTo,
      kind,
      text: said(name[language], key),
    })),
    own('0', 'status', statusOption),
    own('#', 'repetition', repeatOption),
  ];
}
