import type { Language } from '../../shared/contracts/text.ts';
import { dayInRome } from '../../shared/core/hours/zone.ts';
import type { ListedContent } from '../../shared/core/knowledge/listed-content.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { declaredEvents } from '../../shared/shell/services/declared.ts';
import { readServiceContent } from '../../shared/shell/services/service-content.ts';
import { readService } from '../../shared/shell/services/services.ts';
import { dynamodbCatalogue } from '../../shared/shell/stores/catalogue.ts';
import { listContents, showPublicContent, showSitemap } from './answer-reader.ts';
import { followingCatalogue } from './public-catalogue.ts';
import { type Search, searchOver } from './rules/find-contents.ts';

const env = environment('SERVICE', 'CATALOGUE_TABLE', 'LEDGER_TABLE', 'PORTAL_URL');
const definition = readService(env.SERVICE);
const content = readServiceContent(env.SERVICE);
const catalogue = followingCatalogue(dynamodbCatalogue(env.CATALOGUE_TABLE), Date.now);

/** The kinds of content at each sort of addresses. */
const kindsAt: Readonly<Record<string, readonly string[]>> = {
  articles: ['article', 'question-and-answer'],
  guides: ['guide'],
  measures: ['measure'],
  'life-events': ['life-event'],
};

// Built anew once the contents were: a search over some hundred of them is made in milliseconds.
const searches = new Map<Language, { listed: readonly ListedContent[]; day: string; search: Search }>();

function searchIn(listed: readonly ListedContent[], language: Language, now: Date): Search {
  const day = dayInRome(now.getTime());
  const known = searches.get(language);
  if (known && known.listed === listed && known.day === day) return known.search;
  const search = searchOver(listed, content, language, now.toISOString());
  searches.set(language, { listed, day, search });
  return search;
}

/** Tells anyone what a service has published: lists, searches, single contents, as pages or as JSON. */
export const handler = answering(
  'answers',
  async (event, now) => {
    const listed = await catalogue();
    const readers = {
      definition,
      content,
      listed,
      search: (language: Language) => searchIn(listed, language, now),
      ledger: () => declaredEvents(env.LEDGER_TABLE, env.SERVICE, 1_000),
      site: env.PORTAL_URL,
      now,
    };
    const [sort = '', id] = event.routeKey.split('/').slice(4);
    if (sort === 'sitemap') return showSitemap(readers);
    const kinds = kindsAt[sort];
    if (kinds === undefined) throw new Refusal('unknown-path');
    return id === undefined ? listContents(readers, event, kinds) : showPublicContent(readers, event, kinds);
  },
  async (problem, name, language) => (await import('./pages.ts')).pageOfProblem(definition, language, problem, name),
);
