import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import type { SampledCase } from '../../shared/contracts/review-sample.ts';
import type { Hmac } from '../../shared/core/cases/receipt-code.ts';
import { listedCase } from '../../shared/core/cases/worklist-item.ts';
import { openEntries } from '../../shared/core/chain.ts';
import { dayInRome, instantOf } from '../../shared/core/hours/zone.ts';
import { keyedDigest } from '../../shared/shell/hashing.ts';
import type { Listing } from '../../shared/shell/stores/listing.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { personOf, type Worklist } from '../../shared/shell/stores/worklist.ts';

// Step 3 of the citizen's line: called by on-case-event for what the registrar wrote; then the desk shows the list.

/**
 * Lists the cases that these entries of the register are about, entries of one case in order. A case of which only the
 * first entry is known here is listed from it without a look at the register; any other is read whole, so that it does
 * not matter what was listed of it before. What comes again lists the same again.
 */
export async function listCases(input: {
  entries: readonly RegisterEntry[];
  register: Register;
  worklist: Worklist;
  hmac: Hmac;
  /** When they are listed: whoever looks at the list is told then. Left out where nobody need be told. */
  at?: string;
  /** The day of which what arrives is counted; left out: that on which they are listed. */
  today?: string;
  /** True where nobody vouches that these are the case's first entries, and that later ones follow. */
  readWhole?: boolean;
}): Promise<void> {
  const { entries, register, worklist, hmac, at, readWhole = false } = input;
  const today = input.today ?? (at === undefined ? undefined : dayInRome(instantOf(at)));
  const listings: Listing[] = [];
  const forgotten: { item: Listing['item']; person: string }[] = [];
  const cases = [...Map.groupBy(entries, ({ caseId }) => caseId)];
  // Nobody can tell beforehand which answers will be looked at again: the secret of the service draws.
  const drawn = ({ week, code }: SampledCase) => keyedDigest(`sample|${week}|${code}`, hmac).slice(0, 16);
  await Promise.all(
    cases.map(async ([caseId, known]) => {
      const isNew = !readWhole && known.every(({ version }) => version === 1);
      const whole = isNew ? known.slice(0, 1) : await register.read(caseId);
      const listed = listedCase(caseId, whole.at(-1)?.version ?? 1, openEntries(whole));
      if (listed === undefined) return;
      const { item, points, fewerPoints, words: _searched, answeredIn, arrived, ...facts } = listed;
      const persons = points.map((point) => personOf(point, hmac));
      listings.push({
        ...facts,
        item,
        persons,
        ...(arrived.day === today && { arrived }),
        answeredIn: answeredIn.map((one) => ({ ...one, drawnBy: drawn(one) })),
      });
      if (!fewerPoints) return;
      const before = await worklist.personsOf(caseId);
      forgotten.push(...before.filter((person) => !persons.includes(person)).map((person) => ({ item, person })));
    }),
  );
  await worklist.keep(listings, forgotten, at);
}

/**
 * Lists every case of the register again: for a list that missed some, or a register older than its worklist. It reads
 * the register whole, so nobody waits for it; what is registered meanwhile is listed by the stream. Gives the number of
 * cases.
 */
export async function listAll(input: {
  register: Register;
  worklist: Worklist;
  hmac: Hmac;
  /** The day of which what arrives is counted. */
  today?: string;
}): Promise<number> {
  const cases = new Set<string>();
  for await (const page of input.register.all()) {
    for (const { caseId } of page) cases.add(caseId);
    await listCases({ ...input, entries: page, readWhole: true });
  }
  return cases.size;
}
