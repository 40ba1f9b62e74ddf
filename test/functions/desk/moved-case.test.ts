import { describe, expect, test } from '@jest/globals';
import { type Destination, type Move, moveOf } from '../../../functions/desk/rules/moved-case.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import { initialCase, type KnownCase } from '../../../shared/core/cases/case.ts';
import { decideCase } from '../../../shared/core/cases/decide.ts';
import { caseOf, evolveCase } from '../../../shared/core/cases/evolve.ts';
import { caseOpened, contactReceived } from '../../fixtures/case-events.ts';

const at = '2026-11-30T10:00:00.000Z';
const anna = { by: 'Anna', subject: 'anna' };
const taken: CaseEvent = { type: 'TakenInCharge', ...anna, how: 'chosen', until: '2026-11-30T10:30:00.000Z' };
const carla: Destination = { to: 'colleague', subject: 'carla', name: 'Carla', isThere: true };
const move = (to: Destination): Move => ({ by: 'Bruno', subject: 'bruno', at, reason: 'È in malattia.', to });
const caseWith = (opened: Parameters<typeof caseOpened>[0], ...events: CaseEvent[]) =>
  caseOf([{ at, events: [caseOpened(opened), contactReceived({ receivedAt: at }), ...events] }]);
const asSeen = { version: 1, seen: 1 };

/** The case after the commands of its move, each of which the case itself has to allow. */
function after(state: ReturnType<typeof caseOf>, to: Destination): { case: KnownCase; events: string[] } {
  const would = moveOf(state, asSeen, move(to));
  if ('skipped' in would) throw new Error(would.skipped);
  const events: string[] = [];
  let now = state;
  for (const command of would.commands) {
    const decision = decideCase(command, now);
    if ('refused' in decision) throw new Error(`${command.type}: ${decision.refused}`);
    for (const event of decision) {
      events.push(event.type);
      now = evolveCase(now, event, at);
    }
  }
  return { case: now as KnownCase, events };
}
const skipped = (state: ReturnType<typeof caseOf>, to: Destination, seen = asSeen) => moveOf(state, seen, move(to));

describe('a case that a supervisor moves with others', () => {
  test('goes to a colleague, whoever has it', () => {
    for (const state of [caseWith({}), caseWith({}, taken)])
      expect(after(state, carla).case.owner).toMatchObject({ subject: 'carla', given: 'Bruno' });
  });

  test('goes to another lane as nobody’s: taken over with the reason, sorted, given back', () => {
    const state = caseWith({ lane: 'information' }, taken);
    const moved = after(state, { to: 'lane', lane: 'complaints' });
    expect(moved.events).toEqual(['TakenInCharge', 'Resorted', 'Released']);
    expect([moved.case.lane, moved.case.owner]).toEqual(['complaints', undefined]);
    expect(after(caseWith({ lane: 'information' }), { to: 'lane', lane: 'complaints' }).events).toEqual(['Resorted']);
  });

  test('goes back to the list of its lane', () => {
    const moved = after(caseWith({}, taken), { to: 'list' });
    expect([moved.events, moved.case.owner]).toEqual([['TakenInCharge', 'Released'], undefined]);
  });

  test('is passed by where it changed, is closed, or is there already', () => {
    const state = caseWith({ lane: 'information' });
    expect(skipped(state, carla, { version: 2, seen: 1 })).toEqual({ skipped: 'changed' });
    expect(skipped(initialCase(), carla)).toEqual({ skipped: 'changed' });
    const closed = caseWith({}, { type: 'Closed', reason: '', outcome: 'answered' });
    expect(skipped(closed, carla)).toEqual({ skipped: 'closed' });
    expect(skipped(state, { to: 'lane', lane: 'information' })).toEqual({ skipped: 'same' });
    expect(skipped(state, { to: 'list' })).toEqual({ skipped: 'same' });
    expect(skipped(caseWith({}, taken), { ...carla, subject: 'anna' })).toEqual({ skipped: 'same' });
  });

  test('that is a danger to life goes to a person who is there, and otherwise stays', () => {
    const urgent = caseWith({ lane: 'urgent', urgent: true }, taken);
    expect(after(urgent, carla).case.owner?.subject).toBe('carla');
    for (const to of [
      { ...carla, isThere: false },
      { to: 'list' },
      { to: 'lane', lane: 'information' },
    ] as Destination[])
      expect(skipped(urgent, to)).toEqual({ skipped: 'danger' });
  });
});
