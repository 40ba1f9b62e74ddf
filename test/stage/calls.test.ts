import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { CallAccepted } from '../../shared/contracts/call-record.ts';
import { CaseStatus } from '../../shared/contracts/case-status.ts';
import { DeskCase } from '../../shared/contracts/desk.ts';
import { Problem } from '../../shared/contracts/problem.ts';
import { VoiceMenu } from '../../shared/contracts/voice-menu.ts';
import { WorklistView } from '../../shared/contracts/worklist.ts';
import { openEntry } from '../../shared/core/chain.ts';
import { signedHeaders } from '../../shared/shell/webhook.ts';
import { bare, openStage, until } from './center.ts';
import { type Answer, ask, readAtDesk } from './citizen.ts';
import { casesOf } from './ledger.ts';

/** Monday 14 September 2026, 10:00 in Rome: open, and the next working day after the calls of the examples. */
const at = new Date('2026-09-14T08:00:00Z');
const service = 'protezione-civile';
const operator = 'carla.villa';
const example = (name: string) =>
  readFileSync(new URL(`../../events/${name}.v1.example.json`, import.meta.url), 'utf8');
const signing = (byte: number) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`;
const [ivrKey, newIvrKey, connectKey, familyKey] = [1, 2, 3, 4].map(signing) as [string, string, string, string];
const token = 'a-token-that-an-appliance-sends';

let stage: Stage;
let data: string;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ stage, data, close } = await openStage({ silent: bare, at }));
  const bearer = (adapter: string) => ({ kind: 'bearer', adapter, keys: [`${token}-${adapter}`] });
  const keys = {
    [service]: {
      'listening-room': { kind: 'webhook', adapter: 'canonical', keys: [ivrKey, newIvrKey] },
      pbx: { ...bearer('asterisk'), timeZone: 'Europe/Rome' },
      switchboard: bearer('freeswitch'),
      connect: { kind: 'webhook', adapter: 'connect', keys: [connectKey] },
      twilio: bearer('twilio'),
    },
    familyline: { ivr: { kind: 'webhook', adapter: 'canonical', keys: [familyKey] } },
  };
  writeFileSync(join(data, 'call-keys.json'), JSON.stringify(keys), { mode: 0o600 });
}, 240_000);
afterAll(() => close?.());

type Sent = { headers?: Record<string, string>; path?: string; type?: string };
const post = (source: string, body: string, { headers = {}, path, type = 'application/json' }: Sent = {}) =>
  ask(stage.url, {
    method: 'POST',
    path: path ?? `/v1/services/${service}/calls/${source}`,
    headers: { 'content-type': type, ...headers },
    body,
  });
let messages = 0;
const signed = (key: string, body: string, { late = 0, id = `msg_${messages++}` } = {}) =>
  signedHeaders(key, id, stage.clock.now() - late * 1000, Buffer.from(body));
const postSigned = (body: string, key = ivrKey) => post('listening-room', body, { headers: signed(key, body) });
const basic = (password: string) => `Basic ${Buffer.from(`exchange:${password}`).toString('base64')}`;

function calls(answer: Answer): CallAccepted['calls'] {
  if (answer.status !== 202) throw new Error(`answered ${answer.status}: ${answer.text}`);
  return CallAccepted.parse(JSON.parse(answer.text)).calls;
}
const codeOf = (answer: Answer): string => calls(answer)[0]?.code ?? '';
function problem(answer: Answer, status: number): Problem {
  if (answer.status !== status) throw new Error(`answered ${answer.status}, not ${status}: ${answer.text}`);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  return Problem.parse(JSON.parse(answer.text));
}
const statusOf = async (code: string, of = service) =>
  CaseStatus.parse(JSON.parse((await ask(stage.url, { path: `/v1/services/${of}/contacts/${code}` })).text));
const reaches = (code: string, wanted: CaseStatus['stage'], of = service) =>
  until(`${code} is ${wanted}`, 30_000, async () => (await statusOf(code, of)).stage === wanted);
const eventsOf = async (code: string) =>
  ((await casesOf(stage, service)).get(code) ?? []).flatMap((entry) => openEntry(entry));
async function atDesk(path: string): Promise<unknown> {
  const answer = await readAtDesk(`${stage.url}/v1/desk/${service}/${path}`, await stage.token(operator));
  if (!answer.ok) throw new Error(`the desk answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
