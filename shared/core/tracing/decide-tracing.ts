import type { TracingAct } from '../../contracts/tracing.ts';
import type { Happened, Owed, Tracing } from './tracing.ts';

/** What is done to a search: by staff, with a list that is handed over, or by whoever runs the center. */
export type TracingCommand =
  | { does: 'act'; act: TracingAct; by: string }
  | { does: 'hand-over'; by: string; to: string }
  | { does: 'erase' };

/** What a command makes of a search, and what whoever looks is then told by mail; or why it is refused. */
export type Decided = { next: Tracing; owed?: Owed } | { refused: 'not-now' | 'changes-nothing' };

/** Events that one search keeps at most: beyond, the oldest but the first go. */
const longestHistory = 150;

/** The search after something happened to it: one version on, with that at the end of its history. */
function after(one: Tracing, happened: Happened, changes: Partial<Tracing> = {}): Tracing {
  const history = [...one.history, happened];
  const kept = history.length > longestHistory ? [...history.slice(0, 1), ...history.slice(2)] : history;
  return { ...one, version: one.version + 1, touchedAt: happened.at, history: kept, ...changes };
}

function act(one: Tracing, { act: asked, by }: Extract<TracingCommand, { does: 'act' }>, at: string): Decided {
  switch (asked.act) {
    case 'join':
      if (asked.with === one.id || asked.with === one.sameAs) return { refused: 'changes-nothing' };
      return { next: after(one, { at, what: 'joined', by }, { sameAs: asked.with }) };
    case 'unjoin': {
      const { sameAs, ...rest } = one;
      if (sameAs === undefined) return { refused: 'changes-nothing' };
      return { next: after(rest, { at, what: 'unjoined', by }) };
    }
    case 'has-given-news':
      if (one.gaveNews) return { refused: 'changes-nothing' };
      return { next: after(one, { at, what: 'gave-news', by }, { gaveNews: true }) };
    case 'close':
      if (one.state === 'closed') return { refused: 'changes-nothing' };
      return { next: after(one, { at, what: 'closed', by }, { state: 'closed' }), owed: 'closed' };
    case 'called':
      if (one.state !== 'closed') return { refused: 'not-now' };
      return { next: after(one, { at, what: 'called', by }, { calledAt: at }) };
  }
}

/**
 * What one act makes of a search at an ISO instant. Of whoever is looked for nothing is noted but that they asked for
 * it to be told that they gave news; a mail is owed for the first hand-over and for the end alone, so that what is done
 * at the desk is seen in none.
 */
export function decideTracing(one: Tracing, command: TracingCommand, at: string): Decided {
  if (one.state === 'erased') return { refused: 'not-now' };
  switch (command.does) {
    case 'act':
      return act(one, command, at);
    case 'hand-over': {
      const { by, to } = command;
      if (one.state === 'closed') return { refused: 'not-now' };
      const next = after(
        one,
        { at, what: 'handed-over', by, to },
        { state: 'handed-over', handedOverAt: one.handedOverAt ?? at },
      );
      return one.state === 'handed-over' ? { next } : { next, owed: 'handed-over' };
    }
    case 'erase': {
      const { asked: _words, sameAs: _circle, gaveNews: _news, danger: _danger, ...rest } = one;
      return { next: after(rest, { at, what: 'erased' }, { state: 'erased' }) };
    }
  }
}
