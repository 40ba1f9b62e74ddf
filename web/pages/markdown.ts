import { raw } from 'hono/html';
import { Marked, type Tokens } from 'marked';
import type { Markup } from './markup.ts';

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Where a page may lead: elsewhere with TLS or to its law, within the site, to a phone or a mailbox. */
const leadsWell = /^(?:https?:\/\/|\/(?!\/)|#|tel:\+?[0-9 ]+$|mailto:)/i;

/** The address of a picture that was published here (addresses.ts). */
const ourPicture = /^\/v1\/services\/[a-z-]+\/materials\/[a-z0-9-]+\?language=(?:it|en|de)&(?:amp;)?format=picture$/;

const reader = new Marked({
  async: false,
  gfm: true,
  renderer: {
    // What somebody typed as HTML is shown as they typed it, and does nothing.
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escaped(text),
    link({ href, tokens }: Tokens.Link) {
      const words = this.parser.parseInline(tokens);
      return leadsWell.test(href) ? `<a href="${escaped(href)}">${words}</a>` : words;
    },
    // One of ours with its size; any other would be fetched from elsewhere: its words stay.
    image({ href, text, title }: Tokens.Image) {
      const [, width, height] = /^(\d{1,4})x(\d{1,4})$/.exec(title ?? '') ?? [];
      if (!ourPicture.test(href) || width === undefined || height === undefined) return escaped(text);
      return `<img src="${escaped(href)}" alt="${escaped(text)}" width="${width}" height="${height}" loading="lazy">`;
    },
    // The page has its own title: a body begins one level below.
    heading({ tokens, depth }: Tokens.Heading) {
      const level = Math.min(Math.max(depth, 2), 4);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
    },
  },
});

/** Markdown of an editor as markup: no HTML of theirs passes, and no link that would run anything. */
export const markdown = (text: string): Markup => raw(reader.parse(text) as string);
