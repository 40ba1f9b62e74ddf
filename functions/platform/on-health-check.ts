import { answering } from '../../shared/shell/http/answering.ts';

/** Says that the platform answers (ModI: `/status`). */
export const handler = answering('status', async (_event, now) => ({
  status: 200,
  body: { status: 'ok', at: now.toISOString() },
}));
