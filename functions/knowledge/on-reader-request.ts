import type { Language } from '../../shared/contracts/text.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { isWriting } from '../../shared/shell/http/staff.ts';
import { declaredEvents } from '../../shared/shell/services/declared.ts';
import { readServiceContent } from '../../shared/shell/services/service-content.ts';
import { readService } from '../../shared/shell/services/services.ts';
import { dynamodbCatalogue } from '../../shared/shell/stores/catalogue.ts';
import { dynamodbFollowUps } from '../../shared/shell/stores/follow-ups.ts';
import { dynamodbReaderCounts } from '../../shared/shell/stores/reader-counts.ts';
import { listContents, showIndex, showPublicContent, showSitemap } from './answer-reader.ts';
import { consultGuide } from './consult-guide.ts';
import { actOnFollowUp, showFollowUp } from './follow-up.ts';
import { followingCatalogue } from './public-catalogue.ts';
import { followingIndexes } from './public-indexes.ts';
import { countMissed, sayUseful } from './say-useful.ts';

const env = environment(
  'SERVICE',
  'CATALOGUE_TABLE',
  'LEDGER_TABLE',
  'PORTAL_URL',
  'READER_COUNTS_TABLE',
  'FOLLOW_UPS_TABLE',
);
const counts = dynamodbReaderCounts(env.READER_COUNTS_TABLE, Date.now);
const followUps = dynamodbFollowUps(env.FOLLOW_UPS_TABLE);
const definition = readService(env.SERVICE);
const content = readServiceContent(env.SERVICE);
const catalogue = followingCatalogue(dynamodbCatalogue(env.CATALOGUE_TABLE), Date.now);
const indexes = followingIndexes(content);

/** The kinds of content at each sort of addresses. */
const kindsAt: Readonly<Record<string, readonly string[]>> = {
  articles: ['article', 'question-and-answer'],
  guides: ['guide'],
  measures: ['measure'],
  'life-events': ['life-event'],
  administrations: ['administration'],
  practices: ['practice'],
  materials: ['material'],
};

/** Tells anyone what a service has published: lists, searches, single contents, as pages or as JSON. */
export const handler = answering(
  'answers',
  async (event, now) => {
    const listed = await catalogue();
    const readers = {
      definition,
      content,
      listed,
      index: (language: Language) => indexes(listed, language, now),
      ledger: () => declaredEvents(env.LEDGER_TABLE, env.SERVICE, 1_000),
      missed: (query: string, language: Language) => countMissed({ counts, now }, { query, language }),
      site: env.PORTAL_URL,
      now,
    };
    const [sort = '', id] = event.routeKey.split('/').slice(4);
    if (sort === 'usefulness') return sayUseful({ ...readers, counts }, event);
    if (sort === 'follow-ups') {
      const asking = { ...readers, counts, followUps };
      return isWriting(event) ? actOnFollowUp(asking, event) : showFollowUp(asking, event);
    }
    if (isWriting(event)) return consultGuide(readers, event);
    if (sort === 'articles-index') return showIndex(readers, event);
    if (sort === 'sitemap') return showSitemap(readers);
    const kinds = kindsAt[sort];
    if (kinds === undefined) throw new Refusal('unknown-path');
    return id === undefined ? listContents(readers, event, kinds) : showPublicContent(readers, event, kinds);
  },
  async (problem, name, language) => (await import('./pages.ts')).pageOfProblem(definition, language, problem, name),
);
