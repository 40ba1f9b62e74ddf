import { DatabaseSync } from 'node:sqlite';
import { matchesPattern, type Pattern } from '../template/event-pattern.ts';
import type { Application, Resource } from '../template/template.ts';
import { payloadFor, type Target } from './target.ts';

/** Events on their way from a bus to the targets of its rules, kept on disk until a target has taken them. */
export type Outbox = {
  /** Accepts an event as PutEvents does, and delivers it to every rule that it matches. */
  put(event: Record<string, unknown>): void;
  /** Starts delivering what an earlier run left. */
  start(): void;
  readonly idle: boolean;
  stop(): void;
};

const tables = `
  PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS undelivered (id INTEGER PRIMARY KEY, rule TEXT, target INTEGER, event TEXT)`;

/**
 * Opens the outbox of a data folder. `deliver` resolves when a target has taken a payload for good; it is tried until
 * then.
 */
export function openOutbox(setting: {
  application: Application;
  data: string;
  /** Parts of the logical ids of rules that take no event. */
  silent: readonly string[];
  log: (line: string) => void;
  deliver: (target: Target, payload: string) => Promise<void>;
}): Outbox {
  const { application, log } = setting;
  const database = new DatabaseSync(`${setting.data}/events.db`);
  database.exec(tables);
  const keep = database.prepare('INSERT INTO undelivered (rule, target, event) VALUES (?, ?, ?)');
  const forget = database.prepare('DELETE FROM undelivered WHERE id = ?');
  const left = database.prepare('SELECT id, rule, target, event FROM undelivered');
  let delivering = 0;
  let stopped = false;

  const attempt = async (id: number | bigint, rule: Resource, index: number, event: string) => {
    const target = rule.properties['Targets']?.[index] as Target | undefined;
    delivering += 1;
    for (let tries = 0; target && !stopped; tries += 1) {
      try {
        await setting.deliver(target, payloadFor(target, event));
        break;
      } catch (problem) {
        const why = problem instanceof Error ? problem.message : problem;
        if (tries === 0) log(`${rule.logicalId} could not deliver an event (${why}), trying again`);
        await new Promise((resolve) => setTimeout(resolve, Math.min(60_000, 250 * 2 ** tries)).unref());
      }
    }
    delivering -= 1;
    if (!stopped) forget.run(id);
  };

  return {
    put({ busName, ...sent }) {
      const event = JSON.stringify(sent);
      for (const rule of application.ofType('AWS::Events::Rule')) {
        const { EventPattern: pattern, State: state, EventBusName: bus } = rule.properties;
        if (setting.silent.some((part) => rule.logicalId.includes(part))) continue;
        if (!pattern || state === 'DISABLED' || nameOfBus(bus) !== nameOfBus(busName)) continue;
        if (!matchesPattern(pattern as Pattern, sent)) continue;
        for (const index of (rule.properties['Targets'] ?? []).keys()) {
          const { lastInsertRowid } = keep.run(rule.logicalId, index, event);
          void attempt(lastInsertRowid, rule, index, event);
        }
      }
    },
    start() {
      for (const row of left.all() as { id: number; rule: string; target: number; event: string }[]) {
        const rule = application.find(row.rule);
        if (rule?.type === 'AWS::Events::Rule') void attempt(row.id, rule, row.target, row.event);
        else forget.run(row.id);
      }
    },
    get idle() {
      return delivering === 0;
    },
    stop() {
      stopped = true;
      database.close();
    },
  };
}

function nameOfBus(bus: unknown): string {
  return typeof bus === 'string' && bus !== '' ? (bus.split('/').at(-1) ?? 'default') : 'default';
}
