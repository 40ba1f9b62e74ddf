import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startStage } from '../../local/stage/stage.ts';
import type { Stage } from '../../local/stage-interface.ts';
import type { ServiceDefinition } from '../../shared/contracts/service.ts';
import { bulletinFile } from '../../simulator/alert-files.ts';
import { bare, ownFolder, root, templatesOf, until } from './center.ts';
import { exceptWakes, type ReadMail, readMail } from './mailbox.ts';

/**
 * Protezione Civile with the choice that some services make: after five minutes without a decision an alert applies by
 * itself.
 */
const civile = JSON.parse(
  readFileSync(join(root, 'shared/services/protezione-civile.json'), 'utf8'),
) as ServiceDefinition;
const { alerting, roster = [] } = civile;
if (alerting === undefined) throw new Error('the service hears alerts');
const definition: ServiceDefinition = {
  ...civile,
  alerting: { ...alerting, rule: { ...alerting.rule, automaticAlertAfterMinutes: 5 } },
};
const day = roster.filter(({ shift }) => shift === 'day');
const night = roster.filter(({ shift }) => shift === 'night');

const data = ownFolder('staff-mail');
let templates: string;
let stage: Stage;
const startAt = async (at: string) => {
  await stage?.stop();
  stage = await startStage({
    silent: bare,
    port: 0,
    data: data.path,
    mailRate: 1000,
    uncached: true,
    templates,
    at: new Date(at),
  });
};
beforeAll(async () => {
  const definitions = ownFolder('definitions');
  writeFileSync(join(definitions.path, 'protezione-civile.json'), JSON.stringify(definition));
  templates = await templatesOf(definitions.path, 'cdk.out-staff-mail');
  definitions.remove();
  const { name, text } = bulletinFile({
    published: '2026-09-12T16:55:00+02:00',
    horizon: 'oggi',
    zones: { 'Ligu-A': 'orange' },
    others: 'green',
  });
  mkdirSync(join(data.path, 'alerts'));
  writeFileSync(join(data.path, 'alerts', name), text);
  await startAt('2026-09-12T15:00:00Z');
}, 240_000);
afterAll(async () => {
  await stage?.stop();
  data.remove();
});

/** What each person of the roster got under a subject. */
const mailsAbout = async (subject: string): Promise<Map<string, ReadMail[]>> => {
  const mails = (await stage.mails()).map(readMail).filter(({ headers }) => headers.get('subject')?.includes(subject));
  return Map.groupBy(mails, ({ to }) => to.join());
};
const everybodyGot = (subject: string, withinMs: number) =>
  until(`a mail about ${subject} to everybody`, withinMs, async () => {
    const found = await mailsAbout(subject);
    return roster.every(({ email }) => found.has(email)) ? found : undefined;
  });
const state = async () =>
  (await fetch(`${stage.url}/v1/services/protezione-civile`)).json() as Promise<Record<string, unknown>>;
const proposals = async () => {
  const authorization = `Bearer ${await stage.token('anna.ferri')}`;
  const answer = await fetch(`${stage.url}/v1/services/protezione-civile/proposals`, { headers: { authorization } });
  return ((await answer.json()) as { proposals: { level: string; asks: boolean }[] }).proposals;
};

describe('an orange bulletin on which nobody decides', () => {
  test('is proposed, and changes nothing by itself at first', async () => {
    await until('a proposal', 20_000, async () =>
      (await proposals()).some(({ level, asks }) => level === 'alert' && asks),
    );
    expect(await state()).toMatchObject({ posture: 'ordinary' });
    expect(exceptWakes(await stage.mails())).toEqual([]);
  });

  test('six minutes later is an alert with ordinary hours, and everybody on the roster is told whose turn it is to decide', async () => {
    await startAt('2026-09-12T15:06:00Z');
    const told = await everybodyGot('ALLERTA AUTOMATICA', 30_000);
    for (const { name, email } of roster) {
      const [mail, ...more] = told.get(email) ?? [];
      expect(more).toEqual([]);
      expect(mail?.text).toContain(`${name}, una proposta è rimasta senza decisione`);
      expect(mail?.text).toContain('Liguria');
      expect(mail?.text).toContain('Orario: ordinario');
      expect(mail?.text).toContain('/console/');
    }
    expect(await state()).toMatchObject({
      posture: 'alert',
      open: false,
      postureUntil: expect.stringMatching(/^2026-09-12T21:/),
    });
    const called = await mailsAbout('chiamata in servizio');
    expect([...called.keys()]).toEqual([day[0]?.email]);
  });
});

describe('the change of shift', () => {
  test('at 20 in Rome tells those who come and those who go what is open, and that no note was left', async () => {
    await startAt('2026-09-12T17:59:56Z');
    const told = await everybodyGot('cambio turno, stato allerta', 30_000);
    for (const [people, words] of [
      [night, 'comincia il tuo turno.'],
      [day, 'il tuo turno finisce.'],
    ] as const) {
      expect(people.length).toBeGreaterThan(1);
      for (const { name, email } of people) {
        const [mail, ...more] = told.get(email) ?? [];
        expect(more).toEqual([]);
        expect(mail?.text).toContain(`${name}, ${words}`);
        expect(mail?.text).toContain('Allerta – Liguria');
        expect(mail?.text).toContain('Il turno che finisce non ha lasciato consegne.');
      }
    }
  });

  test('no role lacked a permission for any of it', () => {
    expect(stage.refused()).toEqual([]);
  });
});
