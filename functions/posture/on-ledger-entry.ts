import { busNames } from '../../shared/contracts/posture-changed.ts';
import { environment } from '../../shared/shell/environment.ts';
import { logLine } from '../../shared/shell/log.ts';
import { tellBus } from '../../shared/shell/queues/bus.ts';
import { followingStream } from '../../shared/shell/queues/stream.ts';
import { isAct, itemAct, readLedger } from '../../shared/shell/stores/ledger.ts';
import { eventNews, postureNews } from './rules/posture-news.ts';

const { LEDGER_TABLE, BUS_NAME } = environment('LEDGER_TABLE', 'BUS_NAME');

/** Tells the bus of each act in the ledger, in order, at least once; a repeated entry is told again and alike. */
export const handler = followingStream('posture-news', async (items) => {
  for (const item of items.filter(isAct)) {
    const entry = itemAct(item);
    const { service, version } = entry;
    const told = eventNews(entry);
    if (told !== undefined) {
      await tellBus(BUS_NAME, busNames.eventTold, told);
      logLine({ level: 'info', function: 'posture-news', service, version, event: told.what });
      continue;
    }
    const news = postureNews(await readLedger(LEDGER_TABLE, service), version);
    if (news === undefined) throw new Error(`the ledger of ${service} does not hold version ${version} yet`);
    await tellBus(BUS_NAME, busNames.postureChanged, news);
    const { act, level, previousLevel } = news;
    logLine({ level: 'info', function: 'posture-news', service, version, act, posture: level, previousLevel });
  }
});
