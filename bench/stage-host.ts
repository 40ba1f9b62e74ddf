import { startStage } from '../local/stage/stage.ts';
import { serveParent } from './subject.ts';

/**
 * The one-machine stage in a process of its own: data folder, templates, mails a second. Its request limits are lifted,
 * unless an instant for its clock is given as well: then they hold. Nothing is kept at the edge: the API is measured,
 * and nothing but what is measured is sent.
 */
const [, , data = '', templates = '', mailRate = '100', at] = process.argv;
process.env['TZ'] = 'UTC';
const clock = at === undefined ? { unthrottled: true } : { at: new Date(at) };
const stage = await startStage({
  port: 0,
  data,
  templates,
  mailRate: Number(mailRate),
  uncached: true,
  silent: ['Canary'],
  ...clock,
});
serveParent(
  { url: stage.url },
  {
    calls: () => stage.calls(),
    memory: () => stage.memory(),
    editors: async () => ({
      editor: await stage.token('gaia.moretti'),
      supervisor: await stage.token('bruno.neri'),
    }),
    emulators: async () => (['dynamodb', 'queues', 'mail'] as const).map((name) => stage.emulator(name).pid ?? 0),
  },
  () => stage.stop(),
);
