import { setTimeout as pause } from 'node:timers/promises';
import { waitOf } from '../tools/replay.ts';
import type { Sent } from './judging.ts';
import type { Rehearsal } from './rehearsal.ts';
import { contactOf, partsOf, sendTimes } from './scenario.ts';

/** Sends a crowd of the scenario, each person at their time; resolves when all were answered or gave up. */
export async function sendCrowd(rehearsal: Rehearsal, name: string): Promise<void> {
  const crowd = rehearsal.scenario.crowds[name];
  if (crowd === undefined) return;
  const times = sendTimes(crowd.curve, rehearsal.scale, rehearsal.scenario.secondsPerHour);
  const parts = partsOf(crowd.mix, times.length);
  const began = performance.now();
  rehearsal.say(
    `CROWD: "${name}", ${times.length} people to ${crowd.service} within ${(times.at(-1) ?? 0).toFixed(0)} s${crowd.again ? `, each ${crowd.again.times} times` : ''}`,
  );
  const people = times.map(async (time, person) => {
    const part = parts[person] as (typeof parts)[number];
    const sent: Sent = {
      crowd: name,
      service: crowd.service,
      kind: part.kind,
      danger: part.danger === true,
      answers: [],
      codes: [],
    };
    rehearsal.facts.sent.push(sent);
    const body = JSON.stringify(contactOf(rehearsal.scenario.id, name, part, person));
    const key = `${rehearsal.scenario.id}-${name}-${person}`;
    for (let turn = 0; turn < (crowd.again?.times ?? 1) && !rehearsal.over; turn += 1) {
      const due = began + (time + turn * (crowd.again?.everySeconds ?? 0)) * 1000;
      await pause(Math.max(0, due - performance.now()));
      const headers = crowd.again?.sameKey === false ? {} : { 'idempotency-key': `"${key}"` };
      await sendOne(rehearsal, sent, body, headers, crowd.patience);
    }
  });
  await Promise.all(people);
  const own = rehearsal.facts.sent.filter((each) => each.crowd === name);
  const tries = own.reduce((sum, { answers }) => sum + answers.length, 0);
  const accepted = own.filter(({ codes }) => codes.length > 0).length;
  rehearsal.say(`        "${name}" is over: ${accepted} of ${own.length} accepted, ${tries} attempts`);
}

/** One contact of one person, tried again as Retry-After asks until patience ends. */
async function sendOne(
  rehearsal: Rehearsal,
  sent: Sent,
  body: string,
  headers: Record<string, string>,
  patience: number,
): Promise<void> {
  const giveUpAt = performance.now() + patience * 1000;
  for (;;) {
    const began = performance.now();
    let wait = 1000;
    try {
      const response = await fetch(`${rehearsal.stage.url}/v1/services/${sent.service}/contacts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
        signal: AbortSignal.timeout(30_000),
      });
      const answer = (await response.json()) as {
        code?: string;
        receivedAt?: string;
        firstAnswerDueAt?: string;
        advice?: { emergencyNumbers: string[] };
      };
      const retryAfter = response.headers.get('retry-after');
      sent.answers.push({
        status: response.status,
        retryAfter: retryAfter === null ? undefined : Number(retryAfter),
        milliseconds: performance.now() - began,
      });
      if (response.status === 202 && answer.code !== undefined) {
        if (!sent.codes.includes(answer.code)) sent.codes.push(answer.code);
        sent.receivedAt ??= answer.receivedAt;
        sent.dueAt ??= answer.firstAnswerDueAt;
        sent.advised = sent.advised !== false && (answer.advice?.emergencyNumbers.length ?? 0) > 0;
        return;
      }
      if (response.status !== 429 && response.status < 500)
        return rehearsal.say(
          `        "${sent.crowd}" was answered ${response.status}: ${JSON.stringify(answer).slice(0, 300)}`,
        );
      wait = waitOf(retryAfter);
    } catch {
      sent.answers.push({ status: 'none', milliseconds: performance.now() - began });
    }
    if (rehearsal.over || performance.now() + wait > giveUpAt) return;
    // People do not come back all in the same instant.
    await pause(wait + ((sent.answers.length * 137 + rehearsal.facts.sent.indexOf(sent) * 31) % 1000));
  }
}

/** Waits until no crowd is under way. */
export async function settleCrowds(rehearsal: Rehearsal): Promise<void> {
  await Promise.all(rehearsal.crowds);
  rehearsal.crowds = [];
}
