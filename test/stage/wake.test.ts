import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Stage, StageRing } from '../../local/stage-interface.ts';
import { ServiceState } from '../../shared/contracts/service-state.ts';
import { SpokenCall } from '../../shared/contracts/wake.ts';
import { disbeliefInSignature } from '../../shared/shell/webhook.ts';
import { letterPdf } from '../fixtures/pdfs.ts';
import { bare, openStage, until } from './center.ts';
import { ask, contactTo, send } from './citizen.ts';
import { readMail } from './mailbox.ts';
import { sendMail } from './smtp.ts';

// A test ends later than the three minutes within which a telephone must ring: what is late is told as late.
jest.setTimeout(300_000);

/** Sunday 29 November 2026, 3:36 in Rome: shut, and the night shift is Marco Sala, then Sara Greco. */
const night = new Date('2026-11-29T02:36:00Z');
const marco = { phone: '+39065550130', sms: '+393335551300', push: 'https://push.example.org/marco-sala' };
const sara = { phone: '+39065550140' };
const minutes = (count: number) => count * 60_000;
const danger = 'Siamo intrappolati sotto le macerie, aiuto, mia madre non respira';

let opened: Awaited<ReturnType<typeof openStage>>;
let stage: Stage;
beforeAll(async () => {
  opened = await openStage({ silent: bare, at: night });
  stage = opened.stage;
}, 240_000);
afterAll(async () => {
  await opened?.close();
});

const restartedAt = async (at: number) => {
  stage = await opened.restartedAt(at);
};

const callsTo = async (to: string, since: number): Promise<StageRing[]> =>
  (await stage.rings()).filter((ring) => ring.way === 'call' && ring.to === to && ring.at >= since);

/** The first call to a number, which must come within so many minutes of the center's clock. */
async function rung(to: string, since: number, withinMs: number): Promise<StageRing> {
  const ring = await until(`a call to ${to}`, withinMs, async () => (await callsTo(to, since))[0]);
  expect(ring.at - since).toBeLessThanOrEqual(withinMs);
  return ring;
}

/** Presses 1, as the exchange tells it; it tries again where the center was busy, as docs/telephone.md asks. */
async function press({ id }: StageRing) {
  const path = `/rings/${encodeURIComponent(id)}/answer`;
  await until('the answer is taken', 30_000, async () => {
    const { status } = await ask(stage.endpoints.telephones, { method: 'POST', path });
    return status === 303;
  });
}

/** The minute's run that looks for what waits; the one that the start woke may still be at it. */
async function minutePassed() {
  const due = Object.keys(stage.names.functions).find((id) => id.includes('WakeDue')) ?? '';
  await until('the minute’s run', 10_000, () =>
    stage.invoke(due, {}).then(
      () => true,
      () => false,
    ),
  );
  await stage.idle(100_000);
}

