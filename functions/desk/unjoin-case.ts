import type { CaseActBody } from '../../shared/contracts/case-act.ts';
import { changeCase, readCase } from '../../shared/shell/stores/case-file.ts';
import { actOn } from './act-on-case.ts';
import { actRefused, type Desk, logAct } from './desk.ts';

// An act on two cases, after show-case.ts: a join is undone, from either side.

/**
 * Takes two cases apart again. The one that had been joined is written first and is open again, so that an act that was
 * stopped half-way leaves nobody unanswered; the same act sent again finishes it. Throws the Refusal `act-refused` for
 * cases that are not joined.
 */
export async function unjoinCase(
  desk: Desk,
  code: string,
  seen: number,
  { caseId: other, reason }: Extract<CaseActBody, { act: 'unjoin' }>,
): Promise<void> {
  const { register, officer, now } = desk;
  const doer = { by: officer.name, subject: officer.subject };
  const { state } = await readCase(register, other);
  if (state.stage === 'none') throw refused(desk, code, 'unknown-case');
  const command = { type: 'Unjoin', ...doer, reason } as const;
  const isJoinedHere = state.joinedTo === code;
  if (isJoinedHere) {
    const outcome = await changeCase({
      register,
      caseId: other,
      command: { ...command, caseId: code },
      at: now.toISOString(),
    });
    if ('refused' in outcome && outcome.refused !== 'not-joined') throw refused(desk, code, outcome.refused);
    return actOn(desk, code, seen, { ...command, caseId: other });
  }
  await actOn(desk, code, seen, { ...command, caseId: other });
  const outcome = await changeCase({
    register,
    caseId: other,
    command: { ...command, caseId: code },
    at: now.toISOString(),
  });
  if ('refused' in outcome && outcome.refused !== 'not-joined') throw refused(desk, code, outcome.refused);
}

function refused(desk: Desk, code: string, why: string) {
  logAct(desk, 'Unjoin', { code, refused: why });
  return actRefused(why);
}
