import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import type { EventPageAsked } from '../../shared/contracts/event-page.ts';
import { EventsToTell } from '../../shared/contracts/officer-view.ts';
import { EventView, ServiceState } from '../../shared/contracts/service-state.ts';
import type { TracingDesk } from '../../shared/contracts/tracing.ts';
import { VoiceMenu } from '../../shared/contracts/voice-menu.ts';
import { sought } from '../fixtures/tracing.ts';
import { openStage, until } from './center.ts';
import { ask, contactTo, post, send } from './citizen.ts';
import { readMail } from './mailbox.ts';
import { runTool } from './run-tool.ts';

// A quake at 3:36: one person tells what is known, and page, voice, mail and desk say the same within ten seconds of the
// center's clock; withdrawn or past its end it is nowhere.

const service = 'protezione-civile';
const searches = `/v1/services/${service}/tracing-requests`;
const ten = 10_000;
let opened: Awaited<ReturnType<typeof openStage>>;
let stage: Stage;
let event: string;
beforeAll(async () => {
  opened = await openStage({ at: new Date('2026-11-30T02:36:00Z') });
  stage = opened.stage;
});
afterAll(async () => {
  await opened?.close();
});

const as = async (who: string) => ({ authorization: `Bearer ${await stage.token(who)}` });
const toTell = async () => {
  const path = `/v1/services/${service}/event-pages`;
  return EventsToTell.parse(JSON.parse((await ask(stage.url, { path, headers: await as('anna.ferri') })).text));
};
const act = async (who: string, body: unknown, turn: number) =>
  post(stage.url, `/v1/services/${service}/event-pages/${event}`, body, {
    ...(await as(who)),
    'if-match': `"${turn}"`,
  });
const pageWith = (it: string, more: Partial<EventPageAsked['word']> = {}): EventPageAsked => ({
  word: { text: { it }, source: 'Sala Situazione Italia', ...more },
  doNow: [{ text: { it: 'Resta all’aperto.', en: 'Stay outdoors.' }, source: 'Io non rischio' }],
  avoid: [{ text: { it: 'Non percorrere la Salaria.' }, source: 'ANAS' }],
  known: [],
  unknown: [],
  untrue: [],
  numbers: [{ kind: 'region-room', number: '0746 1234567', name: { it: 'Sala di prova' }, source: 'Regione' }],
});

/** What each place says now, as text. */
const places: Record<string, () => Promise<string>> = {
  'the page as it is served': async () => (await ask(stage.url, { path: `/it/${service}/` })).text,
  'the page of the event': async () =>
    (
      await ask(stage.url, {
        path: `/v1/services/${service}/events/${event}?language=it`,
        headers: { accept: 'text/html' },
      })
    ).text,
  'the state that pages and desk ask for': async () => (await ask(stage.url, { path: `/v1/services/${service}` })).text,
  'the voice': async () => {
    const { text } = await ask(stage.url, { path: `/v1/services/${service}/voice-menu` });
    return VoiceMenu.parse(JSON.parse(text)).prompts.find(({ id }) => id === 'notice')?.text ?? '';
  },
  'the mail': async () => {
    // One mailbox gets ten receipts of forms an hour: each asking has its own.
    const asked = stage.clock.now();
    const contact = contactTo(service, `Informazione ${asked}`, { email: `ada.${asked}@example.org` });
    const { code } = await send(stage.url, service, contact);
    return until(
      'the receipt',
      30_000,
      async () => (await stage.mails()).map(readMail).find(({ text }) => text.includes(code))?.text,
    );
  },
};

/** Milliseconds of the center's clock until each place says, or says no more, some words. */
async function toldIn(words: string, since: number, wanted: boolean): Promise<Record<string, number>> {
  const each = Object.entries(places).map(async ([place, say]) => {
    const at = await until(`${place} ${wanted ? 'says' : 'says no more'} ${words}`, 60_000, async () => {
      const asked = stage.clock.now();
      // A mail is as old as its asking: it travels after that.
      return (await say()).includes(words) === wanted && (place === 'the mail' ? asked : stage.clock.now());
    });
    return [place, at - since] as const;
  });
  return Object.fromEntries(await Promise.all(each));
}

const tellingOf = ({ events }: EventsToTell) => events.find(({ declaration }) => declaration === event)?.said;