const onWorklist = async (code: string) =>
  WorklistView.parse(await atDesk('worklist?limit=100')).items.find(({ caseId }) => caseId === code);
const log = () =>
  readdirSync(join(data, 'logs'))
    .filter((file) => file.startsWith('protezionecivilecallsCallRecord'))
    .map((file) => readFileSync(join(data, 'logs', file), 'utf8'))
    .join('');

/** A voicemail on Friday evening, of somebody else each: one person asking twice would be called back once. */
const voicemail = (externalId: string, more: Record<string, unknown> = {}) =>
  JSON.stringify({
    externalId,
    caller: `+39 347 ${[...externalId].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_000_000, 7) + 1_000_000}`,
    startedAt: '2026-09-11T16:10:00Z',
    endedAt: '2026-09-11T16:10:40Z',
    outcome: 'voicemail',
    menuChoices: ['2'],
    recording: `voicemail/${externalId}.wav`,
    ...more,
  });

describe('one answered call', () => {
  const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
  const freeswitch = () => example('freeswitch-cdr');
  const ways: [string, string, () => string, Sent | (() => Sent)][] = [
    ['our own record, signed', 'listening-room', () => example('call-records'), {}],
    [
      'Asterisk, with a token',
      'pbx',
      () => example('asterisk-cdr'),
      { headers: { authorization: `Bearer ${token}-asterisk` } },
    ],
    [
      'FreeSWITCH, with a password',
      'switchboard',
      freeswitch,
      { headers: { authorization: basic(`${token}-freeswitch`) } },
    ],
    ['Amazon Connect, signed', 'connect', () => example('connect-record'), {}],
    [
      'Twilio, a form',
      'twilio',
      () => form(JSON.parse(example('twilio-callback'))),
      { headers: { authorization: basic(`${token}-twilio`) }, type: 'application/x-www-form-urlencoded' },
    ],
  ];

  test.each(ways)('%s: code, status, register; sent again it is the same call', async (_what, source, text, given) => {
    const body = text();
    const send = () => {
      const key = { 'listening-room': ivrKey, connect: connectKey }[source];
      return post(source, body, key === undefined ? (given as Sent) : { headers: signed(key, body) });
    };
    const code = codeOf(await send());
    await reaches(code, 'closed');
    const { receivedAt, history } = await statusOf(code);
    expect(receivedAt).toMatch(/^2026-09-11T16:03:(39|40)/);
    expect(history.map(({ stage: known }) => known)).toEqual(['accepted', 'registered', 'answered', 'closed']);

    expect(codeOf(await send())).toBe(code);
    await stage.idle(100_000);
    const events = await eventsOf(code);
    expect(events.map(({ type }) => type)).toEqual(['CaseOpened', 'ContactReceived', 'Answered', 'Closed']);
    expect(events[1]).toMatchObject({
      channel: 'phone',
      call: { source, outcome: 'answered' },
      personal: { phone: '+393331234567' },
    });
    expect(await onWorklist(code)).toBeUndefined();
  });

  test.each([
    ['application/x-www-form-urlencoded', () => form({ cdr: freeswitch() })],
    ['application/x-www-form-base64-encoded', () => `cdr=${Buffer.from(freeswitch()).toString('base64')}`],
  ])('of FreeSWITCH as %s is the same one', async (type, text) => {
    const headers = { authorization: basic(`${token}-freeswitch`) };
    const plain = codeOf(await post('switchboard', freeswitch(), { headers }));
    expect(codeOf(await post('switchboard', text(), { headers, type }))).toBe(plain);
  });

  test('says how long callers wait: the voice menu tells the next one', async () => {
    const now = new Date(stage.clock.now()).toISOString();
    const record = {
      externalId: 'waited',
      startedAt: now,
      queuedAt: now,
      answeredAt: now,
      waitSeconds: 240,
      outcome: 'answered',
    };
    // A container writes once in five seconds at most.
    const { expectedWaitSeconds } = await until('the wait is told', 30_000, async () => {
      await postSigned(JSON.stringify(record));
      const menu = VoiceMenu.parse(
        JSON.parse((await ask(stage.url, { path: `/v1/services/${service}/voice-menu` })).text),
      );
      return menu.expectedWaitSeconds !== undefined && menu;
    });
    expect(expectedWaitSeconds).toBe(240);
  });
});

