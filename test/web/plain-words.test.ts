import { describe, expect, test } from '@jest/globals';
import example from '../../events/event.v1.example.json' with { type: 'json' };
import { EventView } from '../../shared/contracts/service-state.ts';
import { gulpease } from '../../shared/core/knowledge/gulpease.ts';
import { adviceByKind } from '../../shared/texts/danger/advice.ts';
import { call112 } from '../../shared/texts/danger/call-112.ts';
import { easyWords } from '../../shared/texts/easy-words.ts';
import { eventTexts } from '../../shared/texts/event.ts';
import { feltTextsIn } from '../../shared/texts/felt-quake.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { adviceBox } from '../../web/pages/advice.ts';
import { easyPage } from '../../web/pages/easy-page.ts';
import { eventPage } from '../../web/pages/event-page.ts';
import { formPage } from '../../web/pages/form-page.ts';
import { written } from '../../web/pages/markup.ts';
import { servicePage } from '../../web/pages/service-page.ts';
import { staticPages } from '../../web/pages/static-pages.ts';
import { protezioneCivile } from '../fixtures/contacts.ts';

const screens: Record<string, string> = {
  danger: written(adviceBox(protezioneCivile, 'it')),
  service: servicePage(protezioneCivile, 'it'),
  form: formPage(protezioneCivile, 'it'),
  event: eventPage(protezioneCivile, 'it', EventView.parse(example)),
};

describe('whoever reads no Italian', () => {
  test.each(Object.entries(screens))(
    'is told on the screen of %s in eight languages that 112 answers in theirs',
    (_name, page) => {
      expect(call112).toHaveLength(8);
      for (const { language, text } of call112) {
        expect(text).toContain('112');
        expect(page).toContain(`<li lang="${language}"`);
        expect(page).toContain(text);
      }
      expect(page).toContain('<li lang="ar" dir="rtl">');
    },
  );
});

/** Every sentence of a table of texts, whatever it is given. */
const sentencesOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return [String(value('12 settembre', 'Umbria'))];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sentencesOf) : [];
};

describe('what is read in danger and on the page of an event, in Italian', () => {
  test.each([
    ['the words around an event', sentencesOf(eventTexts.it)],
    ['a shock that nobody has decided on', sentencesOf(feltTextsIn('it'))],
    ['the box of danger', sentencesOf(textsIn.it.lifeFirst)],
    ['what to do meanwhile', Object.values(adviceByKind).flatMap(({ todo }) => todo.it)],
  ])('%s: whoever finished middle school reads each of them whole (Gulpease 60)', (_name, sentences) => {
    expect(sentences.length).toBeGreaterThan(5);
    expect(gulpease(sentences.join('\n'))).toBeGreaterThan(60);
  });
});

describe('the page in easiest Italian', () => {
  const sentences = sentencesOf(easyWords);

  test('whoever finished primary school reads each part of it (Gulpease 80), in sentences of twelve words at most', () => {
    for (const part of Object.values(easyWords)) expect(gulpease(sentencesOf(part).join('\n'))).toBeGreaterThan(80);
    for (const sentence of sentences.flatMap((one) => one.split(/(?<=[.?!:])\s/)))
      expect([sentence, sentence.split(/\s+/).length <= 12]).toEqual([sentence, true]);
  });

  test('is linked from danger, service, form and event, in each language, and tells of all four, 112 first', () => {
    const address = '/it/protezione-civile/in-parole-facili/';
    const english = servicePage(protezioneCivile, 'en');
    for (const page of [...Object.values(screens), english]) expect(page).toContain(`href="${address}" lang="it"`);
    const page = easyPage(protezioneCivile);
    const [danger, form, event] = ['easy-danger', 'easy-form', 'easy-event'].map((id) =>
      page.indexOf(`<h2 id="${id}"`),
    );
    expect(danger).toBeGreaterThan(0);
    expect(danger).toBeLessThan(form ?? 0);
    expect(form).toBeLessThan(event ?? 0);
    expect([...staticPages([protezioneCivile]).keys()].filter((one) => one.includes('facili'))).toEqual([address]);
  });

  test('is not there for a service that has ended, nor a way to it', () => {
    const ended = { on: '2026-11-01', instead: { it: 'Altrove.', en: 'Elsewhere.', de: 'Anderswo.' } };
    const service = { ...protezioneCivile, ended };
    expect([...staticPages([service]).keys()].filter((one) => one.includes('facili'))).toEqual([]);
    expect(servicePage(service, 'it')).not.toContain('in-parole-facili');
  });
});
