import { type Danger, type LifeFirstRules, noDanger } from './danger.ts';
import { foldText } from './fold-text.ts';

type Compiled = { anyDanger: RegExp; dangers: RegExp; negations: RegExp; notDangers: RegExp | undefined };
const compiled = new WeakMap<LifeFirstRules, Compiled[]>();

const anyOf = (sources: string[], flags: string) => new RegExp(`\\b(?:${sources.join('|')})`, flags);

function compile(rules: LifeFirstRules): Compiled[] {
  const known = compiled.get(rules);
  if (known) return known;
  const fresh = Object.values(rules).map(({ dangers, negations, notDangers }) => ({
    anyDanger: anyOf(dangers, ''),
    dangers: anyOf(dangers, 'g'),
    negations: anyOf(negations, 'g'),
    notDangers: notDangers.length === 0 ? undefined : anyOf(notDangers, 'g'),
  }));
  compiled.set(rules, fresh);
  return fresh;
}

/** How many words may stand between a negation and what it denies. */
const reachOfNegation = 4;

function isDenied(clause: string, position: number, negations: RegExp): boolean {
  const before = clause.slice(0, position);
  return [...before.matchAll(negations)].some(({ index, 0: found }) => {
    const between = before.slice(index + found.length).trim();
    return between === '' || between.split(/\s+/).length <= reachOfNegation;
  });
}

/**
 * Whether a text speaks of danger to life, in any of the three languages, whatever language it claims:
 * a danger counts unless a negation stands shortly before it in the same clause. In doubt it counts.
 */
function isHeard(text: string, rules: LifeFirstRules): boolean {
  const folded = foldText(text);
  return compile(rules).some(({ anyDanger, dangers, negations, notDangers }) => {
    // Hardly any text speaks of danger: one look at the whole spares the clauses.
    if (!anyDanger.test(folded)) return false;
    const told = notDangers === undefined ? folded : folded.replace(notDangers, ' ');
    return told
      .split(/[.!?;:,\n\r()]+|\s-\s| ma | pero | but | aber /)
      .some((clause) => [...clause.matchAll(dangers)].some(({ index }) => !isDenied(clause, index, negations)));
  });
}

/** What danger to life a text speaks of, in any of the three languages, whatever language it claims. In doubt it counts. */
export function hearDanger(text: string, rules: LifeFirstRules): Danger {
  return isHeard(text, rules)
    ? { level: 'lane', kind: 'other', evidence: text.trim().slice(0, 300), rule: 'all' }
    : noDanger;
}
