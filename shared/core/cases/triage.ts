import type { AcceptedContact } from '../../contracts/contact.ts';
import type { ServiceDefinition } from '../../contracts/service.ts';
import type { Language } from '../../contracts/text.ts';

/** The danger-to-life rule of each language: regular expressions over folded text (lower case, no accents). */
export type LifeFirstRules = Record<Language, { dangers: string[]; negations: string[]; notDangers: string[] }>;

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

/** Lower case, no accents, one kind of apostrophe and blank: what the rules are written against. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/[ \t\u00a0]+/g, ' ');
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
export function dangerToLife(text: string, rules: LifeFirstRules): boolean {
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

/** Where a contact goes and what it becomes: its lane, whether it cannot wait, whose matter it is, which clock runs. */
export type Triage = {
  lane: string;
  urgent: boolean;
  competence: 'own' | 'other';
  formal: boolean;
  clock: 'first-answer' | 'legal-term' | 'none';
  retentionDays: number;
};

/** Sorts a contact: life first (as `told` when intake has judged it), then the lane of its kind; throws for a kind the service lacks. */
export function triage(
  contact: Pick<AcceptedContact, 'kind' | 'category' | 'subject' | 'message'>,
  definition: Pick<ServiceDefinition, 'kinds' | 'categories' | 'service'>,
  rules: LifeFirstRules,
  told?: boolean,
): Triage {
  const kind = definition.kinds.find((allowed) => allowed.kind === contact.kind);
  if (kind === undefined) throw new Error(`${definition.service} does not take contacts of kind ${contact.kind}`);
  const urgent = told ?? dangerToLife(`${contact.subject ?? ''}\n${contact.message ?? ''}`, rules);
  const category = definition.categories.find((known) => known.category === contact.category);
  return {
    lane: urgent ? 'urgent' : kind.lane,
    urgent,
    competence: category?.competence ?? 'own',
    formal: kind.formal,
    clock: kind.clock,
    retentionDays: kind.retentionDays,
  };
}
