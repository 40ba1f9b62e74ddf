import type { KnownCase } from '../../shared/core/cases/case.ts';
import { type ShownFile, shownFiles } from '../../shared/core/cases/case-status.ts';
import { type AnswerOfCase, lacksNumber } from '../../shared/core/cases/desk-facts.ts';
import { caseOf } from '../../shared/core/cases/evolve.ts';
import { whatHolds } from '../../shared/core/cases/readings.ts';
import { openEntries } from '../../shared/core/chain.ts';
import { dayInRome } from '../../shared/core/hours/zone.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { actRefused, codeOf, type Desk, type DeskRequest } from './desk.ts';
import { type Addressee, certifiedMail, letterPage } from './rules/answer-on-paper.ts';
import type { CaseRead } from './rules/case-view.ts';
import { readRegistered } from './show-case.ts';

// Answers that no machine of ours carries: a letter to print, a certified mail for the administration's own provider.
// Each is to be sent until somebody says that it was.

async function answerAsked(desk: Desk, request: DeskRequest) {
  const code = codeOf(desk, request);
  const { read, entries } = await readRegistered(desk, code);
  const state = caseOf(openEntries(entries));
  const named = request.pathParameters?.['answer'];
  const answer = state.stage === 'none' ? undefined : state.answers.find((known) => known.answer === named);
  if (state.stage === 'none' || answer === undefined) throw new Refusal('not-found');
  return { code, read, state, answer };
}

/** Whom a letter goes to: what the citizen said first, or whoever read it from the paper. */
function addresseeOf(read: CaseRead): Addressee {
  const [first] = whatHolds(read);
  const { address, municipality } = first?.place ?? {};
  return { name: [first?.name, first?.surname].filter(Boolean).join(' '), address, municipality };
}

/**
 * An answer as it is sent by hand: a page to print, or a certified mail as a file. Throws the Refusals `not-found`,
 * `erased` once its words are gone, and `act-refused` for one that was withheld or leaves by itself.
 */
export async function showAnswerToSend(desk: Desk, request: DeskRequest): Promise<Reply> {
  const { code, read, state, answer } = await answerAsked(desk, request);
  if (answer.text === undefined) throw new Refusal('erased');
  if (answer.state === 'withheld' || (answer.channel !== 'letter' && answer.channel !== 'pec'))
    throw actRefused('no-such-answer');
  // The number stands on the paper: it takes the protocol a second or two.
  if (lacksNumber(state, answer)) throw actRefused('not-numbered');
  const { definition } = desk;
  const { attached, refused } = state.attachments;
  if (answer.attachments.some((file) => refused.includes(file))) throw actRefused('file-refused');
  if (!answer.attachments.every((file) => attached.includes(file))) throw actRefused('files-unchecked');
  const kept = shownFiles(code, state, answer.attachments);
  const files = kept.map(({ name }) => name);
  const given = { code, state, answer, definition, files, day: dayInRome(desk.now.getTime()) };
  if (answer.channel === 'letter') return { status: 200, body: letterPage({ ...given, addressee: addresseeOf(read) }) };
  return certifiedFile(desk, { ...given, kept }, answer);
}

type Given = {
  code: string;
  state: KnownCase;
  answer: AnswerOfCase;
  definition: Desk['definition'];
  day: string;
  files: readonly string[];
  kept: readonly ShownFile[];
};

/** The files of an answer as a mail carries them; throws the Refusal `erased` where one is there no more. */
const carried = ({ uploads }: Desk, kept: readonly ShownFile[]) =>
  Promise.all(
    kept.map(async ({ document, name: filename, contentType }) => {
      const content = await uploads.kept(document);
      if (content === undefined) throw new Refusal('erased');
      return { filename, contentType, content: Buffer.from(content) };
    }),
  );

async function certifiedFile(desk: Desk, given: Given, { answer, to }: AnswerOfCase): Promise<Reply> {
  const { definition, now } = desk;
  const from = definition.mail.addresses?.find(({ channel }) => channel === 'pec')?.address;
  if (to === undefined || from === undefined) throw actRefused('no-such-answer');
  const { mimeOf } = await import('../../shared/shell/mime.ts');
  const { html: _none, ...mail } = certifiedMail({ ...given, to, from });
  const body = (await mimeOf(mail, now, await carried(desk, given.kept))).toString('utf8');
  const name = `${given.code}-${answer}.eml`;
  const headers = { 'Content-Type': 'message/rfc822', 'Content-Disposition': `attachment; filename="${name}"` };
  return { status: 200, headers, body };
}
