import { contributionsWork } from './contributions-work.ts';
import { keepTime } from './keep-time.ts';

const work = contributionsWork();

/** Each hour: counts what waits too long, and sends the mails that did not leave with their act. */
export async function handler(): Promise<void> {
  await keepTime(work, new Date());
}
