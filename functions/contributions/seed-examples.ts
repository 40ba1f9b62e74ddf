import type { ContributionExample } from '../../shared/contracts/contribution-example.ts';
import { mintCode } from '../../shared/core/cases/receipt-code.ts';
import { type Contribution, decidedBy } from '../../shared/core/contributions/contribution.ts';
import { decideContribution } from '../../shared/core/contributions/decide-contribution.ts';
import { present } from '../../shared/core/present.ts';
import { hmacWith } from '../../shared/shell/hashing.ts';
import { logLine } from '../../shared/shell/log.ts';
import { idOf, type KeptContributions } from './contributions-work.ts';

// The examples of a new center, through the decisions that moderators take: called by on-deployment.

/** Who published what comes with the code: it was reviewed as the code is, before it was taken in. */
export const seeder = 'Contenuti iniziali, riletti con il codice';

type Seeding = KeptContributions;

/** What their names are made with: the same in every center, so that one that moves meets its own. Nobody has a code. */
const hmac = hmacWith('examples that come with the code');

const noon = (day: string) => `${day}T11:00:00.000Z`;

function given(work: Seeding, one: ContributionExample, code: string, id: string): Contribution {
  const at = noon(one.publishedOn);
  const { kind, language, title, text, firstName } = one;
  return {
    ...{ id, code, version: 1, kind, language, state: 'waiting', since: at, receivedAt: at },
    decidedBy: decidedBy(work.rules, at),
    given: { title, text, ...present({ firstName }) },
    consents: { publish: true, name: firstName !== undefined, contact: false, dialogue: one.dialogue !== undefined },
    parentAgrees: false,
    history: [{ at, what: 'given' }],
    example: true,
  };
}

/** An example published, with what became of it. Throws Error where the decisions refuse it. */
export function decidedExample(work: Seeding, one: ContributionExample, code: string, id: string): Contribution {
  const { title, text, dialogue, outcome } = one;
  const letsBeKnown = { minor: 'no', formerPartner: 'no', another: 'no' } as const;
  const publish = { act: 'publish' as const, title, text, letsBeKnown, ...present({ dialogue }) };
  const decide = (from: Contribution, decision: Parameters<typeof decideContribution>[1], at: string) => {
    const decided = decideContribution(from, decision, { rules: work.rules, at });
    if ('refused' in decided) throw new Error(`the example ${one.example} cannot be published: ${decided.refused}`);
    return decided.next;
  };
  const first = given(work, one, code, id);
  const published = decide(first, { does: 'decide', decision: publish, by: seeder }, noon(one.publishedOn));
  const told =
    outcome === undefined
      ? published
      : decide(
          published,
          {
            does: 'decide',
            decision: { act: 'set-outcome', outcome: outcome.outcome, ...present({ words: outcome.words }) },
            by: seeder,
          },
          noon(outcome.on),
        );
  return { ...told, version: 1 };
}

/**
 * Publishes each example of a kind that the service takes and does not have yet, and tells how many; one that a
 * moderator took down stays so.
 */
export async function seedExamples(work: Seeding, examples: readonly ContributionExample[]): Promise<number> {
  const { definition, contributions, rules } = work;
  let given = 0;
  for (const one of examples) {
    if (!rules.kinds.includes(one.kind)) continue;
    const code = mintCode(definition.codePrefix, `example|${one.example}`, hmac);
    const id = idOf(code, hmac);
    if (await contributions.give(decidedExample(work, one, code, id))) given += 1;
  }
  logLine({ level: 'info', function: 'contributions-deployment', service: definition.service, given });
  return given;
}
