import { environment } from '../../shared/shell/environment.ts';
import { answeringByLink } from '../../shared/shell/http/answering-by-link.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { keepWake, occasionIn, personRung, readWake } from '../../shared/shell/stores/wakes.ts';
import { wakeView, withAnswer } from './rules/next-ring.ts';

const env = environment('WAKES_TABLE');

/**
 * Shows whoever was rung what waits, and takes their answer, from the page's button or from the exchange for a key that
 * was pressed.
 */
export const handler = answeringByLink('wake-answer', {
  services: readServices(),
  parameter: 'wake',
  read: async (service, name) => {
    const occasion = occasionIn(name);
    return occasion === undefined ? undefined : readWake(env.WAKES_TABLE, service, occasion);
  },
  person: (wake, name, { roster = [] }) => personRung(wake, name, [...wake.rings, ...roster]),
  answered: withAnswer,
  keep: (wake) => keepWake(env.WAKES_TABLE, wake),
  view: wakeView,
  page: async () => (await import('../../web/pages/wake-page.ts')).wakePage,
});
