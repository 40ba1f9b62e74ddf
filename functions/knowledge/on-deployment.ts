import { environment } from '../../shared/shell/environment.ts';
import { logLine } from '../../shared/shell/log.ts';
import { readServiceContent } from '../../shared/shell/services/service-content.ts';
import { dynamodbContents } from '../../shared/shell/stores/contents.ts';
import { seedContents } from './seed-contents.ts';

const env = environment('SERVICE', 'CONTENTS_TABLE');
const contents = dynamodbContents(env.CONTENTS_TABLE);

/** Gives a new center the contents that come with the code; what is there already is left as it is. */
export async function handler(): Promise<void> {
  const { items } = readServiceContent(env.SERVICE);
  const { written, published, known, left } = await seedContents(contents, items, new Date().toISOString());
  const line = { function: 'knowledge-deployment', service: env.SERVICE };
  for (const { content, because } of left) logLine({ level: 'warn', ...line, content, refused: because });
  logLine({ level: 'info', ...line, written: written.length, published, known });
}
