import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { GuideAnswers } from '../../shared/contracts/content/guide-step.ts';
import type { Answers } from '../../shared/contracts/content/question.ts';
import { canAnswer, readAnswer } from '../../shared/core/knowledge/read-answer.ts';
import { callerLanguage, type Reply, wantsPage } from '../../shared/shell/http/answering.ts';
import { readBody, wrongMembers } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { type GuideSheet, guideStep } from '../../shared/texts/knowledge/guide-step.ts';
import { type Readers, readerOf, sheetOf } from './answer-reader.ts';

// A guide asked over the API, or from a page without script: answers come in the body, and are kept nowhere.

/** Forty answers and their names take a few kilobytes. */
const maximumBytes = 16_384;

type Form = { answers: Answers; finish: boolean; change?: string; wrong: boolean; typed?: string };

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What the form of a step says; `wrong` where what stands in its field is no answer. */
function readForm(sheet: GuideSheet, form: Record<string, unknown>): Form {
  const before = (form['answers'] ?? {}) as Record<string, unknown>;
  const answers: Answers = {};
  const keep = (id: string, written: string | undefined): boolean => {
    const question = sheet.prepared.questions.find((one) => one.question.id === id)?.question;
    if (question === undefined || written === undefined) return false;
    const answer = written === 'unknown' ? null : readAnswer(question, written);
    if (answer !== undefined) answers[id] = answer;
    return answer !== undefined;
  };
  for (const [id, written] of Object.entries(before)) keep(id, text(written));
  const { act } = form;
  const change = text(form['change']);
  const asked = text(form['asked']);
  if (asked === undefined || change !== undefined || act === 'finish')
    return { answers, finish: act === 'finish', wrong: false, ...(change !== undefined && { change }) };
  const typed = text(form['answer']);
  if (keep(asked, act === 'unknown' ? 'unknown' : typed)) return { answers, finish: false, wrong: false };
  return { answers, finish: false, wrong: true, change: asked, ...(typed !== undefined && { typed }) };
}

/** What a program sends, judged by each question; throws the Refusal `invalid` that names each wrong answer. */
function readJson(sheet: GuideSheet, content: unknown): GuideAnswers {
  const parsed = GuideAnswers.safeParse(content);
  if (!parsed.success) throw wrongMembers(parsed.error.issues);
  const wrong = Object.entries(parsed.data.answers).flatMap(([id, answer]) => {
    const question = sheet.prepared.questions.find((one) => one.question.id === id)?.question;
    if (question && canAnswer(question, answer)) return [];
    const message = question
      ? `The question is answered by: ${question.options?.map(({ value }) => value).join(', ') ?? question.answer}, or null.`
      : 'The guide asks no such question.';
    return [{ code: 'custom', path: ['answers', id], message }];
  });
  if (wrong.length > 0) throw wrongMembers(wrong);
  return parsed.data;
}

/**
 * The next question of a guide after what was answered, or its results: as JSON, or as a page after a form. Throws the
 * Refusals `not-found` for a guide that nobody published, `invalid` for what answers none of its questions.
 */
export async function consultGuide(readers: Readers, event: APIGatewayProxyEventV2): Promise<Reply> {
  const sheet = sheetOf(readers, event);
  if (!sheet) throw new Refusal('not-found');
  const { from, content } = readBody(event, maximumBytes);
  const headers = { 'Content-Language': sheet.language };
  if (from === 'json') return { status: 200, headers, body: guideStep(sheet, readJson(sheet, content)) };
  const form = readForm(sheet, content as Record<string, unknown>);
  const step = guideStep(sheet, form, form);
  if (!wantsPage(event)) return { status: 200, headers, body: step };
  const { guideStepPage } = await import('./pages.ts');
  const reader = await readerOf(readers, callerLanguage(event));
  const body = guideStepPage(reader, { step, wrong: form.wrong, typed: form.typed });
  return { status: form.wrong ? 422 : 200, headers, body };
}
