import type { Language } from '../../shared/contracts/text.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { declaredEvents } from '../../shared/shell/services/declared.ts';
import { readServiceContent } from '../../shared/shell/services/service-content.ts';
import { readService } from '../../shared/shell/services/services.ts';
import { dynamodbCatalogue } from '../../shared/shell/stores/catalogue.ts';
import { dynamodbContents } from '../../shared/shell/stores/contents.ts';
import { dynamodbFollowUps } from '../../shared/shell/stores/follow-ups.ts';
import { dynamodbReaderCounts } from '../../shared/shell/stores/reader-counts.ts';
import { answerRoute } from './answer-route.ts';
import { followingCatalogue } from './public-catalogue.ts';
import { followingIndexes } from './public-indexes.ts';
import { countMissed } from './say-useful.ts';
import { pictureFiles } from './show-picture.ts';

const env = environment(
  'SERVICE',
  'CATALOGUE_TABLE',
  'CONTENTS_TABLE',
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
const pictureFile = pictureFiles(dynamodbContents(env.CONTENTS_TABLE));
const indexes = followingIndexes(content);

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
      pictureFile,
      missed: (query: string, language: Language) => countMissed({ counts, now }, { query, language }),
      site: env.PORTAL_URL,
      now,
    };
    return answerRoute({ ...readers, counts, followUps }, event);
  },
  async (problem, name, language) => (await import('./pages.ts')).pageOfProblem(definition, language, problem, name),
);
