import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { PublicContent } from '../../shared/contracts/content/view.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { answered, asked, type Readers, readerOf, showPublicContent } from './answer-reader.ts';
import { leadsOn } from './rules/lead-on.ts';
import { publicContent } from './rules/public-content.ts';

// A life event on paper: called by answer-route.

/** A life event with all that leads on from it, as one page to print; as its own address answers where it is not seen. */
export async function showLeaflet(readers: Readers, event: APIGatewayProxyEventV2): Promise<Reply> {
  const { language, at, today, fill, lineOf } = asked(readers, event);
  const { listed } = readers;
  const named = (content: string) => listed.find((one) => one.content === content);
  const one = named(`life-event/${event.pathParameters?.['id'] ?? ''}`);
  const shown = one && publicContent(one, language, at, fill);
  if (one === undefined || shown?.state !== 'shown') return showPublicContent(readers, event, ['life-event']);
  const gathered: PublicContent[] = [];
  leadsOn(one, listed, at, (names) => {
    const others = names.flatMap((name) => named(name) ?? []);
    for (const other of others) {
      const content = publicContent(other, language, at, fill);
      if (content?.state === 'shown') gathered.push(content);
    }
    return others.flatMap((other) => lineOf(other) ?? []);
  });
  const { leafletPage } = await import('./pages.ts');
  const reader = await readerOf(readers, language);
  return answered(event, language, leafletPage(reader, { content: shown, gathered, today }));
}
