import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { DeskCase } from '../../shared/contracts/desk.ts';
import { caseOf } from '../../shared/core/cases/evolve.ts';
import { openEntries, openEntry } from '../../shared/core/chain.ts';
import { chanceFrom } from '../simulation/chance.ts';
import { invariants } from '../simulation/invariants.ts';
import { bare, type CenterProcess, freePort, openStage, ownFolder, startProcess, templates, until } from './center.ts';
import { ask, post } from './citizen.ts';
import { casesOf, citizens, emptyLedger } from './ledger.ts';
import { readMail } from './mailbox.ts';

// Operators answer while the center is killed under them, wherever it then is.

const service = 'protezione-civile';
/** How often it is killed: a few times in each run, and twenty with `KILLS=20`, which takes some ten minutes. */
const kills = Number(process.env['KILLS'] ?? 4);
const patience = 180_000;

/** What an operator did: the words of an answer, to which case, and what was heard of it. */
type Given = { code: string; text: string; heard?: number };

/** Operators who press for the next case and answer it, and send the very same once more until they hear something. */
function operators(url: string, tokens: readonly string[], given: Given[]): { stop(): Promise<void> } {
  let stopped = false;
  const persist = async (path: string, body: object, headers: Record<string, string>) => {
    for (;;) {
      const answer = await post(url, path, body, headers).catch(() => undefined);
      if (answer !== undefined && answer.status < 500 && answer.status !== 429) return answer;
      if (stopped) return undefined;
      await pause(100);
    }
  };
  const work = async (token: string, operator: number) => {
    const headers = { authorization: `Bearer ${token}` };
    for (let number = 1; !stopped; number += 1) {
      const next = await persist(`/v1/desk/${service}/next`, { atWork: tokens.length }, headers);
      if (next?.status !== 201) {
        await pause(200);
        continue;
      }
      const { code, version } = DeskCase.parse(JSON.parse(next.text));
      const one: Given = { code, text: `Risposta ${operator} ${number}.` };
      given.push(one);
      const channel = number % 4 === 1 ? 'mail' : 'page';
      const acts = `/v1/desk/${service}/cases/${code}/acts`;
      const matched = { ...headers, 'if-match': `"${version}"` };
      const answered = await persist(acts, { act: 'answer', channel, text: one.text }, matched);
      if (answered !== undefined) one.heard = answered.status;
    }
  };
  const working = tokens.map(work);
  return {
    async stop() {
      stopped = true;
      await Promise.all(working);
    },
  };
}

async function tokenOf(url: string, name: string): Promise<string> {
  const { text } = await ask(url, { method: 'POST', path: `/_stage/tokens/${name}` });
  return (JSON.parse(text) as { token: string }).token;
}

test('killed again and again while operators answer: no case with two owners, no answer lost or twice, every chain whole', async () => {
  const { next: random } = chanceFrom(20_261_129);
  const folder = ownFolder('desk-kill');
  const port = await freePort();
  const more = ['--mail-rate', '1000', '--templates', await templates()];
  const start = () => startProcess({ silent: bare, data: folder.path, port, more });
  const ledger = emptyLedger();
  const given: Given[] = [];
  let center: CenterProcess | undefined = await start();
  const { url } = center;
  const tokens = await Promise.all(['carla.villa', 'bruno.neri'].map((name) => tokenOf(url, name)));
  const crowd = citizens({ url, services: [service], crowd: 'desk', connections: 2, pace: 120, ledger });
  const desk = operators(url, tokens, given);
  const heard = () => given.filter((one) => one.heard !== undefined).length;
  const someAnswered = () => {
    const before = heard();
    return until('two answers are given', 60_000, () => heard() >= before + 2);
  };
  try {
    for (let round = 0; round < kills; round += 1) {
      await someAnswered();
      await pause(random() * 800);
      await center.kill();
      center = await start();
    }
    await someAnswered();
    await desk.stop();
    await crowd.stop();
    await center.stop();
    center = undefined;
  } finally {
    await desk.stop();
    await crowd.stop();
    await center?.kill();
  }

  const { stage, close } = await openStage({ silent: bare, data: folder.path });
  try {
    const cases = await until('every answer has left', patience, async () => {
      const found = [...(await casesOf(stage, service))].map(([code, entries]) => {
        const state = caseOf(openEntries(entries));
        if (state.stage === 'none') throw new Error(`no case ${code}`);
        return { code, entries, state };
      });
      const waits = found.some(({ state }) => state.answers.some((answer) => answer.state === 'to-leave'));
      return !waits && new Map(found.map((one) => [one.code, one]));
    });
    await stage.idle(patience);
    const rest = { cases } as unknown as Parameters<NonNullable<(typeof invariants)[string]>>[0];
    for (const name of ['chainsHold', 'oneOwner', 'closedIsOver'])
      expect([name, await invariants[name]?.(rest)]).toEqual([name, []]);
    expect(heard()).toBeGreaterThanOrEqual(2 * kills);
    const mails = (await stage.mails()).map(readMail);
    for (const { code, text, heard: status } of given) {
      const told = (cases.get(code)?.entries ?? []).flatMap((entry) => openEntry(entry));
      const words = told.filter((event) => event.type === 'Answered' && event.personal?.message === text);
      expect([text, status, words.length]).toEqual([text, status, status === 201 ? 1 : Math.min(words.length, 1)]);
      const [event] = words;
      if (event?.type !== 'Answered') continue;
      const sent = told.filter((one) => one.type === 'AnswerSent' && one.answer === event.answer).length;
      expect([text, sent]).toEqual([text, 1]);
      if (event.channel !== 'mail') continue;
      const copies = mails.filter((mail) => mail.text.includes(text));
      expect(new Set(copies.map(({ headers }) => headers.get('message-id'))).size).toBe(1);
    }
    expect(stage.refused()).toEqual([]);
  } finally {
    await close();
    folder.remove();
  }
}, 1_200_000);
