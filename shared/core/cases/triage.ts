import type { AcceptedContact } from '../../contracts/contact.ts';
import type { ServiceDefinition } from '../../contracts/service.ts';
import type { HeardDanger, LifeFirstRules } from '../danger/danger.ts';
import { hearDanger, worstOf } from '../danger/hear-danger.ts';

/** Whether a text goes to the urgent lane: see `hearDanger`, which says more. */
export const dangerToLife = (text: string, rules: LifeFirstRules): boolean => hearDanger(text, rules).level === 'lane';

/** The words in which danger to life is looked for: the subject is a sentence of its own. */
export const wordsOf = ({ subject, message }: { subject?: string | undefined; message?: string | undefined }): string =>
  [subject, message].filter((part) => part !== undefined && part !== '').join('\n\n');

/** Where a contact goes and what it becomes: its lane, whether it cannot wait, whose matter it is. */
export type Triage = {
  lane: string;
  urgent: boolean;
  /** What danger was heard in it, for whoever works on the case. */
  danger: HeardDanger | undefined;
  competence: 'own' | 'other';
  formal: boolean;
  retentionDays: number;
};

/** A contact's sort: where it goes and what it becomes, but for the danger that was heard in it. */
export type Sort = Omit<Triage, 'danger'>;

/** The sort of a contact of which the door has judged whether it cannot wait; throws for a kind the service lacks. */
export function sortOf(
  contact: Pick<AcceptedContact, 'kind' | 'category'>,
  definition: Pick<ServiceDefinition, 'kinds' | 'categories' | 'service'>,
  urgent: boolean,
): Sort {
  const kind = definition.kinds.find((allowed) => allowed.kind === contact.kind);
  if (kind === undefined) throw new Error(`${definition.service} does not take contacts of kind ${contact.kind}`);
  const category = definition.categories.find((known) => known.category === contact.category);
  return {
    lane: urgent ? 'urgent' : kind.lane,
    urgent,
    competence: category?.competence ?? 'own',
    formal: kind.formal,
    retentionDays: kind.retentionDays,
  };
}

/**
 * Sorts a contact: life first (as `told` when the door has judged it, with the danger it heard in what came with the
 * words), then the lane of its kind; throws for a kind the service lacks.
 */
export function triage(
  contact: Pick<AcceptedContact, 'kind' | 'category' | 'subject' | 'message' | 'quoted' | 'signature'>,
  definition: Pick<ServiceDefinition, 'kinds' | 'categories' | 'service'>,
  rules: LifeFirstRules,
  told?: boolean,
  heardAtDoor?: HeardDanger,
): Triage {
  const { quoted, signature } = contact;
  const words = hearDanger(wordsOf(contact), rules);
  const urgent = told ?? words.level === 'lane';
  // A mail was judged by all that came with it: what raised it may stand in what it quotes.
  const around =
    urgent && heardAtDoor === undefined && words.level !== 'lane'
      ? wordsOf({ subject: quoted, message: signature })
      : '';
  const more = around === '' ? undefined : hearDanger(`${wordsOf(contact)}\n\n${around}`, rules);
  const danger = worstOf([heardAtDoor, words, more]);
  return {
    ...sortOf(contact, definition, urgent),
    danger: danger?.level === 'lane' && !urgent ? undefined : danger,
  };
}
