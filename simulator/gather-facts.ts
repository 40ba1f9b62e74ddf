import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openEntry } from '../shared/core/chain.ts';
import { dynamodbRegister } from '../shared/shell/stores/dynamodb-register.ts';
import { clientsOf, dataOf, servicesOf } from '../tools/center.ts';
import { readMailedCodes } from '../tools/mailed-codes.ts';
import { ledgerOf, proposalsOf, stateOf } from './act-as-officer.ts';
import type { CaseSeen, Look } from './judging.ts';
import type { Rehearsal } from './rehearsal.ts';
import { isMarked } from './scenario.ts';

/** What every service says and is asked at this moment, and how many receipts were mailed. */
export async function lookAround(rehearsal: Rehearsal): Promise<Look> {
  const services: Look['services'] = {};
  for (const service of servicesOf(rehearsal.stage)) {
    const [{ posture, open, notice, areas = [] }, { acts }, proposals] = await Promise.all([
      stateOf(rehearsal, service),
      ledgerOf(rehearsal, service),
      proposalsOf(rehearsal, service),
    ]);
    services[service] = {
      posture,
      open,
      notices: [...(notice ? [notice.it] : []), ...areas.map((each) => each.notice.it)],
      zones: areas.flatMap(({ area }) => (area.kind === 'national' ? ['national'] : area.zones)),
      reasons: acts.map(({ reason }) => reason),
      proposals,
    };
  }
  return { services, receipts: mailedReceipts(rehearsal).size };
}

/** A look in one line. */
export function lookInWords(rehearsal: Rehearsal, look: string): string {
  return Object.entries(rehearsal.facts.looks[look]?.services ?? {})
    .map(([service, { posture, open, proposals }]) => {
      const asking = proposals.filter((each) => each.closedAt === undefined && each.asks).length;
      return `${service} ${posture}, ${open ? 'open' : 'shut'}, ${asking === 0 ? 'nothing' : asking} to decide`;
    })
    .join('; ');
}

function mailedReceipts(rehearsal: Rehearsal): Set<string> {
  const codes = readMailedCodes(join(rehearsal.data, 'mail'), rehearsal.mailFiles);
  codes.delete('');
  return codes;
}

async function casesOf(rehearsal: Rehearsal, service: string): Promise<Record<string, CaseSeen>> {
  const { dynamodb } = clientsOf({ kind: 'stage', endpoints: rehearsal.stage.endpoints });
  const cases: Record<string, CaseSeen> = {};
  for await (const entries of dynamodbRegister(dataOf(rehearsal.stage, service).register, dynamodb).all())
    for (const entry of entries) {
      const events = openEntry(entry);
      const opened = events.find((event) => event.type === 'CaseOpened');
      const received = events.find((event) => event.type === 'ContactReceived');
      if (opened === undefined) continue;
      const { kind, lane, urgent } = opened;
      cases[entry.caseId] = { kind, lane, urgent, marked: isMarked(received?.personal ?? {}) };
    }
  dynamodb.destroy();
  return cases;
}

/** Waits for what was accepted to be registered, and mailed where that must hold, and reads everything. */
export async function gatherFacts(rehearsal: Rehearsal): Promise<void> {
  const { sent, cases } = rehearsal.facts;
  const musts = rehearsal.scenario.mustHold.map(({ must }) => must);
  const awaited = Math.max(0, ...musts.map((must) => (must === 'mail-every-receipt' ? 80 : 40))) * 1000;
  await patiently(awaited, async () => {
    for (const service of servicesOf(rehearsal.stage)) cases[service] = await casesOf(rehearsal, service);
    rehearsal.facts.mailed = mailedReceipts(rehearsal);
    const codes = sent.flatMap((each) => each.codes.map((code) => [each.service, code] as const));
    const lacking = codes.filter(([service, code]) => !cases[service]?.[code]).length;
    const unmailed = musts.includes('mail-every-receipt')
      ? codes.filter(([, code]) => !rehearsal.facts.mailed.has(code)).length
      : 0;
    return lacking + unmailed;
  });
  if (musts.includes('cache-no-personal-page')) await openPersonalPages(rehearsal);
  const mails = await rehearsal.stage.mails();
  const staff = mails.filter(({ raw }) => !/^Message-ID:\s*<[^>]*\.receipt@/im.test(raw));
  rehearsal.facts.called = staff.flatMap(({ to }) => to);
  rehearsal.facts.findings = readFindings(rehearsal);
  rehearsal.facts.looks['end'] = await lookAround(rehearsal);
  rehearsal.say(`look "end": ${lookInWords(rehearsal, 'end')}`);
}

/** Counts what is lacking until nothing is, or nothing has changed for so many milliseconds. */
async function patiently(within: number, count: () => Promise<number>): Promise<void> {
  let before = -1;
  let changedAt = Date.now();
  for (;;) {
    const lacking = await count();
    if (lacking === 0 || Date.now() - changedAt > within) return;
    if (lacking !== before) changedAt = Date.now();
    before = lacking;
    await pause(400);
  }
}

/** What the reader of alerts found wrong or worth knowing, as it wrote it to its log. */
function readFindings(rehearsal: Rehearsal): string[] {
  const logs = join(rehearsal.data, 'logs');
  return readdirSync(logs)
    .filter((file) => /bulletin/i.test(file))
    .flatMap((file) => readFileSync(join(logs, file), 'utf8').split('\n'))
    .flatMap((line) => {
      try {
        const { finding } = JSON.parse(line.slice(line.indexOf('{'))) as { finding?: { code?: string } };
        return finding?.code === undefined ? [] : [finding.code];
      } catch {
        return [];
      }
    });
}

async function openPersonalPages(rehearsal: Rehearsal): Promise<void> {
  const people = rehearsal.facts.sent.filter(({ codes }) => codes.length > 0).slice(0, 5);
  for (const { service, codes } of people) {
    const path = `${rehearsal.stage.url}/v1/services/${service}/contacts/${codes[0]}`;
    const opened = [await fetch(path), await fetch(path, { headers: { accept: 'text/html' } })];
    for (const page of opened) {
      rehearsal.facts.cacheControls.push(page.headers.get('cache-control') ?? '');
      await page.arrayBuffer();
    }
  }
}
