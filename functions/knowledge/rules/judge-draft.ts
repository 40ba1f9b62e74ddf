import type { Finding } from '../../../shared/contracts/content/content-draft.ts';
import type { ContentDocument } from '../../../shared/contracts/content/entry.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { placeOfFault } from '../../../shared/core/knowledge/fault-place.ts';
import { prepareGuide } from '../../../shared/core/knowledge/guide.ts';
import { walkGuide } from '../../../shared/core/knowledge/walk-guide.ts';
import { faultSentence } from '../../../shared/texts/knowledge/faults.ts';
import { type Judging, judgedItem } from './publish-check.ts';

/** Findings of one draft that are told at once: whoever mends twenty sees the rest. */
const mostFindings = 20;

/**
 * What would stand against publishing a document that keeps to its contract, each at the member to mend and in a
 * sentence of the reader's language; and for a guide that can be walked, how many ways of answering it has.
 */
export function judgeDraft(
  document: ContentDocument,
  language: Language,
  told: Judging & { reader: Language },
): { findings: Finding[]; walked?: { paths: number; longest: number } } {
  const judged = judgedItem(document, language, told);
  if (judged === undefined) return { findings: [] };
  const { item, among, faults } = judged;
  const findings = faults.slice(0, mostFindings).map(
    (fault): Finding => ({
      what: 'fault',
      at: placeOfFault(fault, item),
      sentence: faultSentence(fault, told.reader),
    }),
  );
  if (item.kind !== 'guide') return { findings };
  const { prepared, missing } = prepareGuide(item, among);
  if (missing.length > 0 || prepared.questions.length === 0) return { findings };
  const { paths, longest } = walkGuide(prepared, told.day);
  return { findings, walked: { paths, longest } };
}
