import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Stage } from '../local/stage-interface.ts';
import type { Area, DeclarationAct, LedgerEvent, PostureLevel } from '../shared/contracts/declaration.ts';
import type { Proposal } from '../shared/contracts/proposal.ts';
import { openEntry } from '../shared/core/chain.ts';
import { instantOf } from '../shared/core/hours/zone.ts';
import { dynamodbRegister } from '../shared/shell/stores/dynamodb-register.ts';
import { clientsOf, dataOf, servicesOf, startCenter } from '../tools/center.ts';
import { asTool, textTable } from '../tools/command.ts';
import { readMailedCodes, waitOf } from '../tools/replay.ts';
import { type AlertFile, bulletinFile, capFile, quakeFile } from './alert-files.ts';
import { type CaseSeen, type Facts, judge, judgeExercise, type Look, type Sent, type Verdict } from './judging.ts';
import {
  contactOf,
  isMarked,
  marked,
  markedNotice,
  partsOf,
  readScenario,
  type Scenario,
  type Step,
  sendTimes,
} from './scenario.ts';

const folder = fileURLToPath(new URL('./', import.meta.url));

/** The scenarios that there are, by the number in their id. */
export function readScenarios(): Scenario[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => readScenario(readFileSync(join(folder, file), 'utf8'), file))
    .sort((one, other) => Number(one.id.slice(1)) - Number(other.id.slice(1)));
}

/** What a rehearsal came to. */
export type Rehearsed = { verdicts: Verdict[]; facts: Facts; seconds: number };

type Answered = { status: number; body: Record<string, unknown> & { detail?: string } };
type LedgerSeen = { version: number; declarations: { declaration: string }[]; acts: LedgerEvent[] };
type Public = {
  posture: PostureLevel;
  open: boolean;
  notice?: { it: string };
  areas?: { area: Area; notice: { it: string } }[];
};

/** Looks again and again until `look` finds something; throws with `what` was awaited after so many milliseconds. */
async function until<Found>(
  what: string,
  within: number,
  look: () => Promise<Found | undefined | false>,
): Promise<Found> {
  const giveUpAt = Date.now() + within;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > giveUpAt) throw new Error(`not within ${within / 1000} s: ${what}`);
    await pause(40);
  }
}

/** One run of a scenario on a stage of its own. */
class Rehearsal {
  readonly scenario: Scenario;
  readonly scale: number;
  readonly data: string;
  readonly open: (at: Date) => Promise<Stage>;
  readonly tell: (line: string) => void;
  stage!: Stage;
  began = 0;
  over = false;
  crowds: Promise<void>[] = [];
  facts: Facts = {
    sent: [],
    looks: {},
    cases: {},
    mailed: new Set(),
    called: [],
    findings: [],
    proposedAfter: [],
    effectAfter: [],
    cacheControls: [],
    refusedCalls: [],
  };
  quakes = 0;
  /** Mail files that were read already. */
  readonly mailFiles = new Map<string, string>();

  constructor(given: {
    scenario: Scenario;
    scale: number;
    data: string;
    open: (at: Date) => Promise<Stage>;
    tell: (line: string) => void;
  }) {
    this.scenario = given.scenario;
    this.scale = given.scale;
    this.data = given.data;
    this.open = given.open;
    this.tell = given.tell;
  }

  say(line: string): void {
    const seconds = ((performance.now() - this.began) / 1000).toFixed(1).padStart(6);
    const clock = new Date(this.stage.clock.now()).toLocaleString('sv-SE', { timeZone: 'Europe/Rome' }).slice(5, 16);
    this.tell(`${seconds} s  ${clock}  ${line}`);
  }

