import type { BoardAsked, BoardView } from '../../shared/contracts/board.ts';
import type { RehearsedCase, TrainingCase } from '../../shared/contracts/training.ts';
import { templatesFor } from '../../shared/core/answer-template.ts';
import { initialCase } from '../../shared/core/cases/case.ts';
import { decideCase } from '../../shared/core/cases/decide.ts';
import { mintCode } from '../../shared/core/cases/receipt-code.ts';
import { triage } from '../../shared/core/cases/triage.ts';
import { isoOf, MINUTE } from '../../shared/core/hours/zone.ts';
import { type Desk, demand } from './desk.ts';
import { caseRead, countedTogether } from './rules/case-view.ts';
import { factsForTemplates } from './rules/template-facts.ts';

// Cases to train with: built from data by the rules that build every other, and shown. Nothing of a center is read or
// written, so that they stand in no register and no list, get no number and no mail, and count nowhere (ADR 68).

/** How long ago a rehearsed case is said to have come. */
const cameBefore = 20 * MINUTE;

function rehearsed(desk: Pick<Desk, 'definition' | 'rules' | 'hmac' | 'now' | 'templates'>, one: RehearsedCase) {
  const { definition, rules, hmac, now, templates } = desk;
  const { id, kind, language, name, message, right, because } = one;
  const code = mintCode(definition.codePrefix, `training|${id}`, hmac);
  const at = isoOf(now.getTime() - cameBefore);
  const { danger, ...sort } = triage({ kind, message }, definition, rules);
  const email = 'esercitazione@example.org';
  const opened = decideCase(
    {
      type: 'OpenCase',
      opened: { service: definition.service, kind, language, requester: 'citizen', ...sort },
      contact: {
        channel: 'form',
        receivedAt: at,
        attachments: [],
        personal: { name, email, message, ...(danger && { danger }) },
      },
    },
    initialCase(),
  );
  const read = 'refused' in opened ? undefined : caseRead(code, 1, [{ at, events: opened }]);
  if (read === undefined) throw new Error(`the rehearsed case ${id} opens none`);
  const offered = templatesFor(templates, { kind, language, facts: factsForTemplates(read, definition) });
  const known = { ...read, counted: countedTogether([read]), documents: [], suggestions: [], facts: [] };
  return { id, known, templates: offered, right, because } satisfies TrainingCase;
}

/** Cases to train with, as the desk would show them; whoever works here may, and the reserve with its account shut. */
export async function train(desk: Desk, _asked: Extract<BoardAsked, { do: 'train' }>): Promise<BoardView> {
  demand(desk, 'train');
  const { reserve, operator, expert, supervisor } = desk.roles;
  // The reserve trains with the texts that it may answer from.
  const templates =
    reserve && !operator && !expert && !supervisor
      ? desk.templates.filter(({ forReserve }) => forReserve)
      : desk.templates;
  return { is: 'training', cases: desk.training.map((one) => rehearsed({ ...desk, templates }, one)) };
}
