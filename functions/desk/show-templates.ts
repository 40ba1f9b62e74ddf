import type { CaseTemplates } from '../../shared/contracts/answer-template.ts';
import { templatesFor } from '../../shared/core/answer-template.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { codeOf, type Desk, type DeskRequest } from './desk.ts';
import { keepRead } from './keep-read.ts';
import { factsForTemplates } from './rules/template-facts.ts';
import { readRegistered } from './show-case.ts';

/**
 * The texts that a case's answer may be begun with, in the case's language, with what the case knows filled in: who
 * reads that reads the case, which is kept first. Throws `not-allowed` where a reason is needed (`keepRead`).
 */
export async function showTemplates(desk: Desk, request: DeskRequest): Promise<Reply> {
  const { definition, templates, account } = desk;
  const asked = codeOf(desk, request);
  const { read, entries } = await readRegistered(desk, asked);
  await keepRead(desk, asked, entries);
  const { code, service, kind, language } = read;
  const facts = factsForTemplates(read, definition);
  const offered = account === undefined ? templates : templates.filter(({ forReserve }) => forReserve);
  const body: CaseTemplates = {
    service,
    code,
    language,
    templates: templatesFor(offered, { kind, language, facts }),
  };
  return { status: 200, body };
}