  async run(): Promise<void> {
    this.stage = await this.open(new Date(instantOf(this.scenario.startsAt)));
    try {
      // The first call of each function takes longer than the event should wait.
      await this.look();
      await this.readAlerts();
      this.began = performance.now();
      for (const step of [...this.scenario.steps].sort((one, other) => one.at - other.at)) {
        await pause(Math.max(0, this.began + step.at * 1000 - performance.now()));
        await this.take(step);
      }
      await this.settle();
      await this.gather();
    } finally {
      this.over = true;
      this.facts.refusedCalls.push(...this.stage.refused());
      await this.stage.stop();
    }
  }

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'crowd':
        this.crowds.push(this.sendCrowd(step.crowd));
        return;
      case 'settle':
        return this.settle();
      case 'quake': {
        this.quakes += 1;
        const { magnitude, place } = step;
        const file = quakeFile({ ...step, id: `9${Date.now()}${this.quakes}`, at: this.stage.clock.now() - 120_000 });
        return this.drop(file, `earthquake of magnitude ${magnitude}, ${place}`, step.unread);
      }
      case 'bulletin': {
        const worst = ['red', 'orange', 'yellow']
          .map((colour) => [colour, Object.values(step.zones).filter((each) => each === colour).length] as const)
          .find(([, count]) => count > 0);
        const what = `bulletin of ${step.published.slice(0, 16)}, ${step.horizon}: ${worst ? `${worst[1]} zones ${worst[0]}` : `all ${step.others}`}`;
        return this.drop(bulletinFile(step), what, step.unread);
      }
      case 'cap':
        return this.drop(
          capFile({ ...step, sent: this.stage.clock.now() }),
          `CAP message ${step.identifier}, status ${step.status}, ${step.msgType}`,
          step.unread,
        );
      case 'file':
        return this.drop(step, `file ${step.name}`, step.unread);
      case 'read':
        return this.readAlerts();
      case 'confirm':
        return this.confirm(step);
      case 'refuse': {
        const proposal = await this.asking(step);
        await this.decide(step, proposal, 'refused');
        return this.say(`${step.who} refuses the proposal: ${step.reason}`);
      }
      case 'declare':
        return this.act(step, {
          act: 'declare',
          reason: marked(step.reason),
          area: step.area,
          level: step.level,
          hours: step.hours,
          notice: markedNotice(step.notice),
          endsAt: this.hence(step.hoursLong),
        });
      case 'change':
      case 'renew':
      case 'stand-down': {
        const { declarations } = await this.ledger(step.service, step.who);
        const declaration = declarations.at(-1)?.declaration ?? '';
        const reason = marked(step.reason);
        if (step.do === 'change')
          return this.act(step, { act: 'change', declaration, reason, notice: markedNotice(step.notice) });
        if (step.do === 'renew')
          return this.act(step, { act: 'renew', declaration, reason, endsAt: this.hence(step.hoursLong) });
        return this.act(step, { act: 'stand-down', declaration, reason });
      }
      case 'load-alarm':
        return this.alarm(step.service);
      case 'stop':
        await this.stage.emulator(step.emulator).stop();
        return this.say(`FAULT: ${step.emulator} is down`);
      case 'start':
        await this.stage.emulator(step.emulator).start();
        return this.say(`${step.emulator} is back`);
      case 'clock': {
        await this.settle();
        this.facts.refusedCalls.push(...this.stage.refused());
        await this.stage.stop();
        this.stage = await this.open(new Date(instantOf(step.to)));
        return this.say('the clock is put forward; the center was restarted for it');
      }
      case 'look':
        this.facts.looks[step.as] = await this.look();
        return this.say(`look "${step.as}": ${this.told(step.as)}`);
    }
  }

  ////////// Alerts

  get reader(): string {
    const found = Object.entries(this.stage.environments).find(
      ([id, its]) => /Bulletin/.test(id) && its['PROPOSALS_TABLE'],
    );
    if (found === undefined) throw new Error('no function reads alerts');
    return found[0];
  }

  /** Reads the alert files as the schedule does every five minutes. */
  async readAlerts(): Promise<void> {
    await until('alerts are read', 30_000, () =>
      this.stage.invoke(this.reader, {}).then(
        () => true,
        (problem) => {
          // One at a time: the schedule's own run is under way.
          if (/Rate Exceeded/.test(String(problem))) return false;
          throw problem;
        },
      ),
    );
  }

  async drop({ name, text }: AlertFile, what: string, unread: true | undefined): Promise<void> {
    const alerts = join(this.data, 'alerts');
    mkdirSync(alerts, { recursive: true });
    // Whole at once: the schedule may read at any moment.
    writeFileSync(join(alerts, `${name}.new`), text);
    renameSync(join(alerts, `${name}.new`), join(alerts, name));
    this.say(`ARRIVES: ${what}`);
    if (unread) return;
    const before = await this.asked();
    const began = performance.now();
    await this.readAlerts();
    const after = await this.asked();
    const news = [...after].filter(([id, { proposal }]) => before.get(id)?.proposal.revision !== proposal.revision);
    if (news.length === 0) this.say('        proposes nothing new');
    for (const [, { service, proposal }] of news) {
      this.facts.proposedAfter.push(performance.now() - began);
      const where = proposal.area.kind === 'national' ? 'the whole country' : `${proposal.area.zones.length} zones`;
      this.say(`        proposed to ${service}: ${proposal.level} for ${where} (${proposal.cause})`);
    }
  }

  /** Every proposal that is open, by its id. */
  async asked(): Promise<Map<string, { service: string; proposal: Proposal }>> {
    const all = new Map<string, { service: string; proposal: Proposal }>();
    for (const service of servicesOf(this.stage))
      for (const proposal of await this.proposals(service))
        if (proposal.closedAt === undefined) all.set(`${service} ${proposal.id}`, { service, proposal });
    return all;
  }

  ////////// Officers

  async call(path: string, who?: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered> {
    let authorization: Record<string, string> = {};
    if (who !== undefined) {
      const answer = await fetch(`${this.stage.url}/_stage/tokens/${who}`, { method: 'POST' });
      const { token } = (await answer.json()) as { token?: string };
      if (token === undefined) throw new Error(`there is no ${who} in local/staff.json`);
      authorization = { authorization: `Bearer ${token}` };
    }
    const response = await fetch(`${this.stage.url}/v1/services${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Answered['body'] };
  }

  async ledger(service: string, who = 'bruno.neri'): Promise<LedgerSeen> {
    const { status, body } = await this.call(`/${service}/declarations`, who);
    if (status !== 200) throw new Error(`${who} cannot read the ledger of ${service}: ${status} ${body.detail ?? ''}`);
    return body as unknown as LedgerSeen;
  }

  async proposals(service: string, who = 'bruno.neri'): Promise<Proposal[]> {
    const { status, body } = await this.call(`/${service}/proposals`, who);
    if (status !== 200)
      throw new Error(`${who} cannot read the proposals of ${service}: ${status} ${body.detail ?? ''}`);
    return body['proposals'] as Proposal[];
  }

  hence(hours: number): string {
    return new Date(this.stage.clock.now() + hours * 3_600_000).toISOString();
  }

  asking({ who, service, cause, level }: Pick<Proposal, 'cause' | 'level'> & { who: string; service: string }) {
    return until(`a proposal (${cause}) asks the officer of ${service}`, 10_000, async () =>
      (await this.proposals(service, who)).find(
        (each) => each.cause === cause && each.level === level && each.asks && each.closedAt === undefined,
      ),
    );
  }

  async decide(
    step: { who: string; service: string; reason: string },
    { id, revision }: Proposal,
    verdict: 'confirmed' | 'refused',
  ): Promise<void> {
    const path = `/${step.service}/proposals/${encodeURIComponent(id)}/decisions`;
    const { status, body } = await this.call(path, step.who, { verdict, revision, reason: marked(step.reason) });
    if (status !== 201) throw new Error(`the decision was answered ${status}: ${body.detail ?? ''}`);
  }

  async confirm(step: Extract<Step, { do: 'confirm' }>): Promise<void> {
    const proposal = await this.asking(step);
    await this.decide(step, proposal, 'confirmed');
    await this.act(step, {
      act: 'declare',
      reason: marked(step.reason),
      area: proposal.area,
      level: proposal.level,
      hours: step.hours,
      notice: markedNotice(step.notice),
      endsAt: this.hence(step.hoursLong),
      proposal: proposal.id,
    });
  }

  /** An act of an officer; waits until the public state says what it has come to, and notes how long that took. */
  async act({ who, service }: { who: string; service: string }, act: DeclarationAct): Promise<void> {
    const { version } = await this.ledger(service, who);
    const before = JSON.stringify(await this.state(service));
    const began = performance.now();
    const { status, body } = await this.call(`/${service}/declarations`, who, act, { 'if-match': `"${version}"` });
    if (status !== 201) throw new Error(`${act.act} of ${who} was answered ${status}: ${JSON.stringify(body)}`);
    await until(
      `the public state of ${service} follows`,
      15_000,
      async () => JSON.stringify(await this.state(service)) !== before,
    );
    const took = performance.now() - began;
    this.facts.effectAfter.push(took);
    this.say(`${who}: ${act.act} for ${service} — "${act.reason}" (public after ${Math.round(took)} ms)`);
  }

  async alarm(service: string): Promise<void> {
    const known = Object.values(this.stage.environments).find((its) => its['LOAD_ALARMS'] !== undefined);
    const alarms = JSON.parse(known?.['LOAD_ALARMS'] ?? '[]') as { alarm: string; service: string }[];
    const { alarm } = alarms.find((each) => each.service === service) ?? {};
    if (alarm === undefined) throw new Error(`${service} has no alarm on its load`);
    const before = (await this.proposals(service)).length;
    const began = performance.now();
    await fetch(this.stage.endpoints.events, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSEvents.PutEvents' },
      body: JSON.stringify({
        Entries: [
          {
            Source: 'aws.cloudwatch',
            DetailType: 'CloudWatch Alarm State Change',
            Resources: [`arn:aws:cloudwatch:eu-south-1:000000000000:${alarm}`],
            Detail: JSON.stringify({ alarmName: alarm, state: { value: 'ALARM' }, configuration: {} }),
          },
        ],
      }),
    });
    this.say(`ALARM: load of ${service}`);
    await until('the alarm becomes a proposal', 15_000, async () => (await this.proposals(service)).length > before);
    this.facts.proposedAfter.push(performance.now() - began);
    this.say(`        proposed to ${service}: alert (load)`);
  }

  ////////// Citizens

  async sendCrowd(name: string): Promise<void> {
    const crowd = this.scenario.crowds[name];
    if (crowd === undefined) return;
    const times = sendTimes(crowd.curve, this.scale, this.scenario.secondsPerHour);
    const parts = partsOf(crowd.mix, times.length);
    const began = performance.now();
    this.say(
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
      this.facts.sent.push(sent);
      const body = JSON.stringify(contactOf(this.scenario.id, name, part, person));
      const key = `${this.scenario.id}-${name}-${person}`;
      for (let turn = 0; turn < (crowd.again?.times ?? 1) && !this.over; turn += 1) {
        const due = began + (time + turn * (crowd.again?.everySeconds ?? 0)) * 1000;
        await pause(Math.max(0, due - performance.now()));
        const headers = crowd.again?.sameKey === false ? {} : { 'idempotency-key': `"${key}"` };
        await this.sendOne(sent, body, headers, crowd.patience);
      }
    });
    await Promise.all(people);
    const own = this.facts.sent.filter((each) => each.crowd === name);
    const tries = own.reduce((sum, { answers }) => sum + answers.length, 0);
    const accepted = own.filter(({ codes }) => codes.length > 0).length;
    this.say(`        "${name}" is over: ${accepted} of ${own.length} accepted, ${tries} attempts`);
  }

  async sendOne(sent: Sent, body: string, headers: Record<string, string>, patience: number): Promise<void> {
    const giveUpAt = performance.now() + patience * 1000;
    for (;;) {
      const began = performance.now();
      let wait = 1000;
      try {
        const response = await fetch(`${this.stage.url}/v1/services/${sent.service}/contacts`, {
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
          return this.say(
            `        "${sent.crowd}" was answered ${response.status}: ${JSON.stringify(answer).slice(0, 300)}`,
          );
        wait = waitOf(retryAfter);
      } catch {
        sent.answers.push({ status: 'none', milliseconds: performance.now() - began });
      }
      if (this.over || performance.now() + wait > giveUpAt) return;
      // People do not come back all in the same instant.
      await pause(wait + ((sent.answers.length * 137 + this.facts.sent.indexOf(sent) * 31) % 1000));
    }
  }

  async settle(): Promise<void> {
    await Promise.all(this.crowds);
    this.crowds = [];
  }

  ////////// Looking

  async state(service: string): Promise<Pick<Public, 'posture' | 'open' | 'notice' | 'areas'>> {
    const { body } = await this.call(`/${service}`);
    const { posture, open, notice, areas, postureUntil } = body as unknown as Public & { postureUntil?: string };
    return { posture, open, ...(notice && { notice }), ...(areas && { areas }), ...(postureUntil && { postureUntil }) };
  }

  async look(): Promise<Look> {
    const services: Look['services'] = {};
    for (const service of servicesOf(this.stage)) {
      const [{ posture, open, notice, areas = [] }, { acts }, proposals] = await Promise.all([
        this.state(service),
        this.ledger(service),
        this.proposals(service),
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
    return { services, receipts: this.receipts().size };
  }

  told(look: string): string {
    return Object.entries(this.facts.looks[look]?.services ?? {})
      .map(([service, { posture, open, proposals }]) => {
        const asking = proposals.filter((each) => each.closedAt === undefined && each.asks).length;
        return `${service} ${posture}, ${open ? 'open' : 'shut'}, ${asking === 0 ? 'nothing' : asking} to decide`;
      })
      .join('; ');
  }

  receipts(): Set<string> {
    const codes = readMailedCodes(join(this.data, 'mail'), this.mailFiles);
    codes.delete('');
    return codes;
  }

  async casesOf(service: string): Promise<Record<string, CaseSeen>> {
    const { dynamodb } = clientsOf({ kind: 'stage', endpoints: this.stage.endpoints });
    const cases: Record<string, CaseSeen> = {};
    for await (const entries of dynamodbRegister(dataOf(this.stage, service).register, dynamodb).all())
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
  async gather(): Promise<void> {
    const { sent, cases } = this.facts;
    const musts = this.scenario.mustHold.map(({ must }) => must);
    const awaited = Math.max(0, ...musts.map((must) => (must === 'mail-every-receipt' ? 80 : 40))) * 1000;
    await this.patiently(awaited, async () => {
      for (const service of servicesOf(this.stage)) cases[service] = await this.casesOf(service);
      this.facts.mailed = this.receipts();
      const codes = sent.flatMap((each) => each.codes.map((code) => [each.service, code] as const));
      const lacking = codes.filter(([service, code]) => !cases[service]?.[code]).length;
      const unmailed = musts.includes('mail-every-receipt')
        ? codes.filter(([, code]) => !this.facts.mailed.has(code)).length
        : 0;
      return lacking + unmailed;
    });
    if (musts.includes('cache-no-personal-page')) await this.openPersonalPages();
    const mails = await this.stage.mails();
    const staff = mails.filter(({ raw }) => !/^Message-ID:\s*<[^>]*\.receipt@/im.test(raw));
    this.facts.called = staff.flatMap(({ to }) => to);
    this.facts.findings = this.findings();
    this.facts.looks['end'] = await this.look();
    this.say(`look "end": ${this.told('end')}`);
  }

  /** Counts what is lacking until nothing is, or nothing has changed for so many milliseconds. */
  async patiently(within: number, count: () => Promise<number>): Promise<void> {
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
  findings(): string[] {
    const logs = join(this.data, 'logs');
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

  async openPersonalPages(): Promise<void> {
    const people = this.facts.sent.filter(({ codes }) => codes.length > 0).slice(0, 5);
    for (const { service, codes } of people) {
      const path = `${this.stage.url}/v1/services/${service}/contacts/${codes[0]}`;
      const opened = [await fetch(path), await fetch(path, { headers: { accept: 'text/html' } })];
      for (const page of opened) {
        this.facts.cacheControls.push(page.headers.get('cache-control') ?? '');
        await page.arrayBuffer();
      }
    }
  }
}

/**
 * Rehearses a scenario on a stage of its own, in a temporary folder and on a free port; whatever runs elsewhere is not
 * touched. `scale` replaces the scenario's own; `tell` hears the timeline.
 */
export async function rehearse(
  scenario: Scenario,
  options: { scale?: number; templates?: string; tell?: (line: string) => void } = {},
): Promise<Rehearsed> {
  const { scale = scenario.scale, templates, tell = () => {} } = options;
  const { startStage } = await import('../local/stage/stage.ts');
  const data = mkdtempSync(join(tmpdir(), 'sportello-rehearsal-'));
  const began = performance.now();
  try {
    const open = (at: Date) =>
      startStage({
        port: 0,
        data,
        at,
        ...(templates === undefined ? {} : { templates }),
        ...(scenario.unthrottled ? { unthrottled: true } : {}),
      });
    const rehearsal = new Rehearsal({ scenario, scale, data, open, tell });
    await rehearsal.run();
    const { facts } = rehearsal;
    const verdicts = [...scenario.mustHold.map((expected) => judge(expected, facts)), ...judgeExercise(facts)];
    return { verdicts, facts, seconds: (performance.now() - began) / 1000 };
  } finally {
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Builds what a stage runs unless it is built already, as `npm start` does; on a folder that is thrown away. */
async function buildOnce(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'sportello-build-'));
  try {
    const { stop } = await startCenter(data);
    await stop();
  } finally {
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

const help = `npm run rehearse -- --scenario ID [--scale N] [--templates DIR] [--json]
npm run rehearse -- --list

An exercise from end to end on a center of its own: the center that runs, its data and its posture are not touched.`;

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asTool(help, async () => {
    process.env['TZ'] = 'UTC';
    process.removeAllListeners('warning');
    const { values } = parseArgs({
      options: {
        scenario: { type: 'string' },
        scale: { type: 'string' },
        templates: { type: 'string' },
        list: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const scenarios = readScenarios();
    if (values.list) {
      const rows = scenarios.map(({ id, title, scale, secondsPerHour }) => [
        id,
        title,
        String(scale),
        String(secondsPerHour),
      ]);
      console.log(textTable(['id', 'exercise', 'scale', 'seconds an hour'], rows));
      return;
    }
    const scenario = scenarios.find(({ id }) => id.toLowerCase() === values.scenario?.toLowerCase());
    if (scenario === undefined) throw new Error(`${help}\n\nThere are ${scenarios.map(({ id }) => id).join(', ')}.`);
    const scale = values.scale === undefined ? scenario.scale : Number(values.scale);
    if (!(scale > 0)) throw new Error(`--scale takes a number above 0, not ${values.scale}.`);
    const tell = (line: string) => (values.json ? console.error(line) : console.log(line));
    tell(`ESERCITAZIONE ${scenario.id}: ${scenario.title}`);
    tell(
      `scale ${scale}: ${scale} contacts for each one of the event; an hour of the event's load takes ${scenario.secondsPerHour} s`,
    );
    for (const part of scenario.notRehearsed) tell(`not rehearsed: ${part}`);
    if (values.templates === undefined) await buildOnce();
    tell('');
    const { verdicts, facts, seconds } = await rehearse(scenario, {
      scale,
      tell,
      ...(values.templates === undefined ? {} : { templates: resolve(values.templates) }),
    });
    if (values.json) {
      const { id, title, notRehearsed } = scenario;
      console.log(JSON.stringify({ id, title, scale, seconds, notRehearsed, people: facts.sent.length, verdicts }));
    } else {
      const rows = verdicts.map(({ mustHold, held, seen }) => [mustHold, held ? 'yes' : 'NO', seen]);
      console.log(`\n${textTable(['must hold', 'held', 'seen'], rows)}\n\n${seconds.toFixed(0)} s`);
    }
    if (verdicts.some(({ held }) => !held)) process.exitCode = 1;
    // Connections that a stopped stage left open keep nobody waiting.
    setImmediate(() => process.exit());
  });