describe('a voicemail', () => {
  let code: string;

  test('is a case to be called back within the hours, on the worklist of its kind', async () => {
    code = codeOf(await postSigned(voicemail('vm-1')));
    await reaches(code, 'registered');
    const item = await until(`${code} is on the worklist`, 30_000, () => onWorklist(code));
    expect(item).toMatchObject({ kind: 'report', channel: 'phone', lane: 'help-requests' });
    const { firstAnswerDueAt } = await statusOf(code);
    // The next working morning is Monday's.
    expect(firstAnswerDueAt).toMatch(/^2026-09-14T/);
    const { callBack, contacts } = DeskCase.parse(await atDesk(`cases/${code}`));
    expect(callBack).toMatchObject({ state: 'due', attempts: [], dueAt: expect.stringMatching(/^2026-09-14T/) });
    expect(contacts).toMatchObject([{ phone: expect.stringMatching(/^\+39347\d{7}$/) }]);
  });

  test('that was written down later brings its words, and its danger, to the same case', async () => {
    const words = 'Aiuto, siamo sul tetto e l’acqua sale, mio figlio non respira bene';
    expect(codeOf(await postSigned(voicemail('vm-1', { sequence: 2, transcript: words })))).toBe(code);
    await until(`${code} is urgent`, 30_000, async () => (await onWorklist(code))?.lane === 'urgent');
    expect(JSON.stringify(await atDesk(`cases/${code}`))).toContain(words);
    expect((await eventsOf(code)).filter(({ type }) => type === 'ContactReceived')).toHaveLength(1);
  });

  test('whose choice and number come with a later record moves to the lane of its kind, and can be called back', async () => {
    const late = { menuChoices: undefined, caller: 'anonymous' };
    const unsorted = codeOf(await postSigned(voicemail('vm-3', late)));
    await until(
      `${unsorted} is on the worklist`,
      30_000,
      async () => (await onWorklist(unsorted))?.kind === 'information',
    );
    const told = { sequence: 2, menuChoices: ['2'], language: 'de', caller: '+39 347 7654321' };
    expect(codeOf(await postSigned(voicemail('vm-3', told)))).toBe(unsorted);
    const item = await until(`${unsorted} is a report`, 30_000, async () => {
      const found = await onWorklist(unsorted);
      return found?.kind === 'report' && found;
    });
    expect(item).toMatchObject({ lane: 'help-requests', language: 'de' });
    const { contacts, counted } = DeskCase.parse(await atDesk(`cases/${unsorted}`));
    expect(contacts).toMatchObject([{ phone: '+393477654321', recording: 'voicemail/vm-3.wav' }]);
    expect(counted).toEqual({ attempts: 1, persons: 1 });
  });

  test('of somebody who withheld the number is a case without one', async () => {
    const anonymous = codeOf(await postSigned(voicemail('vm-2', { caller: 'anonymous', transcript: 'Grazie' })));
    await reaches(anonymous, 'registered');
    const [, received] = await eventsOf(anonymous);
    expect(received).toMatchObject({ personal: { message: 'Grazie' } });
    expect(JSON.stringify(received)).not.toContain('"phone":');
  });
});

