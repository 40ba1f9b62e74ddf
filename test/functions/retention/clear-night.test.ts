import { beforeEach, describe, expect, test } from '@jest/globals';
import { clearNight } from '../../../functions/retention/clear-night.ts';
import { listAll } from '../../../functions/worklist/list-cases.ts';
import type { HeldMail } from '../../../shared/contracts/held-mail.ts';
import { daysAsideOf } from '../../../shared/contracts/service.ts';
import { pointsOf } from '../../../shared/core/cases/worklist-item.ts';
import { hmacWith, sha256 } from '../../../shared/shell/hashing.ts';
import { changeCase, readCase } from '../../../shared/shell/stores/case-file.ts';
import type { Register } from '../../../shared/shell/stores/register.ts';
import { personOf } from '../../../shared/shell/stores/worklist.ts';
import { type FoundItem, verifyRegister } from '../../../tools/verify-register.ts';
import { contact, protezioneCivile } from '../../fixtures/contacts.ts';
import { memoryLeftBehind } from '../../stores/memory-left-behind.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { memoryWorklist } from '../../stores/memory-worklist.ts';
import { acceptedOf, codeOf, firstEntryOf } from '../../tools/register-of.ts';

const hmac = hmacWith('a secret of the test');
const days = daysAsideOf(protezioneCivile);
const file = '1'.repeat(32);
const closedAt = '2026-11-21T10:00:00.000Z';
const after = (count: number) => new Date(Date.parse(closedAt) + count * 86_400_000);
const kinds = protezioneCivile.kinds;

let register: Register;
let behind: ReturnType<typeof memoryLeftBehind>;

const heldMail = (original: string, more: Partial<HeldMail> = {}) =>
  ({ mail: 'x', original, from: 'ada.bianchi@example.org', arrivedAt: closedAt, ...more }) as HeldMail;
const close = (caseId: string) =>
  changeCase({ register, caseId, command: { type: 'Close', reason: 'done' }, at: closedAt });

/** One case of each kind, come by mail with a file and closed; and one that is still open. */
beforeEach(async () => {
  register = memoryRegister();
  behind = memoryLeftBehind();
  const { files, mails, held, letters } = behind;
  for (const [index, { kind }] of [...kinds, kinds[0] as (typeof kinds)[number]].entries()) {
    const number = index + 1;
    const mail = { original: `incoming/mail-${number}`, sha256: 'b'.repeat(64), bytes: 9 };
    const document = `${file.slice(2)}${String(number).padStart(2, '0')}`;
    await register.append(
      firstEntryOf(number, undefined, {
        ...acceptedOf(number),
        channel: 'email',
        contact: { ...contact, kind, message: `Mi chiamo Ada, caso ${number}` },
        mail,
        documents: [{ document, contentType: 'application/pdf', bytes: 9, sha256: 'a'.repeat(64) }],
      }),
    );
    files.set(document, 'Ada Bianchi');
    mails.set(mail.original, 'From: ada.bianchi@example.org');
    if (number <= kinds.length) await close(codeOf(number));
  }
  held.push({ box: 'decided', mail: heldMail('incoming/mail-1', { decided: { decision: 'release' } as never }) });
  held.push(
    { box: 'held', mail: heldMail('incoming/waiting') },
    { box: 'recorded', mail: heldMail('incoming/machine') },
  );
  for (const key of ['incoming/waiting', 'incoming/machine']) mails.set(key, 'ada.bianchi@example.org');
  letters.push({ letterId: 'l', body: JSON.stringify(acceptedOf(1)) });
});

const everything = async (number: number) => {
  const { files, mails, held, letters } = behind;
  const own = (text: string) => text.includes(codeOf(number)) || text.includes(`mail-${number}"`);
  return JSON.stringify([
    await register.read(codeOf(number)),
    [...mails].filter(([key]) => key === `incoming/mail-${number}`),
    [...files].filter(([key]) => key.endsWith(String(number).padStart(2, '0'))),
    held.filter((one) => own(JSON.stringify(one))),
    letters.filter(({ body }) => own(body)),
  ]);
};
// The initial letter as written and whole words: digests are hexadecimal and hold 'ada' by chance.
const personal = /\bAda\b|ada\.bianchi|mi chiamo/;
const night = (now: Date) => clearNight({ register, left: behind.left, days }, now);

const verdict = () =>
  verifyRegister({
    items: (async function* () {
      for await (const page of register.all()) yield page.map((entry): FoundItem => ({ entry }));
    })(),
    roots: [],
    sha256,
  });

