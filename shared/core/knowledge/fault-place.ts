import type { ContentItem } from '../../contracts/content/content.ts';
import type { Guide } from '../../contracts/content/guide.ts';
import { atomsOf } from './judge.ts';
import type { Fault } from './publish-faults.ts';

/** Pointer of the first text of an item that a test finds, such as `/languages/it/body`; undefined where none is. */
function pointerOf(value: unknown, found: (text: string, at: string) => boolean, at = ''): string | undefined {
  if (typeof value === 'string') return found(value, at) ? at : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, each] of Object.entries(value)) {
    const pointer = pointerOf(each, found, `${at}/${name}`);
    if (pointer !== undefined) return pointer;
  }
  return undefined;
}

const resultPlace = ({ results }: Guide, id: string): string => {
  const place = results.findIndex((result) => result.id === id);
  return place === -1 ? '/results' : `/results/${place}`;
};

/** The row of a guide that asks a question; where none does, the condition that hangs on it. */
function questionPlace({ questions, results }: Guide, id: string): string {
  const asked = questions.findIndex(({ question }) => question === id);
  if (asked !== -1) return `/questions/${asked}`;
  const named = results.findIndex(
    (result) => 'condition' in result && atomsOf(result.condition).some(({ question }) => question === id),
  );
  return named === -1 ? '/questions' : `/results/${named}/condition`;
}

function placeInGuide(fault: Fault, guide: Guide): string | undefined {
  switch (fault.fault) {
    case 'never-asked':
      return questionPlace(guide, fault.question);
    case 'asks-later':
      return `${questionPlace(guide, fault.question)}/when`;
    case 'never-reached':
    case 'constant':
      return resultPlace(guide, fault.result);
    case 'contradiction':
      return `${resultPlace(guide, fault.result)}/excludes`;
    case 'dead-end':
      return '/fallback';
    case 'too-long':
    case 'too-many-paths':
      return '/questions';
    case 'unknown':
      return fault.kind === 'question' ? questionPlace(guide, fault.id) : undefined;
    default:
      return undefined;
  }
}

/**
 * Where in an item a fault is mended: the pointer (RFC 6901) of a member, or of the row of a guide that the walk names;
 * empty where it is no one member's.
 */
export function placeOfFault(fault: Fault, item: ContentItem): string {
  const inGuide = item.kind === 'guide' ? placeInGuide(fault, item) : undefined;
  if (inGuide !== undefined) return inGuide;
  const text = (found: (text: string, at: string) => boolean) => pointerOf(item, found) ?? '';
  switch (fault.fault) {
    case 'no-source':
    case 'undated-source':
      return item.kind === 'parameter' ? '/values' : '/sources';
    case 'ends-before-it-begins':
      return item.kind === 'parameter' ? '/values' : '/validTo';
    case 'bare-amount':
      return text((words) => words.includes(fault.words));
    case 'forbidden-words':
      return text((words) => words.toLowerCase().includes(fault.words.toLowerCase()));
    case 'amount-without-end':
    case 'two-values':
      return '/values';
    case 'unknown':
      return text(
        (words, at) =>
          words.includes(`{{${fault.id}}}`) ||
          words.includes(`(picture:${fault.id})`) ||
          // A question of the same name is another thing.
          (words === fault.id && at.endsWith('/question') === (fault.kind === 'question')),
      );
    default:
      return '';
  }
}
