import { readExamples } from '../../shared/shell/services/contribution-examples.ts';
import { keptContributions } from './contributions-work.ts';
import { seedExamples } from './seed-examples.ts';

const work = keptContributions();

/** Gives a new center the examples that come with the code; what is there already is left as it is. */
export async function handler(): Promise<void> {
  await seedExamples(work, readExamples(work.service));
}
