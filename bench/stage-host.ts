import { startStage } from '../local/stage.ts';
import { serveParent } from './subject.ts';

/** The one-machine stage in a process of its own, with request limits lifted: data folder, templates, mails a second. */
const [, , data = '', templates = '', mailRate = '100'] = process.argv;
process.env['TZ'] = 'UTC';
const stage = await startStage({ port: 0, data, templates, mailRate: Number(mailRate), unthrottled: true });
serveParent(
  { url: stage.url },
  {
    calls: () => stage.calls(),
    memory: () => stage.memory(),
    emulators: async () => (['dynamodb', 'queues', 'mail'] as const).map((name) => stage.emulator(name).pid ?? 0),
  },
  () => stage.stop(),
);