describe('a quake at 3:36', () => {
  test('is declared by the officer on duty, and its page is open with what the declaration says', async () => {
    const declare = {
      ...{ act: 'declare', reason: 'Scossa di magnitudo 6.0', area: { kind: 'national' }, level: 'emergency' },
      hours: 'around-the-clock',
      notice: { it: 'Forte scossa nel centro Italia.', en: 'Strong quake.', de: 'Starkes Beben.' },
    };
    const headers = { ...(await as('anna.ferri')), 'if-match': '"0"' };
    // On a machine that is busy a stage that has just started may answer 503 once.
    await until('the declaration', 30_000, async () => {
      const { status } = await post(stage.url, `/v1/services/${service}/declarations`, declare, headers);
      return status === 201;
    });
    event = (await toTell()).events[0]?.declaration ?? '';
    const page = await until('the page of the event', 20_000, async () => {
      const text = await places['the page of the event']?.();
      return text?.includes('Forte scossa') && text;
    });
    expect(page).toContain('Per ora sappiamo solo');
  });

  test('one person tells what is known: page, voice, mail and desk say one word within ten seconds', async () => {
    const words = 'Scossa forte tra Norcia e Accumoli';
    const told = await act('anna.ferri', { act: 'tell', page: pageWith(`${words}.`) }, 0);
    expect(told.status).toBe(201);
    const telling = tellingOf(EventsToTell.parse(JSON.parse(told.text)))?.telling;
    const taken = await toldIn(words, Date.parse(telling?.at ?? ''), true);
    for (const [place, ms] of Object.entries(taken)) expect([place, ms < ten]).toEqual([place, true]);
    // Publish to visible: five seconds.
    expect(taken['the page of the event']).toBeLessThan(5_000);

    const { text } = await ask(stage.url, { path: `/v1/services/${service}/events/${event}` });
    const view = EventView.parse(JSON.parse(text));
    expect(view.told).toMatchObject({
      word: { source: 'Sala Situazione Italia', from: telling?.at },
      numbers: [{ kind: 'region-room', until: view.endsAt }],
    });
    expect(view.told?.urgentUntil).toBeDefined();
    const english = await ask(stage.url, {
      path: `/v1/services/${service}/events/${event}?language=en`,
      headers: { accept: 'text/html' },
    });
    expect(english.text).toContain('In Italian only');
    expect(english.text).toContain('Stay outdoors.');
    const { text: state } = await ask(stage.url, { path: `/v1/services/${service}` });
    expect(ServiceState.parse(JSON.parse(state)).areas?.[0]).toMatchObject({ event, word: { urgent: true } });
    const english112 = VoiceMenu.parse(
      JSON.parse((await ask(stage.url, { path: `/v1/services/${service}/voice-menu?language=en` })).text),
    );
    expect(english112.prompts.map(({ text }) => text).join(' ')).toContain('in Italian only');
  });

  test('words that calm are refused with a sentence that names them, and the page stays', async () => {
    const refused = await act('anna.ferri', { act: 'tell', page: pageWith('Potete rientrare nelle case.') }, 1);
    expect(refused.status).toBe(409);
    expect(JSON.parse(refused.text)).toMatchObject({
      refused: 'refused-phrases',
      detail: expect.stringContaining('«potete rientrare»'),
    });
    expect(await places['the voice']?.()).toContain('Norcia');
  });

  test('a person of another role tells nothing, and nobody without a token', async () => {
    expect((await act('carla.villa', { act: 'tell', page: pageWith('Tutto bene.') }, 1)).status).toBe(403);
    const path = `/v1/services/${service}/event-pages`;
    expect((await ask(stage.url, { path })).status).toBe(401);
  });

  test('withdrawn, it is nowhere within ten seconds', async () => {
    const gone = await act('anna.ferri', { act: 'withdraw', reason: 'Il luogo era sbagliato' }, 1);
    expect(gone.status).toBe(201);
    const taken = await toldIn('Norcia', stage.clock.now(), false);
    for (const [place, ms] of Object.entries(taken)) expect([place, ms < ten]).toEqual([place, true]);
  });

  test('past its end it is nowhere within ten seconds, and nobody had to do anything', async () => {
    const end = stage.clock.now() + 20_000;
    const page = pageWith('Replica prevista nei dati.', { until: new Date(end).toISOString() });
    expect((await act('anna.ferri', { act: 'tell', page }, 2)).status).toBe(201);
    const before = await toldIn('Replica', stage.clock.now(), true);
    expect(Math.max(...Object.values(before))).toBeLessThan(ten);
    const taken = await toldIn('Replica', end, false);
    for (const [place, ms] of Object.entries(taken)) expect([place, ms >= -1_000 && ms < ten]).toEqual([place, true]);
    // The rest of the page holds on.
    expect(await places['the page of the event']?.()).toContain('Resta all’aperto.');
  });

  test('whoever looks for somebody says so once an officer opens it, and reads when it was handed over, and no more', async () => {
    const open = async () => JSON.parse((await ask(stage.url, { path: searches })).text) as { events: unknown[] };
    expect(await open()).toEqual({ service, events: [] });
    const opening = { act: 'open-tracing', coordination: 'Centro operativo di prova' };
    const { turn = 0 } = tellingOf(await toTell()) ?? {};
    expect((await act('anna.ferri', opening, turn)).status).toBe(201);
    expect((await open()).events).toEqual([expect.objectContaining({ event })]);
    await until('the way to it', 20_000, async () =>
      (await places['the page of the event']?.())?.includes(`tracing-requests?language=it&amp;event=${event}`),
    );

    const looked = { ...sought, event, email: 'ada.cerca@example.org' };
    const receipt = await post(stage.url, searches, looked);
    expect([receipt.status, receipt.text]).toEqual([202, expect.any(String)]);
    const { code } = JSON.parse(receipt.text) as { code: string };
    const own = async () =>
      post(stage.url, `/v1/services/${service}/own-tracing-request`, { code, secondFact: sought.phone });
    expect(JSON.parse((await own()).text)).toMatchObject({ state: 'received' });

    const operator = await as('carla.villa');
    const desk = `/v1/desk/${service}/tracing`;
    const row = await until('the search at the desk', 20_000, async () => {
      const { buildings } = JSON.parse((await ask(stage.url, { path: desk, headers: operator })).text) as TracingDesk;
      return buildings.flatMap((building) => building.searches).find((one) => one.code === code);
    });
    const handed = await post(stage.url, `${desk}-hand-overs`, { event, searches: [row.id] }, operator);
    expect([handed.status, JSON.parse(handed.text)]).toEqual([
      201,
      expect.objectContaining({ to: 'Centro operativo di prova', count: 1 }),
    ]);
    const { id } = JSON.parse(handed.text) as { id: string };
    const list = async () =>
      (await ask(stage.url, { path: `${desk}-hand-overs/${id}?format=csv`, headers: operator })).text;
    expect(await list()).toContain('Teresa Bianchi');
    expect(JSON.parse((await own()).text)).toMatchObject({ state: 'handed-over', handedOverAt: expect.any(String) });
    const mail = await until('the mail of the hand-over', 60_000, async () =>
      (await stage.mails())
        .map(readMail)
        .find(({ to, text }) => to.includes('ada.cerca@example.org') && text.includes('consegnata')),
    );
    expect(mail.text).not.toMatch(/Teresa|Roma|Rocca|Centro operativo/);

    const { stdout } = await runTool(
      opened.data,
      ...['erase', '--service', service, '--code', code, '--reason', 'asked by whoever looked'],
    );
    expect(stdout).toContain(`${code}: the search is erased`);
    expect((await own()).status).toBe(410);
    expect(await list()).not.toMatch(/Teresa|Ada|Roma/);
    expect(stage.refused()).toEqual([]);
  }, 120_000);

  test('when the officer stands down, the page is gone and leads on', async () => {
    const { version } = JSON.parse(
      (await ask(stage.url, { path: `/v1/services/${service}/declarations`, headers: await as('anna.ferri') })).text,
    );
    const standDown = { act: 'stand-down', declaration: event, reason: 'Passa alla regione' };
    const done = await post(stage.url, `/v1/services/${service}/declarations`, standDown, {
      ...(await as('anna.ferri')),
      'if-match': `"${version}"`,
    });
    expect(done.status).toBe(201);
    const path = `/v1/services/${service}/events/${event}`;
    await until('the page is closed', 20_000, async () => (await ask(stage.url, { path })).status === 410);
    const closed = await ask(stage.url, { path, headers: { accept: 'text/html' } });
    expect([closed.status, closed.text]).toEqual([410, expect.stringContaining('La pagina di questo evento è chiusa')]);
    expect(closed.text).not.toContain('Resta all’aperto.');
    // Nobody is looked for in it any more, and nothing that is sent late is lost without a word.
    expect(JSON.parse((await ask(stage.url, { path: searches })).text)).toEqual({ service, events: [] });
    expect((await post(stage.url, searches, { ...sought, event })).status).toBe(422);
  });
});
