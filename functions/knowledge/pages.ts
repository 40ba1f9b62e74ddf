import type { Problem } from '../../shared/contracts/problem.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import type { Texts } from '../../shared/texts/portal/it.ts';
import { answersPage, foundPage, listPage } from '../../web/pages/knowledge/answers-page.ts';
import { competencePart } from '../../web/pages/knowledge/competence-part.ts';
import { contentPage, gonePage } from '../../web/pages/knowledge/content-page.ts';
import { atomFeed } from '../../web/pages/knowledge/feed.ts';
import { followUpPage } from '../../web/pages/knowledge/follow-up-page.ts';
import { guideBegun, guideStepPage } from '../../web/pages/knowledge/guide-page.ts';
import { leafletPage } from '../../web/pages/knowledge/leaflet-page.ts';
import { wayToPracticeDoor } from '../../web/pages/knowledge/practice-door.ts';
import { usefulnessPage } from '../../web/pages/knowledge/usefulness.ts';
import { noticesOf } from '../../web/pages/notices.ts';
import { problemPage } from '../../web/pages/problem-page.ts';

// Everything that makes pages, loaded when a browser asks for one.

const pageOfProblem = (
  service: PreparedService,
  language: Language,
  problem: Problem,
  name: keyof Texts['problems']['pages'],
): string => problemPage(service, language, problem, name);

export {
  answersPage,
  atomFeed,
  competencePart,
  contentPage,
  followUpPage,
  foundPage,
  gonePage,
  guideBegun,
  guideStepPage,
  leafletPage,
  listPage,
  noticesOf,
  pageOfProblem,
  usefulnessPage,
  wayToPracticeDoor,
};
