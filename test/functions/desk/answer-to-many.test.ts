import { beforeEach, describe, expect, test } from '@jest/globals';
import { settleAnswer } from '../../../functions/citizen-mails/settle-answer.ts';
import type { Desk } from '../../../functions/desk/desk.ts';
import { listAll } from '../../../functions/worklist/list-cases.ts';
import type { ManyView, SeenCase } from '../../../shared/contracts/answer-to-many.ts';
import type { PersonalPart } from '../../../shared/contracts/event-members.ts';
import { AnswerNews } from '../../../shared/contracts/handed-on.ts';
import type { CaseCommand } from '../../../shared/core/cases/commands.ts';
import { openEntry } from '../../../shared/core/chain.ts';
import { changeCase, readCase } from '../../../shared/shell/stores/case-file.ts';
import { hmac } from '../../fixtures/case-events.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { memoryWorklist } from '../../stores/memory-worklist.ts';
import { askedOfMany, deskOf, openCase } from './desk-of.ts';

const texts = { it: 'La provinciale riapre lunedì.', en: 'The road opens on Monday.' };
const words = 'Una frana ha chiuso la provinciale per Castel Alto, quando riapre?';
let desk: Desk;
let queue: AnswerNews[];
let codes: string[];

const asked = <Is extends ManyView['is']>(body: object, is: Is) => askedOfMany(desk, body, is);
const listedNow = () => listAll({ register: desk.register, worklist: desk.worklist, hmac });
const tell = (caseId: string, command: CaseCommand) =>
  changeCase({ register: desk.register, caseId, command, at: '2026-11-29T10:00:30.000Z' });
const stateOf = async (caseId: string) => {
  const { state } = await readCase(desk.register, caseId);
  if (state.stage === 'none') throw new Error('no case');
  return state;
};

/** Gives what waits in the queue, as its function does; `register` where another answers, as one that fails. */
async function settled(register = desk.register, news = queue) {
  const unused = async () => {
    throw new Error('not for this test');
  };
  const work = { service: 'protezione-civile', register, again: unused, askNumber: unused };
  const mails = { answer: { messageIdOf: () => '', mailDue: unused } };
  for (const one of news) {
    await settleAnswer({ ...work, mails, queues: { urgent: unused, ordinary: unused } }, one, desk.now);
  }
}

const person = (name: string, more: PersonalPart = {}): PersonalPart => ({
  name,
  email: `${name.toLowerCase()}@example.org`,
  message: words,
  ...more,
});

beforeEach(async () => {
  queue = [];
  const answersQueue = { leave: async (body: string) => void queue.push(AnswerNews.parse(JSON.parse(body))) };
  desk = deskOf({ worklist: memoryWorklist(), answersQueue });
  codes = [];
  for (const name of ['Ada', 'Bruno', 'Carla', 'Dario', 'Elena']) codes.push(await openCase(desk, name, person(name)));
  await listedNow();
});

const frozen = async () =>
  (await asked({ do: 'find', picked: [codes[0]] }, 'found')).cases.map(
    ({ code, version }): SeenCase => ({ code, version }),
  );

describe('cases for one answer', () => {
  test('are proposed with what is picked first, and the reason for each other', async () => {
    const { cases, more } = await asked({ do: 'find', picked: [codes[0]] }, 'found');
    expect(cases.map(({ code }) => code).sort()).toEqual([...codes].sort());
    expect(cases[0]).toMatchObject({ code: codes[0], because: { picked: true } });
    expect(cases[1]?.because.words).toContain('provinciale');
    expect(more).toBe(false);
  });

  test('are those of an incident where it is asked for', async () => {
    const incident = 'aaaaaaaaaaaaaaaa';
    for (const code of codes.slice(0, 2)) await tell(code, { type: 'GroupIn', by: 'Carla Villa', incident });
    await listedNow();
    const { cases } = await asked({ do: 'find', picked: [codes[0]], by: 'incident' }, 'found');
    expect(cases.map(({ code }) => code).sort()).toEqual(codes.slice(0, 2).sort());
  });

  test.each(['words', 'incident'])('are none that is reserved, asked for by %s', async (by) => {
    const incident = 'aaaaaaaaaaaaaaaa';
    for (const code of codes) await tell(code, { type: 'GroupIn', by: 'Carla Villa', incident });
    const reserved = codes[1] as string;
    await tell(reserved, { type: 'Resort', by: 'Carla Villa', category: 'violence', reason: 'Ne racconta.' });
    await listedNow();
    const { cases } = await asked({ do: 'find', picked: [codes[0]], by }, 'found');
    expect(cases.map(({ code }) => code).sort()).toEqual(codes.filter((code) => code !== reserved).sort());
  });
});

