import type * as z from 'zod/mini';
import type { Theme } from '../../../shared/contracts/content/content.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { addresses } from '../addresses.ts';
import { html, written } from '../markup.ts';

type Themes = readonly z.infer<typeof Theme>[];

/** What a feed is made of; ids are URIs that stay, `slug` and `sort` are what the address of a page is made of. */
export type Feed = {
  definition: PreparedService;
  language: Language;
  /** Address of the portal, without a slash at the end. */
  site: string;
  id: string;
  updated: string;
  /** The one theme that it tells of; undefined for all. */
  theme: Themes[number] | undefined;
  themes: Themes;
  entries: readonly {
    id: string;
    sort: string;
    slug: string;
    theme: string;
    title: string;
    summary: string;
    updated: string;
  }[];
};

/** Signs that XML 1.0 has no way to write. */
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** A feed in Atom (RFC 4287): every address whole, every entry with an id that stays and a day of its own. */
export function atomFeed({ definition, language, site, id, updated, theme, themes, entries }: Feed): string {
  const { service, name, administration } = definition;
  const texts = knowledgeIn[language];
  const title = [name[language], texts.title, ...(theme === undefined ? [] : [theme.name[language]])].join(' – ');
  const feed = html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>${id}</id>
<title>${title}</title>
<subtitle>${theme === undefined ? texts.feedLead : theme.summary[language]}</subtitle>
<updated>${updated}</updated>
<author><name>${administration[language]}</name></author>
<link rel="self" type="application/atom+xml" href="${site}${addresses.feed(language, service, theme?.theme)}"/>
<link rel="alternate" type="text/html" hreflang="${language}" href="${site}${addresses.answers(language, service)}"/>
${entries.map(
  (entry) => html`<entry>
<id>${entry.id}</id>
<title>${entry.title}</title>
<updated>${entry.updated}</updated>
<summary>${entry.summary}</summary>
<category term="${entry.theme}" label="${themes.find((each) => each.theme === entry.theme)?.name[language] ?? entry.theme}"/>
<link rel="alternate" type="text/html" hreflang="${language}" href="${site}${addresses.answersOf(language, service, entry.sort, entry.slug)}"/>
</entry>
`,
)}</feed>
`;
  return written(feed).replace(unwritable, '');
}
