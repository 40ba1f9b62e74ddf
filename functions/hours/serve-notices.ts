import { createHash } from 'node:crypto';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { ServiceState } from '../../shared/contracts/service-state.ts';
import { type CallOutcome, outcomeOf, type RunOutcome, retrying } from '../../shared/shell/retrying.ts';
import { fileOf, pagesIn, staticPages } from '../../web/pages/static-pages.ts';

// Step 3 of the officer's line: called by on-posture-change for what the bus tells; then the portal serves the pages
// with what is declared in them.

/** Where the portal's pages lie. Throws what the platform throws. */
export type PagesPlane = {
  /** Address of the portal, without a slash at the end; left out where pages name none. */
  site?: string;
  /** The MD5 of each file's bytes in hex, by its path. */
  list(): Promise<ReadonlyMap<string, string>>;
  /** `built` is the MD5 of the page as it was built, without notices. */
  put(file: string, page: string, built: string): Promise<void>;
};

/** One line for each page that was written, or why it was not; pages belong to `all` services. */
export type NoticesOutcome = RunOutcome<{ page: string } & CallOutcome>;

/** Milliseconds before the second and third try of a call that was refused. */
const backOff = [250, 1000];
/** Pages that are written at once. */
const atOnce = 10;

export const md5 = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex');

/**
 * Makes the portal's pages those that the states call for: lists, writes what differs, each up to three times. A run
 * with nothing to change only lists, so that one every few minutes mends what a deployment wrote over.
 */
export async function serveNotices(
  services: readonly PreparedService[],
  states: readonly ServiceState[],
  plane: PagesPlane,
  pause: (milliseconds: number) => Promise<void>,
): Promise<NoticesOutcome> {
  const trying = retrying(backOff, pause);
  const lying = await trying(() => plane.list());
  const built = staticPages(services);
  const differing = [...pagesIn(services, states, plane.site)].filter(
    ([address, page]) => lying.get(fileOf(address)) !== md5(page),
  );
  const told: NoticesOutcome['told'] = [];
  for (let first = 0; first < differing.length; first += atOnce) {
    const written = differing.slice(first, first + atOnce).map(async ([address, page]) => {
      const put = () => plane.put(fileOf(address), page, md5(built.get(address) ?? ''));
      return { page: address, ...(await outcomeOf(trying(put))) };
    });
    told.push(...(await Promise.all(written)));
  }
  const left = told.filter(({ applied }) => !applied).map(({ page }) => ({ service: 'all', what: page }));
  return { told, left };
}

/** How often a run looks again after it wrote: what then still changes is a flood of acts, and each of them wakes a run. */
const looks = 4;

/**
 * Makes the portal's pages those that the states call for, and looks again until nothing was left to write: of two runs
 * at once the one that writes last has also seen what the other knew, so that no older page stays over a newer one.
 */
export async function serveUntilStill(
  services: readonly PreparedService[],
  states: () => Promise<readonly ServiceState[]>,
  plane: PagesPlane,
  pause: (milliseconds: number) => Promise<void>,
): Promise<NoticesOutcome> {
  const told: NoticesOutcome['told'] = [];
  let left: NoticesOutcome['left'] = [];
  for (let look = 0; look < looks; look += 1) {
    const outcome = await serveNotices(services, await states(), plane, pause);
    told.push(...outcome.told);
    left = outcome.left;
    if (outcome.told.length === 0 || left.length > 0) break;
  }
  return { told, left };
}