describe('one answer to many', () => {
  test('is given to each on the version that was frozen; what changed since is passed by and named', async () => {
    const cases = await frozen();
    await tell(codes[1] as string, { type: 'AddMessage', from: 'citizen', text: 'Ho risolto, grazie.' });
    const { batch, leavesAt, count } = await asked({ do: 'send', texts, cases }, 'sent');
    expect(count).toBe(5);
    expect(leavesAt).toBe('2026-11-29T10:10:00.000Z');
    await settled();
    const { cases: looked } = await asked({ do: 'look', batch, texts, cases }, 'looked');
    expect(looked.filter(({ state }) => state === 'to-leave')).toHaveLength(4);
    expect(looked.find(({ code }) => code === codes[1])).toEqual({
      code: codes[1],
      state: 'skipped',
      because: 'changed',
    });
    expect((await stateOf(codes[0] as string)).answers).toMatchObject([
      { batch, channel: 'mail', to: 'ada@example.org', text: texts.it, leavesAt, state: 'to-leave' },
    ]);
    expect((await stateOf(codes[1] as string)).answers).toEqual([]);
  });

  test('goes on where whoever gave it died, and gives nobody a second one, however often it is sent', async () => {
    const cases = await frozen();
    await asked({ do: 'send', texts, cases }, 'sent');
    for (let writes = 0; writes < 5; writes += 1) {
      let left = writes;
      const dying = {
        ...desk.register,
        append: async (...given: Parameters<typeof desk.register.append>) => {
          left -= 1;
          if (left < 0) throw new Error('killed');
          return desk.register.append(...given);
        },
      };
      await settled(dying).catch(() => undefined);
    }
    const again = await asked({ do: 'send', texts, cases }, 'sent');
    await settled();
    for (const code of codes) expect((await stateOf(code)).answers).toMatchObject([{ batch: again.batch }]);
  });

  test('can be taken back for ten minutes, from a case too that somebody took meanwhile', async () => {
    const cases = await frozen();
    const { batch } = await asked({ do: 'send', texts, cases }, 'sent');
    await settled();
    await tell(codes[2] as string, { type: 'TakeInCharge', by: 'Bruno Neri', subject: 'other' });
    queue = [];
    await asked({ do: 'take-back', batch, cases }, 'taken-back');
    await settled();
    for (const code of codes) expect((await stateOf(code)).answers).toMatchObject([{ state: 'withheld' }]);
  });

  test('that is taken back before all have it is given to none of the others, whatever order the messages come in', async () => {
    const cases = await frozen();
    const { batch } = await asked({ do: 'send', texts, cases }, 'sent');
    const given = queue;
    queue = [];
    await asked({ do: 'take-back', batch, cases }, 'taken-back');
    await settled();
    await settled(desk.register, given);
    await settled();
    for (const code of codes) {
      const { answers } = await stateOf(code);
      expect(answers).toEqual([]);
      const told = (await desk.register.read(code)).flatMap(openEntry).filter(({ type }) => type === 'AnswerWithheld');
      expect(told).toMatchObject([{ by: desk.officer.name, because: 'staff' }]);
    }
  });

  test('leaves at once where it corrects what was dangerous, and a supervisor says so', async () => {
    const cases = await frozen();
    await expect(asked({ do: 'send', texts, cases, safety: true }, 'sent')).rejects.toMatchObject({
      problemName: 'not-allowed',
    });
    desk = { ...desk, roles: rolesOf('supervisor') };
    expect((await asked({ do: 'send', texts, cases, safety: true }, 'sent')).leavesAt).toBe('2026-11-29T10:00:00.000Z');
  });

  test('with an open placeholder, or no words at all, goes to nobody', async () => {
    const cases = await frozen();
    for (const wrong of [{}, { it: 'Gentile {{nome}}' }])
      await expect(asked({ do: 'send', texts: wrong, cases }, 'sent')).rejects.toMatchObject({
        problemName: 'invalid',
      });
    expect(queue).toEqual([]);
  });

  test('passes by danger, complaints, other languages, other people’s work and what is closed', async () => {
    const passed = [
      [await openCase(desk, 'F', person('F'), [{ type: 'UrgencyRaised' }]), 'danger', 2],
      [await openCase(desk, 'G', person('G'), [{ type: 'Resorted', by: 'x', kind: 'complaint' }]), 'complaint', 2],
      [
        await openCase(desk, 'I', person('I'), [{ type: 'TakenInCharge', by: 'Bruno', subject: 'other' }]),
        'held-by-another',
        2,
      ],
      [await openCase(desk, 'J', person('J'), [{ type: 'Closed', reason: 'answered' }]), 'closed', 2],
    ] as const;
    const cases = passed.map(([code, , version]) => ({ code, version }));
    const { batch } = await asked({ do: 'send', texts, cases }, 'sent');
    await settled();
    const { cases: looked } = await asked({ do: 'look', batch, texts, cases }, 'looked');
    for (const [code, because] of passed) expect(looked).toContainEqual({ code, state: 'skipped', because });
    const list = await frozen();
    const { cases: english } = await asked({ do: 'look', batch, texts: { en: texts.en }, cases: list }, 'looked');
    expect(new Set(english.map(({ because }) => because))).toEqual(new Set(['no-language']));
  });
});
