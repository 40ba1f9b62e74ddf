import { seesDeclarations } from '../../shared/core/staff.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answering, callerLanguage, wantsPage } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { admit } from '../../shared/shell/http/staff.ts';
import { logLine } from '../../shared/shell/log.ts';
import { readService } from '../../shared/shell/services/services.ts';
import { readLedger } from '../../shared/shell/stores/ledger.ts';
import { sourcesOf } from './cases-since.ts';
import { questionOf, reportOn } from './rules/report.ts';
import { figuresOf } from './tally.ts';

const env = environment('SERVICE', 'LEDGER_TABLE', 'REGISTER_TABLE', 'WORKLIST_TABLE');
const { SERVICE, LEDGER_TABLE } = env;
const definition = readService(SERVICE);
const sources = sourcesOf(env, definition);

/**
 * What one report reads of the register at most: entries, and milliseconds (the API waits 30 seconds for an answer).
 */
const bounds = { entries: 1_000_000, milliseconds: 20_000 };

/**
 * Tells officers and supervisors what a declaration met and did. It reads the cases themselves, and says if that was too
 * much for one answer.
 */
export const handler = answering('report', async (event, now) => {
  const { line } = admit(event, { function: 'report', service: SERVICE, may: seesDeclarations });
  const declaration = event.pathParameters?.['declaration'] ?? '';
  const entries = await readLedger(LEDGER_TABLE, SERVICE);
  const question = questionOf(entries, declaration, now.toISOString());
  if (question === undefined) throw new Refusal('not-found');
  const { figures, complete, milliseconds } = await figuresOf(sources, question, bounds);
  const report = reportOn({ service: SERVICE, entries, question, figures, complete });
  logLine({ level: 'info', ...line, declaration, read: figures.entries, complete, milliseconds });
  if (!wantsPage(event)) return { status: 200, body: report };
  const { reportPage } = await import('../../web/pages/report-page.ts');
  const language = callerLanguage(event);
  return { status: 200, headers: { 'Content-Language': language }, body: reportPage(definition, language, report) };
});
