import { expect } from '@jest/globals';
import type { ProtocolBatch } from '../../shared/contracts/protocol.ts';
import { brokenBatch, entriesOf, numberText, yearAt } from '../../shared/core/protocol.ts';
import { readCase } from '../../shared/shell/case-file.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import type { Protocol } from '../../shared/shell/protocol.ts';
import type { Register } from '../../shared/shell/register.ts';

/** The whole chain of a protocol, from where it begins. */
export async function chainOf(protocol: Protocol): Promise<ProtocolBatch[]> {
  const batches: ProtocolBatch[] = [];
  for (let year: number | undefined = 0; year !== undefined; year = batches.at(-1)?.continuesIn) {
    const before = batches.length;
    for await (const page of protocol.batches(year, 1)) batches.push(...page);
    if (batches.length === before) break;
  }
  return batches;
}

/** What must hold whatever happened: the chain, no gap, no double, and the case of every contact knows its one number. */
export async function expectSound(register: Register, protocol: Protocol, contacts: readonly string[]): Promise<void> {
  const batches = await chainOf(protocol);
  for (const [index, batch] of batches.entries())
    expect(brokenBatch(batches[index - 1], batch, sha256)).toBeUndefined();
  const entries = batches.flatMap(entriesOf);
  for (const [year, ofYear] of Map.groupBy(entries, ({ at }) => yearAt(at)))
    expect(ofYear.map(({ number }) => number)).toEqual(ofYear.map((_, index) => numberText(year, index + 1)));
  expect(entries.map(({ contact }) => contact).sort()).toEqual([...contacts].sort());
  for (const { caseId, contact, number, at } of entries) {
    const { state } = await readCase(register, caseId);
    if (state.stage === 'none') throw new Error(`no case ${caseId}`);
    expect(
      state.protocol.map((known) => [known.contact, numberText(known.year, known.number), known.assignedAt]),
    ).toEqual([[contact, number, at]]);
  }
}
