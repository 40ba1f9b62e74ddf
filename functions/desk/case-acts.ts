import { CaseActBody } from '../../shared/contracts/desk.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { seenVersion } from './act-on-case.ts';
import { judgeDanger } from './act-on-danger.ts';
import { codeOf, type Desk, type DeskRequest, demand } from './desk.ts';
import { caseAfterAct } from './show-case.ts';

type Act = CaseActBody['act'];
type BodyOf<A extends Act> = Extract<CaseActBody, { act: A }>;

/**
 * What carries out each act on a case that was seen at a version: one more in the contract does not compile without it.
 */
const table: { [A in Act]: (desk: Desk, code: string, seen: number, act: BodyOf<A>) => Promise<void> } = {
  'was-danger': judgeDanger,
  'was-none': judgeDanger,
};

const carriedOut = <A extends Act>(desk: Desk, code: string, seen: number, act: BodyOf<A>): Promise<void> =>
  table[act.act as A](desk, code, seen, act);

/**
 * Carries out an act on the version of a case that was seen (If-Match), and answers with the case as it then stands.
 */
export async function actOnCase(desk: Desk, request: DeskRequest): Promise<Reply> {
  const code = codeOf(desk, request);
  const act = await readAs(CaseActBody, request);
  demand(desk, act.act);
  await carriedOut(desk, code, seenVersion(request), act);
  return caseAfterAct(desk, code);
}
