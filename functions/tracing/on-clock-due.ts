import { keepTime } from './keep-time.ts';
import { tracingWork } from './tracing-work.ts';

const work = tracingWork();

/** Every five minutes: counts what waits too long, and finishes hand-overs and mails that were broken off. */
export async function handler(): Promise<void> {
  await keepTime(work, new Date());
}
