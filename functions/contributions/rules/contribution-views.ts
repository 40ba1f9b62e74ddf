import {
  type ContributionLine,
  type GivenContribution,
  type GivenContributions,
  maximumListed,
  type OwnContribution,
  type PublicContribution,
} from '../../../shared/contracts/contribution.ts';
import {
  type Contribution,
  type ContributionRow,
  type Happened,
  holdOf,
  isOverdue,
  publicOf,
} from '../../../shared/core/contributions/contribution.ts';
import { present } from '../../../shared/core/present.ts';
import { markText } from './mark-text.ts';

/** Characters that a list shows of a text. */
const beginning = 200;

/** How a text begins: whole words, with an ellipsis where more follows. */
export function beginningOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= beginning) return line;
  const cut = line.slice(0, beginning);
  const whole = cut.slice(0, Math.max(cut.lastIndexOf(' '), 1));
  return `${whole.replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** A published contribution as one line of a list. */
export function lineOf({ service: _service, text, dialogue, ...one }: PublicContribution): ContributionLine {
  return { ...one, begins: beginningOf(text), ...(dialogue !== undefined && { dialogue: true as const }) };
}

const answer = (given: boolean) => (given ? ('yes' as const) : ('no' as const));

const consentsOf = ({ consents: { publish, name, contact, dialogue } }: Contribution) => ({
  publish: answer(publish),
  name: answer(name),
  contact: answer(contact),
  dialogue: answer(dialogue),
});

/** The state that each event led to, as its author follows it; what changes none is left out. */
const stateAfter: Partial<Record<Happened['what'], OwnContribution['state']>> = {
  given: 'waiting',
  changed: 'waiting',
  published: 'published',
  declined: 'declined',
  'sent-back': 'changes-asked',
  kept: 'kept',
  'taken-down': 'withdrawn',
  erased: 'erased',
};

/** Where a contribution stands, for its author. */
export function ownView(one: Contribution, service: string): OwnContribution {
  const { code, kind, language, state, receivedAt, decidedBy, given, said, outcome, id } = one;
  const history = one.history.flatMap(({ at, what }) => {
    const reached = stateAfter[what];
    return reached === undefined ? [] : [{ state: reached, at }];
  });
  const isPublic = publicOf(one, service) !== undefined;
  if (state === 'withdrawn' && history.at(-1)?.state !== 'withdrawn') history.push({ state, at: one.since });
  return {
    ...{ code, service, kind, language, state, receivedAt, consents: consentsOf(one), history },
    ...present({ decidedBy, title: given?.title, text: given?.text, said, outcome, id: isPublic ? id : undefined }),
  };
}

/** A contribution whole, for whoever moderates: the original with its marks. */
export function givenView(one: Contribution, service: string, at: string): GivenContribution {
  const { id, version, kind, language, state, receivedAt, decidedBy, given, said, outcome, danger, code } = one;
  const shown = publicOf({ ...one, state: 'published', consents: { ...one.consents, publish: true } }, service);
  return {
    ...{ service, id, version, kind, language, state, receivedAt, consents: consentsOf(one) },
    parentAgrees: answer(one.parentAgrees),
    marks:
      given === undefined
        ? []
        : [...markText(given.title, 'title', language), ...markText(given.text, 'text', language)].slice(0, 2_000),
    history: one.history.map(({ at: when, what, by }) => ({ at: when, what, ...present({ by }) })),
    ...present({
      decidedBy,
      title: given?.title,
      text: given?.text,
      firstName: given?.firstName,
      shown,
      said,
      outcome,
      danger,
      request: danger === undefined ? undefined : code,
      hold: holdOf(one, at),
    }),
  };
}

/** One box of a service for its moderators, with how many wait and how many of those too long. */
export function boxView(
  service: string,
  { box, rows, waiting }: { box: GivenContributions['box']; rows: ContributionRow[]; waiting: ContributionRow[] },
  at: string,
): GivenContributions {
  return {
    service,
    box,
    waiting: waiting.length,
    overdue: waiting.filter((row) => isOverdue(row, at)).length,
    contributions: rows.slice(0, maximumListed).map(({ since: _since, publish, ...row }) => ({
      ...row,
      mayBePublished: publish,
    })),
  };
}
