import { CallRecord } from '../../../../shared/contracts/call-record.ts';
import { type Adapter, issuesOf, wrong } from './exchange.ts';
import { known, secondsBetween } from './exchange-words.ts';

/** Our own record: what is missing and follows from the rest is filled in. */
export const canonical: Adapter = {
  beginsAt: ['startedAt'],
  read(raw, { source }) {
    const parsed = CallRecord.safeParse(raw);
    if (!parsed.success) return issuesOf(parsed.error);
    const record = parsed.data;
    if (record.source !== undefined && record.source !== source) {
      return wrong(['source'], `must be ${source}, whose key signs the request, or be left out`);
    }
    const { queuedAt, answeredAt, endedAt, outcome } = record;
    const left = answeredAt ?? endedAt;
    return {
      record: known<CallRecord>({
        ...record,
        waitSeconds: record.waitSeconds ?? (outcome === 'in-progress' ? undefined : secondsBetween(queuedAt, left)),
        talkSeconds: record.talkSeconds ?? secondsBetween(answeredAt, endedAt),
      }),
    };
  },
};
