import fc from 'fast-check';
import type { ContentAct, ContentEvent } from '../../../../shared/contracts/content/entry.ts';
import type { Language } from '../../../../shared/contracts/text.ts';
import { dayInRome } from '../../../../shared/core/hours/zone.ts';
import { contentOf, decideContent, evolveContent } from '../../../../shared/core/knowledge/content-life.ts';
import { forbiddenWords } from '../../../../shared/texts/knowledge/forbidden-words.ts';

// Random lives of a content: two persons, two languages, three weeks; a page's title tells which act wrote it.

const anna = { subject: 'anna', name: 'Anna Bianchi' };
const bruno = { subject: 'bruno', name: 'Bruno Neri' };
const forbidden = Object.values(forbiddenWords).flat();

const start = Date.parse('2026-11-01T00:00:00Z');
/** An instant so many hours after all began. */
export const hours = (count: number) => new Date(start + count * 3_600_000).toISOString();
const day = fc.option(
  fc.integer({ min: 0, max: 12 }).map((days) => dayInRome(start + days * 86_400_000)),
  { nil: undefined },
);
const language = fc.constantFrom<Language>('it', 'de');

/** An act that is drawn: on which version is told once it is known what was written so far. */
export type Drawn = {
  pass: number;
  by: typeof anna;
  declared: boolean;
  act: (written: number[], mark: number) => ContentAct;
};
const which = fc.nat({ max: 1_000 });
const chosen = (written: number[], one: number) => written.at(-1 - (one % (written.length || 1))) ?? 1;
const act: fc.Arbitrary<Drawn['act']> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ language, validFrom: day, validTo: day }).map((drawn) => (_: number[], mark: number) => ({
      act: 'write' as const,
      language: drawn.language,
      document: { ...drawn, title: `mark ${mark} end` },
      change: 'drawn',
    })),
  },
  {
    weight: 5,
    arbitrary: which.map((one) => (written: number[]) => ({ act: 'review' as const, version: chosen(written, one) })),
  },
  {
    weight: 6,
    arbitrary: fc.tuple(which, fc.boolean()).map(([one, urgent]) => (written: number[]) => ({
      act: 'publish' as const,
      version: chosen(written, one),
      ...(urgent && { urgent: true as const }),
    })),
  },
  { weight: 1, arbitrary: language.map((one) => () => ({ act: 'check' as const, language: one })) },
  { weight: 1, arbitrary: fc.constant(() => ({ act: 'withdraw' as const, reason: 'drawn' })) },
);
/** The acts of one life, six to twenty. */
export const histories: fc.Arbitrary<Drawn[]> = fc.array(
  fc.record({ pass: fc.integer({ min: 0, max: 30 }), by: fc.constantFrom(anna, bruno), declared: fc.boolean(), act }),
  { minLength: 6, maxLength: 20 },
);

/** What happened by the acts that the rules allowed. */
export function history(drawn: Drawn[]): ContentEvent[] {
  const events: ContentEvent[] = [];
  let content = contentOf([]);
  let hour = 0;
  for (const [mark, { pass, by, declared, act: make }] of drawn.entries()) {
    hour += pass;
    const written = content.written.map(({ version }) => version);
    const decision = decideContent({ act: make(written, mark), by, at: hours(hour), declared, forbidden }, content);
    if ('refused' in decision) continue;
    events.push(decision.event);
    content = evolveContent(content, decision.event);
  }
  return events;
}