describe('a call in vain', () => {
  const caller = '+39 340 5550101';
  const missed = (externalId: string, minute: number, outcome = 'abandoned', more: object = {}) =>
    JSON.stringify({
      externalId,
      caller,
      outcome,
      startedAt: `2026-09-14T06:${minute}:00Z`,
      endedAt: `2026-09-14T06:${minute}:30Z`,
      ...more,
    });
  const attempt = async (code: string, body: object, version: number) =>
    fetch(`${stage.url}/v1/desk/${service}/cases/${code}/call-attempts`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await stage.token(operator)}`,
        'content-type': 'application/json',
        'if-match': `"${version}"`,
      },
      body: JSON.stringify(body),
    });
  let first: string;

  test('stands on the list to be called back, once for all calls of its number', async () => {
    first = codeOf(await postSigned(missed('missed-1', 10)));
    await until(`${first} is on the worklist`, 30_000, () => onWorklist(first));
    const second = codeOf(await postSigned(missed('missed-2', 20, 'busy', { menuChoices: ['2'] })));
    const item = await until('both are one row', 30_000, async () => {
      const found = await onWorklist(first);
      return found?.callBack?.calls === 2 && found;
    });
    expect(item.callBack).toMatchObject({ attempts: 0, missed: true });
    await until(`${second} is no row`, 30_000, async () => (await onWorklist(second)) === undefined);
    expect(DeskCase.parse(await atDesk(`cases/${first}`)).callBack).toMatchObject({ state: 'due', calls: 2 });
  });

  test('leaves the list once a call of the number is answered', async () => {
    const served = codeOf(await postSigned(missed('missed-3', 40, 'answered', { answeredAt: '2026-09-14T06:40:10Z' })));
    await reaches(served, 'closed');
    await until(`${first} is off the list`, 30_000, async () => (await onWorklist(first)) === undefined);
    expect(await statusOf(first)).toMatchObject({ stage: 'closed', callBack: { state: 'reached' } });
  });

  test('ends with a third attempt in vain, or with a reason', async () => {
    const known = [codeOf(await postSigned(missed('missed-4', 50, 'diverted')))];
    known.push(codeOf(await postSigned(missed('missed-5', 51, 'not-connected', { caller: '+39 340 5550102' }))));
    for (const [place, code] of known.entries()) {
      let { version } = await until(`${code} is on the worklist`, 30_000, () => onWorklist(code));
      if (place === 1) {
        expect((await attempt(code, { outcome: 'given-up' }, version)).status).toBe(422);
        expect((await attempt(code, { outcome: 'given-up', note: 'È un centralino.' }, version)).status).toBe(201);
      } else {
        for (const outcome of ['no-answer', 'busy', 'no-answer']) {
          const kept = await attempt(code, { outcome }, version);
          expect(kept.status).toBe(201);
          version = DeskCase.parse(await kept.json()).version;
        }
      }
      await until(`${code} is off the list`, 30_000, async () => (await onWorklist(code)) === undefined);
      expect(await statusOf(code)).toMatchObject({ stage: 'closed', callBack: { state: 'given-up' } });
    }
  });

  test('of a number that is withheld is on no list; by key 9 it stays in the urgent lane', async () => {
    const unknown = codeOf(await postSigned(missed('missed-6', 52, 'abandoned', { caller: 'anonymous' })));
    await reaches(unknown, 'closed');
    const danger = codeOf(
      await postSigned(missed('missed-7', 53, 'abandoned', { caller: 'anonymous', menuChoices: ['9'] })),
    );
    const item = await until(`${danger} is on the worklist`, 30_000, () => onWorklist(danger));
    expect(item).toMatchObject({ lane: 'urgent', urgent: true });
    expect(item).not.toHaveProperty('callBack');
    expect(await onWorklist(unknown)).toBeUndefined();
  });
});

describe('a list of records', () => {
  const three = ['list-1', 'list-2', 'list-3'].map((externalId) => JSON.parse(voicemail(externalId)));

  test('is kept whole, each call with its code once', async () => {
    const again = { ...three[0], sequence: 5, outcome: 'answered' };
    const told = calls(await postSigned(JSON.stringify([...three, again])));
    expect(told.map(({ externalId }) => externalId)).toEqual(['list-1', 'list-2', 'list-3']);
    for (const { code } of told.slice(1)) await reaches(code, 'registered');
  });

  test('with one wrong record is refused whole: what to mend is named, and nothing is kept', async () => {
    await stage.idle(100_000);
    const before = (await casesOf(stage, service)).size;
    const fresh = ['list-7', 'list-8'].map((externalId) => JSON.parse(voicemail(externalId)));
    const { errors } = problem(await postSigned(JSON.stringify([fresh[0], { ...fresh[1], outcome: 'lost' }])), 422);
    expect(errors).toMatchObject([{ pointer: '#/1/outcome', detail: expect.stringContaining('voicemail') }]);
    const late = problem(await postSigned(voicemail('late', { startedAt: '2026-08-01T10:00:00Z' })), 422);
    expect(late.errors).toEqual([{ pointer: '#/startedAt', detail: 'must be at most 31 days ago' }]);
    await stage.idle(100_000);
    expect((await casesOf(stage, service)).size).toBe(before);
  });

  test('that is too large, cut short or of another kind is refused', async () => {
    const large = JSON.stringify(Array(14).fill(JSON.parse(voicemail('large', { transcript: 'x'.repeat(19_000) }))));
    expect(problem(await postSigned(large), 413)).toMatchObject({
      type: 'urn:sportello:problem:body-too-large',
      detail: expect.stringContaining('256 KB'),
    });
    const short = voicemail('short').slice(0, -9);
    expect(problem(await postSigned(short), 400).type).toBe('urn:sportello:problem:malformed-body');
    const xml = '<cdr/>';
    const other = await post('listening-room', xml, { type: 'text/xml', headers: signed(ivrKey, xml) });
    expect(problem(other, 415).type).toBe('urn:sportello:problem:unsupported-media-type');
    expect(other.headers['accept-post']).toContain('application/json');
    const got = await ask(stage.url, { path: `/v1/services/${service}/calls/listening-room` });
    expect({ status: got.status, allow: got.headers['allow'] }).toEqual({ status: 405, allow: 'POST' });
  });
});

describe('nobody is believed', () => {
  const body = voicemail('forged', { caller: '+39 320 0000001' });
  const refused = async (answer: Answer) => {
    expect(problem(answer, 401)).toMatchObject({ type: 'urn:sportello:problem:unauthenticated', status: 401 });
    expect(answer.headers['www-authenticate']).toContain('Bearer');
    return answer.text;
  };
  /** Why the log says that the latest request was refused, and of which source. */
  const logged = (source: string, why: string) =>
    until(`${why} of ${source} is logged`, 10_000, () =>
      log().includes(`"what":"not believed","service":"${service}","source":"${source}","why":"${why}"`),
    );

  test('whose body was altered on the way', async () => {
    const headers = signed(ivrKey, body);
    await refused(await post('listening-room', body.replace('0000001', '0000002'), { headers }));
    await logged('listening-room', 'no-key-fits');
  });

  test('whose signature is more than five minutes old, or of the future', async () => {
    await refused(await post('listening-room', body, { headers: signed(ivrKey, body, { late: 310 }) }));
    await logged('listening-room', 'old');
    await refused(await post('listening-room', body, { headers: signed(ivrKey, body, { late: -310 }) }));
    await logged('listening-room', 'from-the-future');
  });

  test('who gives another id than was signed', async () => {
    await refused(
      await post('listening-room', body, { headers: { ...signed(ivrKey, body), 'webhook-id': 'msg_other' } }),
    );
  });

  test('who signs with another key, of another source, or of another service', async () => {
    for (const key of [signing(9), connectKey, familyKey]) await refused(await postSigned(body, key));
    const token24 = { headers: { authorization: `Bearer ${token}-twilio` } };
    await refused(await post('pbx', example('asterisk-cdr'), token24));
    await logged('pbx', 'no-key-fits');
  });

  test('who does not sign, or has no name', async () => {
    await refused(await post('listening-room', body));
    await logged('listening-room', 'nothing-signed');
    await refused(await post('nobody', body, { headers: signed(ivrKey, body) }));
    await logged('nobody', 'unknown-source');
    const path = `/v1/services/${service}/calls`;
    await refused(await post('', body, { path, headers: signed(ivrKey, body) }));
    await logged('no name', 'unknown-source');
  });

  test('and whoever guesses is told the same for a wrong name as for a wrong key', async () => {
    const wrongName = await refused(await post('nobody', body, { headers: signed(ivrKey, body) }));
    expect(await refused(await postSigned(body, signing(9)))).toBe(wrongName);
  });

  test('and none of it was kept; the log has neither numbers nor keys', async () => {
    await stage.idle(100_000);
    const kept = [...(await casesOf(stage, service)).values()].flat();
    expect(JSON.stringify(kept)).not.toMatch(/forged|3200000001/);
    expect(log()).not.toMatch(/\d{9,}@|3200000001|320 0000001|3331234567|\+?39 ?347/);
    for (const key of [ivrKey, newIvrKey, connectKey, familyKey, token]) expect(log()).not.toContain(key);
  });
});

describe('a source', () => {
  /** How often the log names each delivery. */
  const deliveries = () =>
    [...log().matchAll(/"delivery":"([0-9a-f]{16})"/g)].reduce(
      (counts, [, name = '']) => counts.set(name, (counts.get(name) ?? 0) + 1),
      new Map<string, number>(),
    );

  test('that sends the very same request again is answered the same, and nothing changes', async () => {
    const body = voicemail('replayed');
    const headers = signed(ivrKey, body, { id: 'msg_replayed' });
    const earlier = deliveries();
    const first = await post('listening-room', body, { headers });
    await reaches(codeOf(first), 'registered');
    const before = (await casesOf(stage, service)).get(codeOf(first));
    const second = await post('listening-room', body, { headers });
    expect({ status: second.status, text: second.text }).toEqual({ status: 202, text: first.text });
    await stage.idle(100_000);
    expect((await casesOf(stage, service)).get(codeOf(first))).toEqual(before);
    // The log shows that the same delivery came twice, without a word of what it says.
    await until('both deliveries are logged', 10_000, () => {
      const after = deliveries();
      return [...after].some(([name, times]) => times - (earlier.get(name) ?? 0) === 2);
    });
  });

  test('is believed with either of its keys while they are changed', async () => {
    const body = voicemail('rotated');
    const old = signed(ivrKey, body);
    const fresh = signed(newIvrKey, body);
    const code = codeOf(await post('listening-room', body, { headers: old }));
    expect(codeOf(await post('listening-room', body, { headers: fresh }))).toBe(code);
    const both = {
      ...fresh,
      'webhook-signature': `${signed(signing(9), body)['webhook-signature']} ${fresh['webhook-signature']}`,
    };
    expect(codeOf(await post('listening-room', body, { headers: both }))).toBe(code);
  });

  test('may be named in a header where its address is fixed', async () => {
    const body = voicemail('by-header');
    const headers = { ...signed(ivrKey, body), 'sportello-source': 'listening-room' };
    const path = `/v1/services/${service}/calls`;
    expect(codeOf(await post('', body, { path, headers }))).toBe(codeOf(await postSigned(body)));
  });

  test('of another service has calls of its own', async () => {
    const body = voicemail('vm-1');
    const path = '/v1/services/familyline/calls/ivr';
    const code = codeOf(await post('ivr', body, { path, headers: signed(familyKey, body) }));
    expect(code).toMatch(/^FL-/);
    await reaches(code, 'registered', 'familyline');
  });
});

test('no function did what its role does not allow', () => {
  expect(stage.refused()).toEqual([]);
});
