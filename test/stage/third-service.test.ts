import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { bare, freePort, ownFolder, root, startProcess, templatesOf, until } from './center.ts';
import { ask, contactTo, post, send } from './citizen.ts';

const name = { it: 'Linea Musei', en: 'Museum Line', de: 'Museumslinie' };

/** A service that no code has heard of: another prefix of another length, other kinds, other hours, other numbers. */
function museums(): object {
  // It says nothing of a voice menu: its kinds become the keys.
  const { voiceMenu: _ofFamilies, ...familyline } = JSON.parse(
    readFileSync(join(root, 'shared/services/familyline.json'), 'utf8'),
  );
  return {
    ...familyline,
    service: 'linea-musei',
    codePrefix: 'MUS',
    name,
    hours: {
      ...familyline.hours,
      weekly: { ...familyline.hours.weekly, monday: [], sunday: [{ from: '09:00', to: '19:30' }] },
    },
    emergencyNumbers: familyline.emergencyNumbers.slice(0, 1),
    kinds: familyline.kinds.filter(({ kind }: { kind: string }) => ['information', 'complaint'].includes(kind)),
    mail: { from: 'linea@musei.example', fromName: name.it },
  };
}

test('another definition in a folder is another service: page, contact, register, mail, without a change of code', async () => {
  const definitions = ownFolder('definitions');
  writeFileSync(join(definitions.path, 'linea-musei.json'), JSON.stringify(museums(), null, 2));
  const templates = await templatesOf(`shared/services,${definitions.path}`, 'cdk.out-third');
  definitions.remove();
  const data = ownFolder('third');
  const center = await startProcess({
    silent: bare,
    data: data.path,
    port: await freePort(),
    more: ['--templates', templates],
  });
  try {
    const { url } = center;
    const listed = JSON.parse((await ask(url, { path: '/v1/services' })).text).services;
    expect(listed.map(({ service }: { service: string }) => service)).toEqual([
      'familyline',
      'linea-musei',
      'protezione-civile',
    ]);
    const page = await ask(url, { path: '/de/linea-musei/' });
    expect(page.status).toBe(200);
    expect(page.text).toContain(name.de);

    const menu = JSON.parse((await ask(url, { path: '/v1/services/linea-musei/voice-menu' })).text);
    const kinds = menu.options.flatMap(({ key, kind }: { key: string; kind?: string }) => (kind ? [[key, kind]] : []));
    expect(kinds).toEqual([
      ['1', 'information'],
      ['2', 'complaint'],
    ]);

    const contact = contactTo('linea-musei', 'Siete aperti di lunedì?', { language: 'en' });
    const { code } = await send(url, 'linea-musei', contact);
    expect(code).toMatch(/^MUS(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
    await until('it is registered', 60_000, async () => {
      const { text } = await ask(url, { path: `/v1/services/linea-musei/contacts/${code}` });
      return JSON.parse(text).stage === 'registered';
    });
    const foreign = await post(url, '/v1/services/linea-musei/contacts', { ...contact, kind: 'story' });
    expect(foreign.status).toBe(422);

    const { addresses } = JSON.parse((await ask(url, { path: '/_stage' })).text);
    const viewer = addresses.find(({ what }: { what: string }) => what === 'mail viewer').address;
    const mail = await until('its receipt is in the mail viewer', 90_000, async () => {
      const { emails } = JSON.parse((await ask(viewer, { path: '/store' })).text);
      return emails.find(({ subject }: { subject: string }) => subject.includes(code));
    });
    expect(mail.subject).toContain(name.en);
    expect(JSON.stringify(mail)).toContain('linea@musei.example');

    // Names and words of citizens, in tables, mails and logs: nobody else on the machine reads them.
    const kept = readdirSync(data.path, { recursive: true, encoding: 'utf8' }).map((file) => join(data.path, file));
    expect(kept.length).toBeGreaterThan(20);
    // A file may be gone again, such as one that was written beside its successor.
    const open = kept.filter((file) => ((statSync(file, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0);
    expect(open).toEqual([]);
    await center.stop();
  } finally {
    await center.kill();
    data.remove();
  }
}, 240_000);
