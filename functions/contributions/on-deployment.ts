import { environment } from '../../shared/shell/environment.ts';
import { hmacOf } from '../../shared/shell/secrets.ts';
import { readExamples } from '../../shared/shell/services/contribution-examples.ts';
import { keptContributions } from './contributions-work.ts';
import { seedExamples } from './seed-examples.ts';

const env = environment('RECEIPT_SECRET_ID');
const work = { ...keptContributions(), hmac: () => hmacOf(env.RECEIPT_SECRET_ID) };

/** Gives a new center the examples that come with the code; what is there already is left as it is. */
export async function handler(): Promise<void> {
  await seedExamples(work, readExamples(work.service));
}
