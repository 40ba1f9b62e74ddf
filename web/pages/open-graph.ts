import { type Language, languages } from '../../shared/contracts/text.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { html, type Markup } from './markup.ts';

/** The picture that stands beside a shared page: 1200 by 630 pixels, drawn by `npm run pictures`. */
export const sharePicture = '/assets/share.png';

/** The locales of the Open Graph protocol, a language and a territory each. */
const locales: Readonly<Record<Language, string>> = { it: 'it_IT', en: 'en_GB', de: 'de_DE' };

/** What a page is to whoever shares it. */
export type Shared = {
  language: Language;
  title: string;
  description: string;
  siteName: string;
  /** A page with a date of its own is an article. */
  type: 'website' | 'article';
  /** Address of the page, without that of the portal. */
  address: string;
  /** Address of the portal, without a slash at the end; empty where a page is built before it is known (`toldWhole`). */
  site: string;
};

/** What other sites show of a page that somebody shares there (The Open Graph protocol, ogp.me). */
export function openGraph({ language, title, description, siteName, type, address, site }: Shared): Markup {
  const { serviceName, tagline } = textsIn[language].layout;
  const property = (name: string, content: string) => html`<meta property="og:${name}" content="${content}">
`;
  const others = languages.filter((other) => other !== language);
  return html`<meta name="description" content="${description}">
${property('title', title)}${property('description', description)}${property('type', type)}${property('site_name', siteName)}${property('locale', locales[language])}${others.map((other) => property('locale:alternate', locales[other]))}${property('url', `${site}${address}`)}${property('image', `${site}${sharePicture}`)}${property('image:width', '1200')}${property('image:height', '630')}${property('image:alt', `${serviceName}: ${tagline}`)}`;
}

/** A page that was built before the portal's address was known, with its addresses for machines whole. */
export const toldWhole = (page: string, site: string): string =>
  page.replace(/(<link rel="alternate" [^>]*href="|<meta property="og:(?:url|image)" content=")(?=\/)/g, `$1${site}`);