describe('a night', () => {
  test.each(kinds.map(({ kind, retentionDays }, index) => ({ kind, retentionDays, number: index + 1 })))(
    'after $retentionDays days leaves nothing personal of a closed case of kind $kind, and not one day before',
    async ({ retentionDays, number }) => {
      await night(after(retentionDays - 1));
      expect(await everything(number)).toMatch(personal);
      await night(after(retentionDays));
      expect(await everything(number)).not.toMatch(personal);
      expect(await register.read(codeOf(number))).toContainEqual(
        expect.objectContaining({ events: expect.stringContaining('"reason":"retention"') }),
      );
      expect(await verdict()).toMatchObject({ unfinished: 0, findings: [] });
    },
  );

  test('leaves alone what an act of an authority keeps, counts it, and takes it once that is over', async () => {
    const [{ retentionDays = 0 } = {}] = kinds;
    const until = after(retentionDays + 10);
    const act = { act: 'Decreto n. 12', authority: 'Procura', incident: 'Crollo', until: until.toISOString() };
    const command = { type: 'SetHold', by: 'Aldo', subject: 'a', ...act, at: after(0).toISOString() } as const;
    await changeCase({ register, caseId: codeOf(1), command, at: after(0).toISOString() });
    expect(await night(after(retentionDays + 9))).toMatchObject({ held: 1 });
    expect(await everything(1)).toMatch(personal);
    expect(await night(after(retentionDays + 10))).toMatchObject({ held: 0 });
    expect(await everything(1)).not.toMatch(personal);
  });

  test('leaves alone what is still worked on, however old', async () => {
    await night(after(40_000));
    expect(await everything(kinds.length + 1)).toMatch(personal);
    expect((await readCase(register, codeOf(kinds.length + 1))).state).not.toHaveProperty('erased');
  });

  test('takes mails that became no case in their own time', async () => {
    await night(after(days.discarded));
    expect(behind.held.map(({ mail }) => mail.original)).toEqual(['incoming/mail-1', 'incoming/waiting']);
    expect(behind.mails.has('incoming/machine')).toBe(false);
    await night(after(days.held));
    expect(behind.held.map(({ mail }) => mail.original)).toEqual(['incoming/mail-1']);
  });

  test('takes the persons of the index with the case, and the case off the list', async () => {
    const worklist = memoryWorklist();
    const person = personOf(pointsOf(contact)[0] ?? '', hmac);
    await listAll({ register, worklist, hmac });
    expect(await worklist.casesOf(person, 50)).toHaveLength(kinds.length + 1);
    await night(after(40_000));
    await listAll({ register, worklist, hmac });
    expect(await worklist.casesOf(person, 50)).toEqual([codeOf(kinds.length + 1)]);
  });

  test('asks all parts of the register for what a case was joined with, and erases the group once, with the last of it', async () => {
    const [{ retentionDays = 0 } = {}] = kinds;
    const at = after(0).toISOString();
    const open = kinds.length + 1;
    const [joining, other] = [codeOf(1), codeOf(open)];
    const joins = { type: 'JoinTo', caseId: other, by: 'a', reason: 'the same' } as const;
    await changeCase({ register, caseId: other, command: { type: 'JoinCase', caseId: joining, by: 'a' }, at });
    await changeCase({ register, caseId: joining, command: joins, at });
    expect((await readCase(register, joining)).state).toMatchObject({ joinedTo: other });
    await night(after(retentionDays + 10));
    expect(await everything(1)).toMatch(personal);
    await close(codeOf(open));
    const cleared = await night(after(retentionDays + 10));
    expect(await everything(1)).not.toMatch(personal);
    expect(await everything(open)).not.toMatch(personal);
    expect(cleared.left).toBe(0);
    expect(await night(after(retentionDays + 10))).toMatchObject({ cases: 0 });
  });

  test('of which the time is over says how many parts it did not reach, and the next begin with other parts until all were', async () => {
    const [{ retentionDays = 0 } = {}] = kinds;
    const timeFor = (count: number) => {
      let asked = 0;
      return () => asked++ < count;
    };
    const work = { register, left: behind.left, days };
    expect(await clearNight({ ...work, isTimeLeft: timeFor(0) }, after(retentionDays))).toMatchObject({
      unread: 64,
      cases: 0,
    });
    const gone: number[] = [];
    for (let day = 0; day < 64; day += 1) {
      const { unread, cases } = await clearNight({ ...work, isTimeLeft: timeFor(1) }, after(40_000 + day));
      expect(unread).toBe(63);
      gone.push(cases);
    }
    expect(gone.filter((count) => count > 0).length).toBe(kinds.length);
    expect(Math.max(...gone)).toBe(1);
  });

  test('stopped half-way is gone on with in the next, without a second entry', async () => {
    const failing: Register = { ...register, erasePersonal: async () => Promise.reject(new Error('stopped')) };
    const now = after(kinds[0]?.retentionDays ?? 0);
    await expect(clearNight({ register: failing, left: behind.left, days }, now)).rejects.toThrow('stopped');
    await night(now);
    expect(await everything(1)).not.toMatch(personal);
    expect((await register.read(codeOf(1))).filter(({ events }) => events.includes('PersonalDataErased'))).toHaveLength(
      1,
    );
  });
});
