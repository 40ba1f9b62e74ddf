import { setTimeout as pause } from 'node:timers/promises';
import type { Stage } from '../local/stage-interface.ts';
import type { Facts } from './judging.ts';
import type { Scenario } from './scenario.ts';

/** Looks again and again until `look` finds something; throws with `what` was awaited after so many milliseconds. */
export async function until<Found>(
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

/** One run of a scenario on a stage of its own: what all its parts share. */
export class Rehearsal {
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

  /** Tells a line of the timeline, after the seconds since the beginning and the clock of the stage. */
  say(line: string): void {
    const seconds = ((performance.now() - this.began) / 1000).toFixed(1).padStart(6);
    const clock = new Date(this.stage.clock.now()).toLocaleString('sv-SE', { timeZone: 'Europe/Rome' }).slice(5, 16);
    this.tell(`${seconds} s  ${clock}  ${line}`);
  }
}
