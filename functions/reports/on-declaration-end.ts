import { busNames, PostureChanged, ScheduledMoment } from '../../shared/contracts/posture-changed.ts';
import { environment } from '../../shared/shell/environment.ts';
import { logLine } from '../../shared/shell/log.ts';
import { readService } from '../../shared/shell/services/services.ts';
import { readLedger } from '../../shared/shell/stores/ledger.ts';
import { sourcesOf } from './cases-since.ts';
import { questionOf, reportOn } from './rules/report.ts';
import { figuresOf } from './tally.ts';

const env = environment('SERVICE', 'LEDGER_TABLE', 'REGISTER_TABLE', 'WORKLIST_TABLE');
const { SERVICE, LEDGER_TABLE } = env;
const sources = sourcesOf(env, readService(SERVICE));

/** What one closing report reads of the register at most: entries, and milliseconds. */
const bounds = { entries: 20_000_000, milliseconds: 600_000 };

/**
 * Writes the figures of each declaration that is renewed, changed or over into the log, where they stay for ninety
 * days; the whole report can be asked for at any time.
 */
export async function handler(event: { 'detail-type': string; detail: unknown }): Promise<void> {
  const ended = event['detail-type'] === busNames.end;
  const news = ended ? ScheduledMoment.parse(event.detail) : PostureChanged.parse(event.detail);
  if (news.service !== SERVICE || news.declaration === undefined || ('act' in news && news.act === 'Declared')) return;
  const { declaration } = news;
  const entries = await readLedger(LEDGER_TABLE, SERVICE);
  const question = questionOf(entries, declaration, new Date().toISOString());
  // A declaration that was renewed meanwhile has not ended.
  if (question === undefined || (ended && !question.over)) return;
  const { figures, complete, milliseconds } = await figuresOf(sources, question, bounds);
  const report = reportOn({ service: SERVICE, entries, question, figures, complete });
  const { level, area, declaredAt, until, acts, received, byHour, answers, calls, backlog, read } = report;
  logLine({
    level: 'info',
    function: report.over ? 'closing-report' : 'change-report',
    service: SERVICE,
    declaration,
    declared: level,
    area,
    declaredAt,
    until,
    acts: acts.length,
    before: { contacts: received.before.contacts, urgent: received.before.urgent },
    during: { contacts: received.during.contacts, urgent: received.during.urgent },
    byHour: byHour.map(({ contacts }) => contacts),
    answers,
    calls,
    backlog,
    read,
    milliseconds,
  });
}
