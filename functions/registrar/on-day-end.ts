import { closeDays, dayOf } from '../../shared/core/cases/day-roots.ts';
import type { DayLeaf } from '../../shared/core/chain.ts';
import { environment } from '../../shared/shell/environment.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { logLine } from '../../shared/shell/log.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { keepRoot, lastRoot } from '../../shared/shell/stores/roots.ts';

const { SERVICE, REGISTER_TABLE, ROOTS_TABLE } = environment('SERVICE', 'REGISTER_TABLE', 'ROOTS_TABLE');
const register = dynamodbRegister(REGISTER_TABLE);

/** Seals each day just past under one root over all its entries; a day that has its root keeps it. */
export async function handler(): Promise<void> {
  const now = new Date();
  const last = await lastRoot(ROOTS_TABLE, SERVICE);
  const leavesByDay = new Map<string, DayLeaf[]>();
  for await (const entries of register.all()) {
    for (const { caseId, version, hash, at } of entries) {
      const day = dayOf(new Date(at));
      if (last !== undefined && day <= last.day) continue;
      const leaves = leavesByDay.get(day) ?? [];
      leaves.push({ caseId, version, hash });
      leavesByDay.set(day, leaves);
    }
  }
  for (const root of closeDays({ service: SERVICE, now, last, leavesByDay, sha256 })) {
    const kept = await keepRoot(ROOTS_TABLE, root);
    logLine({ level: 'info', function: 'day-end', service: SERVICE, day: root.day, entries: root.entries, kept });
  }
}
