/** The page that an address of the console names: `#/service/word/id`, each of them optional. */
export type Route = { service: string | undefined; word: string | undefined; id: string | undefined };

/** What a part of an address says; undefined for one that is empty or was cut in the middle of a letter. */
function decoded(part: string | undefined): string | undefined {
  try {
    return decodeURIComponent(part ?? '') || undefined;
  } catch {
    return undefined;
  }
}

/** Reads the part of an address behind its page. */
export function routeOf(hash: string): Route {
  const [service, word, id] = hash.replace(/^#\/?/, '').split('/');
  return { service: decoded(service), word: decoded(word), id: decoded(id) };
}

/** The address of a page: a code, lane, day or number may stand at its end, never anything personal. */
export const addressOf = (service: string, word?: string, id?: string): string =>
  `#/${[service, word, id && encodeURIComponent(id)].filter(Boolean).join('/')}`;

/** The address of the page that shows every service. */
export const allServices = '#/';
