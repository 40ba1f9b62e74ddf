import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { sha256 } from '../../shared/shell/hashing.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { answered, asked, type Readers } from './answer-reader.ts';
import { feedEntries } from './rules/feed-entries.ts';

// What feed readers are answered with: called by answer-route.

/**
 * The lasting name of what a feed tells, as a UUID of its own making (RFC 9562, version 8): it is the same at whatever
 * address the center stands, in whatever version the content is.
 */
function lastingName(what: string): string {
  const digits = sha256(`sportello feed ${what}`);
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`, `a${digits.slice(17, 20)}`];
  return `urn:uuid:${[...parts, digits.slice(20, 32)].join('-')}`;
}

/** The Atom feed of a service in one language, of the theme in the address or of all. Throws the Refusal `invalid`. */
export async function showFeed(readers: Readers, event: APIGatewayProxyEventV2): Promise<Reply> {
  const { service, language, at, fill } = asked(readers, event);
  const { definition, content, listed, site } = readers;
  const named = event.queryStringParameters?.['theme'];
  const theme = content.themes.find((each) => each.theme === named);
  if (named !== undefined && theme === undefined) {
    const known = content.themes.map((each) => each.theme).join(', ');
    const errors = [{ detail: `theme is one of: ${known}`, pointer: '/theme' }];
    throw new Refusal('invalid', ({ problems }) => problems.invalid, { errors });
  }
  const { entries, updated } = feedEntries(listed, { language, now: at, theme: named, fill });
  const { atomFeed } = await import('./pages.ts');
  const feed = atomFeed({
    definition,
    language,
    site,
    theme,
    // Of a service that has published nothing yet there is nothing that could have changed.
    updated: updated ?? '1970-01-01T00:00:00Z',
    id: lastingName(`${service}/${named ?? ''}/${language}`),
    themes: content.themes,
    entries: entries.map((entry) => ({
      ...entry,
      id: lastingName(`${service}/${entry.content}/${language}`),
      slug: entry.id,
    })),
  });
  const reply = answered(event, language, feed);
  return { ...reply, headers: { ...reply.headers, 'Content-Type': 'application/atom+xml; charset=utf-8' } };
}