describe('an urgent form on a Sunday at 3:36', () => {
  let first: StageRing;

  test('rings the first of the night within two minutes, in every way, with what waits and nothing of anybody’s', async () => {
    const since = stage.clock.now();
    // A center that has just begun may be busy: the form says so, and the same key makes one case.
    await until('the form is taken', 60_000, () =>
      send(stage.url, 'protezione-civile', contactTo('protezione-civile', danger), 'wake-1').then(
        () => true,
        () => false,
      ),
    );
    first = await rung(marco.phone, since, minutes(2));
    expect(first.words).toContain('Una richiesta urgente da leggere, dalle 03:36.');
    expect(first.words).toContain('Premi 1');
    expect(JSON.stringify(await stage.rings())).not.toMatch(/Bianchi|macerie/);
    const others = await until('the other ways', 10_000, async () => {
      const found = (await stage.rings()).filter(({ way }) => way !== 'call');
      return found.length >= 2 && found;
    });
    expect(others.map(({ way, to }) => `${way} ${to}`).sort()).toEqual([`push ${marco.push}`, `sms ${marco.sms}`]);
    const mail = await until('the mail', minutes(2), async () =>
      (await stage.mails()).map(readMail).find(({ to }) => to.includes('marco.sala@example.org')),
    );
    expect(mail.headers.get('subject')).toContain('URGENTE');
    expect(await callsTo(sara.phone, 0)).toEqual([]);
  });

  test('by an order that the exchange can believe, signed with the key of the service', () => {
    const secrets = Object.values(JSON.parse(readFileSync(join(opened.data, 'secrets.json'), 'utf8'))) as string[];
    const believed = (key: string) =>
      disbeliefInSignature(first.headers, Buffer.from(first.body), [key], first.at) === undefined;
    expect(secrets.filter(believed)).toHaveLength(1);
    const { data } = SpokenCall.parse(JSON.parse(first.body));
    expect(data).toMatchObject({ to: marco.phone, from: '+390655500000', language: 'it', answer: { digit: '1' } });
  });

  test('and where nobody answers, the next one three minutes later', async () => {
    await restartedAt(first.at + minutes(2));
    await minutePassed();
    expect(await callsTo(sara.phone, 0)).toEqual([]);
    await restartedAt(first.at + minutes(3) + 1000);
    const second = await rung(sara.phone, first.at + minutes(3), minutes(1));
    expect(await callsTo(marco.phone, first.at + 1)).toEqual([]);
    await press(second);
  });

  test('and once it is acknowledged nobody else, as the first one reads on the page', async () => {
    const { pathname } = new URL(first.answerAddress ?? '');
    const page = await ask(stage.url, { path: `${pathname}?language=it`, headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    expect(page.text).toContain('Sara Greco');
    await restartedAt(stage.clock.now() + minutes(30));
    const before = (await stage.rings()).length;
    await minutePassed();
    expect(await stage.rings()).toHaveLength(before);
  });
});

test('an urgent mail rings anew, within two minutes', async () => {
  const since = stage.clock.now();
  const message = [
    'From: Ada Bianchi <ada.bianchi@example.org>',
    'To: contactcenter@protezionecivile.example',
    'Subject: Aiuto',
    'Message-ID: <wake-1@example.org>',
    'Content-Type: text/plain; charset=utf-8',
    '',
    danger,
  ].join('\r\n');
  const to = mailAddress();
  const answer = await sendMail(stage.endpoints.smtp ?? '', {
    from: 'ada.bianchi@example.org',
    to: [to],
    message: message.replace('contactcenter@protezionecivile.example', to),
  });
  expect(answer).toMatch(/^250/);
  await press(await rung(marco.phone, since, minutes(2)));
});

test('a scan that speaks of danger too, ten minutes later: whoever answered was reading meanwhile', async () => {
  await restartedAt(stage.clock.now() + minutes(10));
  const since = stage.clock.now();
  const letter = letterPdf('Aiuto,', 'siamo intrappolati sotto le macerie.', 'Venite subito');
  const folder = join(opened.data, 'scans', 'protezione-civile');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'urgente.pdf'), letter);
  await press(await rung(marco.phone, since, minutes(2)));
});

test('a quake in the feed rings within three minutes, also whoever answered a minute ago: it is another matter', async () => {
  const since = stage.clock.now();
  const at = new Date(since - minutes(1)).toISOString().slice(0, 23);
  const head = [
    '#EventID|Time|Latitude|Longitude|Depth/Km|Author|Catalog|Contributor|ContributorID',
    '|MagType|Magnitude|MagAuthor|EventLocationName|EventType',
  ].join('');
  const quake = `7063251|${at}|42.70|13.23|8.1|SURVEY-INGV||||Mw|6.0|--|Accumoli (RI)|earthquake`;
  writeFileSync(join(opened.data, 'alerts', 'quakes.txt'), `${head}\n${quake}\n`);
  const ring = await rung(marco.phone, since, minutes(3));
  expect(ring.words).toContain('Una proposta attende una decisione.');
  await press(ring);
});

test('a service that names nobody who can be woken says so to whoever looks', async () => {
  const asked = async (service: string) =>
    ServiceState.parse(JSON.parse((await ask(stage.url, { path: `/v1/services/${service}` })).text));
  expect(await asked('protezione-civile')).toMatchObject({ open: false, readsUrgentNow: true });
  expect(await asked('familyline')).toMatchObject({ open: false, readsUrgentNow: false });
  const page = await ask(stage.url, {
    path: '/v1/services/familyline?language=de',
    headers: { accept: 'text/html' },
  });
  expect(page.text).toContain('liest niemand Nachrichten, auch dringende nicht');
  const menu = await ask(stage.url, { path: '/v1/services/familyline/voice-menu?language=en' });
  expect(menu.text).toContain('Nobody reads messages before we open again');
});

test('and no role lacks a permission for it', () => {
  expect(stage.refused()).toEqual([]);
});

/** Where mail to the service is received. */
function mailAddress(): string {
  const definition = JSON.parse(readFileSync('shared/services/protezione-civile.json', 'utf8'));
  return definition.mail.addresses[0].address;
}
