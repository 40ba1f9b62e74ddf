/** The page that an address of the console names: `#/service/word/id`, each of them optional. */
export type Route = { service: string | undefined; word: string | undefined; id: string | undefined };

/** Reads the part of an address behind its page. */
export function routeOf(hash: string): Route {
  const [service, word, id] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  return { service: service || undefined, word: word || undefined, id: id || undefined };
}

/** The address of a page: a code, lane, day or number may stand at its end, never anything personal. */
export const addressOf = (service: string, word?: string, id?: string): string =>
  `#/${[service, word, id && encodeURIComponent(id)].filter(Boolean).join('/')}`;

/** The address of the page that shows every service. */
export const allServices = '#/';
