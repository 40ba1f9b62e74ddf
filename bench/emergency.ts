import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ContactBody } from '../shared/contracts/contact.ts';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import { type Center, emergency, governing, readable } from '../simulator/governing.ts';
import { against, markdownTable, spread } from './figures.ts';
import { forkChild } from './subject.ts';

/** Saturday 12 September 2026, 10:00 in Rome: the service is shut, and its day shift is on. */
const saturday = '2026-09-12T08:00:00Z';
const service = 'familyline';
const officer = 'dario.conti';

/** How long each emergency lasts before it ends by itself: milliseconds. */
const lasting = 6_000;

/** Between two looks at one thing: milliseconds. A figure may be so much too high. */
const everyMs = 20;

/** The goal for everything that follows a confirmation (milliseconds), and for the end of a declaration alike. */
const goal = 2_000;

const definition = JSON.parse(
  readFileSync(fileURLToPath(new URL(`../shared/services/${service}.json`, import.meta.url)), 'utf8'),
) as ServiceDefinition;

/** What follows an act, and how one sees that it has. */
type Followers = Record<string, (declared: boolean) => Promise<boolean>>;

/** Looks at each thing until it is so; milliseconds since `since`, of `performance.now()`. */
async function timed(followers: Followers, declared: boolean, since: number): Promise<Record<string, number>> {
  const took = Object.entries(followers).map(async ([name, isSo]): Promise<[string, number]> => {
    while (!(await isSo(declared))) {
      if (performance.now() - since > 30_000) return [name, Number.NaN];
      await pause(everyMs);
    }
    return [name, performance.now() - since];
  });
  return Object.fromEntries(await Promise.all(took));
}

function contact(words: string): ContactBody {
  return {
    kind: 'information',
    category: 'home',
    requester: 'citizen',
    name: 'Ada',
    surname: 'Bianchi',
    phone: '+39 333 1234567',
    language: 'it',
    subject: 'Una domanda',
    message: words,
    privacyAccepted: true,
  };
}

/** The ways in which the public and the platform show that an emergency holds, or that it is over. */
function followersOf(center: Center, data: string, notice: string): { both: Followers; mail: Followers } {
  const { limitsOf, schedules } = governing(() => center);
  const address = `${center.url}/v1/services/${service}`;
  const json = async (path: string, init?: RequestInit) =>
    (await (await fetch(`${address}${path}`, init)).json()) as Record<string, unknown>;
  const plans = { true: readable(definition, 'emergency'), false: readable(definition, 'ordinary') };
  const mails = () => readdirSync(join(data, 'mail')).length;
  let mailed = mails();
  let sent = 0;
  const both: Followers = {
    'the public state says open, or shut again': async (declared) => (await json(''))['open'] === declared,
    'the voice menu says it too': async (declared) => (await json('/voice-menu?language=it'))['open'] === declared,
    'the notice is on the page, or gone': async (declared) => {
      const page = await (await fetch(address, { headers: { accept: 'text/html' } })).text();
      return page.includes(notice) === declared;
    },
    'a new receipt promises by these hours': async (declared) => {
      sent += 1;
      const body = JSON.stringify(contact(`prova ${sent} ${performance.now()}`));
      const headers = { 'content-type': 'application/json' };
      const { firstAnswerDueAt } = await json('/contacts', { method: 'POST', headers, body });
      // Every second that the service is open counts: on Monday four hours after its opening would be 12:00 UTC.
      return String(firstAnswerDueAt) < '2026-09-14T12:00:00' === declared;
    },
    'all limits are applied, read back': async (declared) =>
      JSON.stringify(await limitsOf(service)) === JSON.stringify(plans[`${declared}`]),
    'the schedules of the week are off, or on again': async (declared) =>
      (await schedules())[`${service}-opening-1000`] === (declared ? 'DISABLED' : 'ENABLED'),
  };
  const mail: Followers = {
    'the first of the shift has been sent a mail': async () => {
      if (mails() === mailed) return false;
      mailed = mails();
      return true;
    },
  };
  return { both, mail };
}

/**
 * Measures what follows an officer's confirmation and the end of a declaration on the stage, and says it in Markdown.
 */
export async function benchEmergency(templates: string, rounds: number): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'sportello-bench-'));
  const child = await forkChild(
    './stage-host.ts',
    [data, templates, '100', saturday],
    [...process.execArgv, '--disable-warning=ExperimentalWarning'],
  );
  const ups: Record<string, number>[] = [];
  const downs: Record<string, number>[] = [];
  try {
    const url = String(child.ready['url']);
    const told = (await (await fetch(`${url}/_stage`)).json()) as Center & { now: string };
    const ahead = Date.parse(told.now) - Date.now();
    const { act } = governing(() => told);
    // Citizens and telephone exchanges ask all day long, so what answers them is awake. What only an act wakes is not.
    await timed(followersOf(told, data, 'nothing').both, false, performance.now());
    for (let round = 0; round <= rounds; round += 1) {
      const notice = `Emergenza di prova, volta ${round}.`;
      const { both, mail } = followersOf(told, data, notice);
      const endsAt = Math.ceil((Date.now() + ahead + lasting) / 1000) * 1000;
      const more = { notice: { it: notice, en: notice, de: notice }, endsAt: new Date(endsAt).toISOString() };
      const { confirmed, answered } = await act(officer, service, emergency(more));
      const up = { 'the officer has the answer': answered - confirmed };
      ups.push({ ...up, ...(await timed({ ...both, ...mail }, true, confirmed)) });
      await pause(Math.max(0, endsAt - ahead - Date.now()));
      downs.push(await timed(both, false, performance.now()));
      console.error(`emergency ${round + 1} of ${rounds + 1} has come and gone`);
    }
  } finally {
    await child.stop();
    rmSync(data, { recursive: true, force: true });
  }
  return written(ups, downs);
}

function written(ups: readonly Record<string, number>[], downs: readonly Record<string, number>[]): string {
  const [first = {}, ...later] = ups;
  const of = (all: readonly Record<string, number>[], name: string) =>
    all.flatMap((one) => (one[name] === undefined ? [] : [one[name]]));
  const rows = Object.keys(first).map((name) => {
    const worst = Math.max(...of(ups, name), ...of(downs, name));
    const end = of(downs, name);
    return [
      name,
      spread(of([first], name)),
      spread(of(later, name)),
      end.length === 0 ? '' : spread(end),
      against(worst, '≤', goal),
    ];
  });
  return [
    '## From an officer’s confirmation, and at the end',
    '',
    markdownTable(
      ['milliseconds until', 'first act after the start', 'later acts', 'end, nobody acting', 'worst'],
      rows,
    ),
    '',
    `FamilyLine, on a Saturday when it is shut: ${ups.length} emergencies around the clock, each ending by itself after ${lasting / 1000} s or a little more. Looked at every ${everyMs} ms from outside, all at once, on the same processors; medians, lowest and highest in brackets. What only an act wakes starts with the first one; on AWS Scheduler may tell an end up to a minute late, which delays limits and schedules and nothing that the public sees.`,
  ].join('\n');
}
