import { actOnCase } from '../../functions/desk/case-acts.ts';
import type { Desk, DeskRequest } from '../../functions/desk/desk.ts';
import type { CaseActBody } from '../../shared/contracts/case-act.ts';
import type { KnownCase } from '../../shared/core/cases/case.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { readCase } from '../../shared/shell/stores/case-file.ts';
import { rolesOf } from '../fixtures/staff.ts';
import type { Chance } from './chance.ts';
import type { Worker, Workers } from './workers.ts';
import type { Ports, World } from './world.ts';

/** What somebody of the desk asked for; `text` is of no other act, `heard` is undefined where no answer came. */
export type AskedOfDesk = { code: string; text: string; act: CaseActBody['act']; heard?: number | string };
export type Operators = { asked: AskedOfDesk[]; act(now: () => Date): Promise<void> };

const staff = [
  { subject: 'operator-1', name: 'Carla Villa' },
  { subject: 'operator-2', name: 'Dario Sala' },
];

/** What one of the staff may think of, looking at a case; what its state does not allow is refused. */
function possible(state: KnownCase, subject: string, text: string, refersBy: string | undefined): CaseActBody[] {
  const mine = state.owner?.subject === subject;
  const leaving = state.answers.filter((answer) => answer.state === 'to-leave');
  const asks = state.asks.filter((ask) => ask.state === 'open');
  const email = state.contactPoints.email === undefined ? [] : (['mail'] as const);
  const answers = [...email, 'page' as const].map(
    (channel): CaseActBody => ({ act: 'answer', channel, text, final: true }),
  );
  if (state.stage === 'closed')
    return [
      { act: 'note', text },
      { act: 'reopen', reason: text },
    ];
  if (state.owner === undefined) return [{ act: 'take' }, { act: 'take' }, { act: 'note', text }];
  if (!mine) return [{ act: 'take' }, { act: 'take-over', reason: text }, { act: 'note', text }];
  return [
    { act: 'forward', to: 'geologists', question: text },
    { act: 'ask-citizen', question: text },
    ...answers,
    ...answers,
    { act: 'release' },
    { act: 'note', text },
    { act: 'close', outcome: 'answered', note: text },
    ...leaving.map(({ answer }): CaseActBody => ({ act: 'withhold', answer })),
    ...asks.map(({ ask }): CaseActBody => ({ act: 'answer-ask', ask, text })),
    ...(refersBy === undefined ? [] : referring(state, text, refersBy)),
  ];
}

/** What concerns other administrations, who have until an ISO instant to say that they have it. */
function referring({ referrals }: KnownCase, text: string, acknowledgeBy: string): CaseActBody[] {
  const to = { to: 'Comune di Borgoverde', email: 'protocollo@comune.borgoverde.example' };
  const open = referrals.filter(({ state }) => state === 'sent' || state === 'acknowledged');
  return [
    { act: 'refer', ...to, text, shares: ['words'], acknowledgeBy },
    { act: 'refer', ...to, text, shares: ['words'], acknowledgeBy },
    ...open.flatMap(({ referral }): CaseActBody[] => [
      { act: 'renew-referral', referral },
      { act: 'record-referral', referral, said: 'answered', text },
      { act: 'withdraw', ask: referral },
    ]),
  ];
}

/**
 * Two operators who act on a case at once, each on the version that both see; whoever hears nothing sends the very same
 * again.
 */
export function operatorsOf({
  world,
  workers,
  portsFor,
  deskOf,
  chance,
  codes,
  tell,
  refers,
}: {
  world: World;
  workers: Workers;
  portsFor(worker: Worker): Ports;
  deskOf(ports: Ports, now: Date): Desk;
  chance: Chance;
  codes: readonly string[];
  tell(line: string): void;
  /** Whether they refer cases to other administrations. */
  refers: boolean;
}): Operators {
  const asked: AskedOfDesk[] = [];

  function send(
    one: AskedOfDesk,
    officer: Desk['officer'],
    request: DeskRequest,
    now: () => Date,
    tries: number,
  ): void {
    workers.start(
      `desk ${officer.name}`,
      async (worker) => {
        const desk = { ...deskOf(portsFor(worker), now()), officer, roles: rolesOf('operator', 'supervisor') };
        try {
          one.heard = (await actOnCase(desk, request)).status;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          one.heard = error.problemName;
        }
        tell(`  ${officer.name} hears ${one.heard}`);
      },
      {
        expected: /changed \d times/,
        ended(how) {
          if (how !== 'done' && tries > 0) send(one, officer, request, now, tries - 1);
        },
      },
    );
  }

  async function act(now: () => Date): Promise<void> {
    const code = chance.oneOf(codes);
    const { state, last } = await readCase(world.register, code);
    if (state.stage === 'none' || last === undefined) return;
    for (const officer of chance.happens(0.5) ? staff : [chance.oneOf(staff)]) {
      const text = `words ${asked.length}`;
      const until = refers ? new Date(now().getTime() + 60_000 * (1 + chance.below(10))).toISOString() : undefined;
      const body = chance.oneOf(possible(state, officer.subject, text, until));
      const one: AskedOfDesk = { code, text, act: body.act };
      asked.push(one);
      tell(`${officer.name}: ${body.act} of ${code.slice(-4)} at version ${last.version}, ${text}`);
      const request = {
        headers: { 'content-type': 'application/json', 'if-match': `"${last.version}"` },
        pathParameters: { code },
        body: JSON.stringify(body),
        isBase64Encoded: false,
      } as unknown as DeskRequest;
      send(one, officer, request, now, chance.below(3));
    }
  }
  return { asked, act };
}
