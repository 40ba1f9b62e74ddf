import type { EventNumber, EventPage, EventPageAsked, SaidWords } from '../../../shared/contracts/event-page.ts';
import { type Language, languages } from '../../../shared/contracts/text.ts';
import { type EventList, eventLists } from '../../../shared/core/posture/event-page.ts';
import { instantOfWallTime, wallTimeOf } from '../kit/rome-time.ts';

/** Hours for which the word of the hour may be said to hold. */
export const wordHours = ['1', '3', '6', '12', '24'] as const;

/** A line of the numbers, as it is typed. */
export type NumberRow = { kind: EventNumber['kind']; number: string; name: string; source: string };

/** The page of an event as somebody types it: each list as lines, `text | who says so`. */
export type EventDraft = {
  word: Record<Language, string>;
  source: string;
  hours: (typeof wordHours)[number];
  lists: Record<EventList, Record<Language, string>>;
  /** Wall time of Rome; empty for none. */
  nextUpdate: string;
  numbers: NumberRow[];
};

const inEach = (text: (language: Language) => string) =>
  Object.fromEntries(languages.map((language) => [language, text(language)])) as Record<Language, string>;

/** A draft of what stands, or an empty one; who says a line is repeated only where it is not the source of all. */
export function draftOf(page: EventPage | undefined): EventDraft {
  const source = page?.word.source ?? '';
  const lines = (list: EventList, language: Language) =>
    (page?.[list] ?? [])
      .map(
        (fact) =>
          `${fact.text[language] ?? ''}${language === 'it' && fact.source !== source ? ` | ${fact.source}` : ''}`,
      )
      .join('\n')
      .trimEnd();
  return {
    word: inEach((language) => page?.word.text[language] ?? ''),
    source,
    hours: '6',
    lists: Object.fromEntries(eventLists.map((list) => [list, inEach((language) => lines(list, language))])) as Record<
      EventList,
      Record<Language, string>
    >,
    nextUpdate: page?.nextUpdateAt === undefined ? '' : wallTimeOf(page.nextUpdateAt),
    numbers: (page?.numbers ?? []).map(({ kind, number, name, source: own }) => ({
      ...{ kind, number, name: name.it },
      source: own === source ? '' : own,
    })),
  };
}

/** What is missing before a draft can be told. */
export type EventFault = 'word' | 'source' | 'nextUpdate' | 'numbers';

/** What is wrong with a draft. */
export function faultsOf({ word, source, nextUpdate, numbers }: EventDraft): EventFault[] {
  return [
    ...(word.it.trim() === '' ? (['word'] as const) : []),
    ...(source.trim() === '' ? (['source'] as const) : []),
    ...(nextUpdate !== '' && instantOfWallTime(nextUpdate) === undefined ? (['nextUpdate'] as const) : []),
    ...(numbers.some(({ number, name }) => !/^\+?[0-9][0-9 ]{1,18}$/.test(number.trim()) || name.trim() === '')
      ? (['numbers'] as const)
      : []),
  ];
}

const said = (it: string, others: Partial<Record<Language, string | undefined>>): SaidWords => {
  const en = others.en?.trim();
  const de = others.de?.trim();
  return { it: it.trim(), ...(en ? { en } : {}), ...(de ? { de } : {}) };
};

/** The page that a draft asks for; a line that stood there before keeps since when and until when it holds. */
export function pageOf(draft: EventDraft, now: number, before?: EventPage): EventPageAsked {
  const source = draft.source.trim();
  const spanOf = (known: { from: string; until: string } | undefined) =>
    known === undefined ? {} : { from: known.from, until: known.until };
  const listed = (list: EventList) => {
    const other = { en: draft.lists[list].en.split('\n'), de: draft.lists[list].de.split('\n') };
    return draft.lists[list].it.split('\n').flatMap((line, place) => {
      const [text = '', own = ''] = line.split('|').map((part) => part.trim());
      if (text === '') return [];
      const says = own === '' ? source : own;
      const known = before?.[list].find((fact) => fact.text.it === text && fact.source === says);
      return [{ text: said(text, { en: other.en[place], de: other.de[place] }), source: says, ...spanOf(known) }];
    });
  };
  const numbers = draft.numbers.map(({ kind, number, name, source: own }) => {
    const known = before?.numbers.find((one) => one.number === number.trim() && one.name.it === name.trim());
    const says = own.trim() === '' ? source : own.trim();
    return { kind, number: number.trim(), name: known?.name ?? said(name, {}), source: says, ...spanOf(known) };
  });
  const nextUpdateAt = instantOfWallTime(draft.nextUpdate);
  return {
    word: {
      text: said(draft.word.it, draft.word),
      source,
      until: new Date(now + Number(draft.hours) * 3_600_000).toISOString(),
    },
    ...(Object.fromEntries(eventLists.map((list) => [list, listed(list)])) as Pick<EventPageAsked, EventList>),
    ...(nextUpdateAt === undefined ? {} : { nextUpdateAt }),
    numbers,
  };
}
