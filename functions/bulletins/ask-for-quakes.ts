import type { AlertSource } from '../../shared/contracts/service-alerting.ts';
import { errorLine } from '../../shared/shell/log.ts';
import { fetchWeb } from './fetch-web.ts';
import type { Poll } from './poll-sources.ts';

/**
 * The address of one event at the service that lists them (FDSN event web service 1.2: `eventid` stands alone, with the
 * format).
 */
export function addressOfQuake(list: string, eventId: string): string {
  const address = new URL(list);
  address.search = new URLSearchParams({ format: 'text', eventid: eventId }).toString();
  return address.href;
}

/**
 * Asks the sources of quakes for events by their ids and adds what they answer to the poll; a file cannot be asked, and
 * a source that knows no such event adds nothing. Never throws.
 */
export async function askForQuakes(
  sources: readonly AlertSource[],
  eventIds: readonly string[],
  poll: Poll,
  get = fetch,
): Promise<void> {
  const lists = sources.filter(({ kind, address }) => kind === 'quakes' && !address.startsWith('file:'));
  await Promise.all(
    lists.flatMap(({ address: list }) =>
      eventIds.map(async (eventId) => {
        const address = addressOfQuake(list, eventId);
        try {
          const bytes = await fetchWeb(address, true, get);
          if (bytes !== undefined) poll.fetched.push({ kind: 'quakes', name: `event ${eventId}`, bytes });
        } catch (error) {
          poll.silent.push({ address, error: errorLine(error).message });
        }
      }),
    ),
  );
}
