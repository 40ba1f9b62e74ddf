import { html } from 'hono/html';

/** Escaped HTML: what the `html` tag returns; everything put into it is escaped unless it is markup itself. */
export type Markup = ReturnType<typeof html>;

export { html };

/** A whole page as a text. */
export const written = (markup: Markup): string => markup.toString();
