import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type ContactBody, maximumBodyBytes } from '../../shared/contracts/contact.ts';
import type { Problem } from '../../shared/contracts/problem.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { type Language, languages } from '../../shared/contracts/text.ts';
import { submissionNamed } from '../../shared/core/cases/key-named.ts';
import { servedKey } from '../../shared/core/cases/receipt-code.ts';
import { wordsOf } from '../../shared/core/cases/triage.ts';
import type { LifeFirstRules } from '../../shared/core/danger/danger.ts';
import { hearDanger, worstOf } from '../../shared/core/danger/hear-danger.ts';
import { present } from '../../shared/core/present.ts';
import { readBody } from '../../shared/shell/http/body.ts';
import type { ProblemName } from '../../shared/shell/http/problems.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { type Issue, mendAll } from '../../shared/texts/mend.ts';
import { formPage } from '../../web/pages/form-page.ts';
import { problemPage } from '../../web/pages/problem-page.ts';
import { summaryPage } from '../../web/pages/summary-page.ts';
import { wordsSent } from './rules/words-sent.ts';

type Page = { status: number; headers: Record<string, string>; body: string };

// Kept by the citizen's own browser for ten minutes, so that Back shows it again instead of an error.
const page = (status: number, language: Language, body: string): Page => ({
  status,
  headers: { 'Content-Language': language, 'Cache-Control': 'private, max-age=600' },
  body,
});

/**
 * The page between the form and the receipt: the form again with what to mend or to edit, or the summary to confirm;
 * undefined when the citizen has confirmed and nothing is wrong.
 */
export function pageBeforeSending(
  form: Record<string, unknown>,
  reading: { contact: ContactBody } | { issues: Issue[] },
  content: unknown,
  definition: PreparedService,
  { rules, now }: { rules: LifeFirstRules; now: Date },
): Page | undefined {
  const language = languages.find((known) => known === form['language']) ?? 'it';
  if (form['step'] === 'edit' || 'issues' in reading) {
    const danger = hearDanger(wordsSent(form), rules);
    const errors =
      form['step'] !== 'edit' && 'issues' in reading ? mendAll(reading.issues, content, textsIn[language]) : [];
    const status = errors.length === 0 ? 200 : 422;
    return page(status, language, formPage(definition, language, { content: form, errors, danger }));
  }
  if (form['step'] === 'send') return undefined;
  const { contact } = reading;
  const submission = submissionNamed(form) ?? servedKey(now.getTime());
  const danger = hearDanger(wordsOf(contact), rules);
  return page(200, language, summaryPage(definition, language, { contact, danger, submission }));
}

/**
 * A problem as a page, with all that was sent still in it: one press sends it again, under the name it had; where its
 * words tell of danger, whom to call stands first.
 */
export function problemOfForm(
  event: APIGatewayProxyEventV2,
  definition: PreparedService,
  language: Language,
  { problem, name, rules }: { problem: Problem; name: ProblemName; rules: LifeFirstRules },
): string {
  const passes = name === 'unavailable' || name === 'internal-error';
  const { from, content } =
    passes && event.requestContext.http.method === 'POST'
      ? readBody(event, maximumBodyBytes)
      : { from: undefined, content: undefined };
  if (from !== 'form') return problemPage(definition, language, problem, name);
  const danger = worstOf([hearDanger(wordsSent(content), rules)]);
  return problemPage(definition, language, problem, name, { sent: content, ...present({ danger }) });
}
