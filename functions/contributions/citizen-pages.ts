import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { maximumBodyBytes } from '../../shared/contracts/contact.ts';
import type {
  ContributionKind,
  ContributionReceipt,
  OwnContribution,
  PublicContribution,
  PublicContributions,
} from '../../shared/contracts/contribution.ts';
import type { Problem } from '../../shared/contracts/problem.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { submissionNamed } from '../../shared/core/cases/key-named.ts';
import { servedKey } from '../../shared/core/cases/receipt-code.ts';
import { callerLanguage, type Reply } from '../../shared/shell/http/answering.ts';
import { readBody } from '../../shared/shell/http/body.ts';
import { heardFirst, heardIn } from '../../shared/shell/http/heard-first.ts';
import type { ProblemName } from '../../shared/shell/http/problems.ts';
import { errorsOf, formSent, isToMend } from '../../shared/shell/http/sent-form.ts';
import { isWriting } from '../../shared/shell/http/staff.ts';
import { askOwnPage } from '../../web/pages/ask-own-page.ts';
import { contributionPage, gonePage } from '../../web/pages/contributions/contribution-page.ts';
import { givenPage } from '../../web/pages/contributions/given-page.ts';
import { listPage } from '../../web/pages/contributions/list-page.ts';
import { changePage, ownPage } from '../../web/pages/contributions/own-page.ts';
import { reviewPage } from '../../web/pages/contributions/review-page.ts';
import type { FormValues } from '../../web/pages/form-values.ts';
import { givePage } from '../../web/pages/give-page.ts';
import { problemPage } from '../../web/pages/problem-page.ts';
import { similarTo } from './answer-reader.ts';
import { heardMembers } from './contributions-work.ts';
import { contributionOfForm, readContribution } from './rules/read-contribution.ts';
import type { Giving } from './tell-desk.ts';
import { wrongFields } from './wrong-fields.ts';

// The pages of stories and ideas, for whoever asks with a browser: called by on-citizen-request.

type Asked = { event: APIGatewayProxyEventV2; now: Date; answer: () => Promise<Reply> };

const lastOf = ({ routeKey }: Pick<APIGatewayProxyEventV2, 'routeKey'>): string => routeKey.split('/').at(-1) ?? '';
const kindIn = ({ kind }: FormValues): ContributionKind => (kind === 'story' ? 'story' : 'idea');

/** A page in place of the data of a reply, kept and refused as those are. */
const inPlaceOf = (reply: Reply, language: Language, body: string): Reply => ({
  ...reply,
  headers: { ...reply.headers, 'Content-Language': language },
  body,
});

// Kept by the citizen's own browser for ten minutes, so that Back shows it again instead of an error.
const kept = (language: Language, body: string): Reply => ({
  status: 200,
  headers: { 'Content-Language': language, 'Cache-Control': 'private, max-age=600' },
  body,
});

/** What `answer` tells, as a page; a form that is not yet confirmed is answered with all that is about to be sent. */
export async function answerAsPage(work: Giving, asked: Asked): Promise<Reply> {
  const { event, answer } = asked;
  const language = callerLanguage(event);
  const giver = { service: work.definition, language };
  const site = work.portalUrl;
  if (!isWriting(event)) {
    const reply = await answer();
    if (event.pathParameters?.['id'] !== undefined)
      return inPlaceOf(reply, language, contributionPage(giver, { one: reply.body as PublicContribution, site }));
    const { contributions } = reply.body as PublicContributions;
    const kind = kindIn({ kind: event.queryStringParameters?.['kind'] ?? work.rules.kinds[0] });
    const lines = contributions.filter((line) => line.kind === kind);
    return inPlaceOf(reply, language, listPage(giver, kind, { lines, site }));
  }
  const last = lastOf(event);
  if (last === 'contributions') return giveByPages(work, asked);
  const { content } = readBody(event, maximumBodyBytes);
  const reply = await answer();
  if (last === 'similar-contributions') return reply;
  const { danger } = await heardIn(event, content, work.definition, heardMembers);
  const page = ownPage(giver, {
    contribution: reply.body as OwnContribution,
    secondFact: String((content as FormValues)['secondFact'] ?? ''),
    done: last === 'withdrawals' ? 'withdrawn' : last === 'changes' ? 'changed' : undefined,
    danger,
  });
  return inPlaceOf(reply, language, page);
}

/**
 * The steps of the form: the form again to be changed, all of it to be confirmed, with the ideas that are like it, then the
 * receipt. Throws the Refusal `invalid`, whose page is the form with what to mend.
 */
async function giveByPages(work: Giving, { event, now, answer }: Asked): Promise<Reply> {
  const { definition, rules } = work;
  const language = callerLanguage(event);
  const giver = { service: definition, language };
  const { from, content: sent } = readBody(event, maximumBodyBytes);
  const form = (from === 'form' ? sent : {}) as FormValues;
  const content = from === 'form' ? contributionOfForm({ ...form }) : sent;
  const kind = kindIn(content as FormValues);
  const heard = await heardIn(event, content, definition, heardMembers);
  const { danger } = heard;
  if (form['step'] === 'edit') return kept(language, givePage(giver, kind, { content: form, danger }));
  return heardFirst(heard, async () => {
    const reading = readContribution(content, rules);
    if ('issues' in reading) throw await wrongFields(reading.issues, content, language);
    if (from === 'form' && form['step'] !== 'send') {
      const similar = kind === 'idea' ? await similarTo(work, reading.contribution) : undefined;
      const submission = submissionNamed({ ...form }) ?? servedKey(now.getTime());
      return kept(language, reviewPage(giver, kind, { content: form, similar, danger, submission }));
    }
    const reply = await answer();
    return inPlaceOf(reply, language, givenPage(giver, { receipt: reply.body as ContributionReceipt, danger }));
  });
}

/**
 * A problem as a page: the form that was sent with all its words and what to mend; of what is gone, that; whom to call
 * first where the words tell of danger.
 */
export async function pageOfProblem(
  event: APIGatewayProxyEventV2,
  definition: PreparedService,
  language: Language,
  { problem, name }: { problem: Problem; name: ProblemName },
): Promise<string> {
  const giver = { service: definition, language };
  if (name === 'withdrawn') return gonePage(giver);
  const content = formSent<FormValues>(event);
  if (content === undefined || !isToMend(name)) return problemPage(definition, language, problem, name);
  const errors = errorsOf(problem, name);
  const { danger } = await heardIn(event, content, definition, heardMembers);
  const last = lastOf(event);
  if (last === 'contributions') return givePage(giver, kindIn(content), { content, errors, danger });
  if (last === 'changes' && !name.startsWith('wrong-')) return changePage(giver, { content, errors, danger });
  return askOwnPage(giver, { content, errors });
}
