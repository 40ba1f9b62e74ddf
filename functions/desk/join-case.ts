import { CaseJoin } from '../../shared/contracts/desk.ts';
import { isDangerOpen } from '../../shared/core/cases/decide-danger.ts';
import { readCode } from '../../shared/core/cases/receipt-code.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { changeCase, readCase } from '../../shared/shell/stores/case-file.ts';
import { actOn, seenVersion } from './act-on-case.ts';
import { actRefused, codeOf, type Desk, type DeskRequest, invalid, logAct } from './desk.ts';
import { caseAfterAct, readRegistered } from './show-case.ts';

// An act on two cases, after show-case.ts has suggested them.

/**
 * Joins another case to this one. This one stays open and is written first: a join that was stopped half-way leaves
 * both on the worklist, and the same act sent again finishes it. Throws the Refusal `act-refused` where it would leave
 * nobody in charge, where the two are of different persons, and where a danger would leave the urgent lane unsettled.
 */
export async function joinCase(desk: Desk, request: DeskRequest): Promise<Reply> {
  const { definition, hmac, register, officer, now } = desk;
  const code = codeOf(desk, request);
  const { caseId: typed, reason } = await readAs(CaseJoin, request);
  const expectedVersion = seenVersion(request);
  const other = readCode(typed, definition.codePrefix, hmac);
  if (other === undefined || other === code) {
    const detail = other === undefined ? 'must be the code of a case of this service' : 'must be another case';
    throw invalid({ detail, pointer: '/caseId' });
  }
  const { read: staying } = await readRegistered(desk, code);
  const { state: joining } = await readCase(register, other);
  const refused = (why: string) => {
    logAct(desk, 'JoinCase', { code, other, refused: why });
    return actRefused(why);
  };
  if (joining.stage === 'none') throw refused('unknown-case');
  if (joining.joinedTo !== undefined && joining.joinedTo !== code) throw refused('joined-elsewhere');
  if (joining.joined.includes(code)) throw refused('joined-elsewhere');
  if (staying.stage === 'closed' && joining.stage !== 'closed') throw refused('closed');
  // Said before this one is written: a danger that nobody handed over keeps its own place in the urgent lane.
  const { state } = await readCase(register, other);
  const isOpen = state.stage !== 'none' && state.stage !== 'closed';
  if (isOpen && isDangerOpen(state)) throw refused('danger-not-handed-over');
  const { name: by, subject } = officer;
  if (!staying.joined.includes(other)) {
    const dangerOpen = joining.stage !== 'closed' && isDangerOpen(joining);
    await actOn(desk, code, expectedVersion, {
      type: 'JoinCase',
      caseId: other,
      by,
      subject,
      joining: { points: joining.contactPoints, dangerOpen },
    });
  }
  const outcome = await changeCase({
    register,
    caseId: other,
    command: { type: 'JoinTo', caseId: code, by, subject, reason },
    at: now.toISOString(),
    salt: randomHex,
    sha256,
  });
  if ('refused' in outcome && outcome.refused !== 'nothing-new') throw refused(outcome.refused);
  logAct(desk, 'JoinTo', { code: other, joinedTo: code });
  return caseAfterAct(desk, code);
}
