/** Seconds that a source has to answer. */
const patience = 10;
/** The largest file a source may send: bytes. Bulletins have 60 KB, the official maps 4 MB. */
const largest = 16_000_000;
/** Redirections that are followed, one after the other. */
const mostHops = 5;

/**
 * Names and addresses that are no place of the public web: a source may not lead us to what only this function can
 * reach.
 */
const inner = /^(?:[^.]*|.*\.(?:localhost|local|internal|intranet|lan|corp|home\.arpa)|\[.*\]|0x[0-9a-f.x]+|[\d.]+)$/i;

/** Whether a link or a redirection may be followed: to the public web, encrypted, by a name. */
export function mayLeadTo(address: URL): boolean {
  // A name with the dot of the root behind it is the same name.
  return address.protocol === 'https:' && !inner.test(address.hostname.replace(/\.+$/, ''));
}

/** The bytes of an answer; throws once there are more than any bulletin has, whatever its head says of their number. */
async function bytesOf(answer: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.byteLength;
    if (size > largest) throw new Error('larger than any bulletin');
    parts.push(part);
  }
  const bytes = new Uint8Array(size);
  let place = 0;
  for (const part of parts) {
    bytes.set(part, place);
    place += part.byteLength;
  }
  return bytes;
}

/**
 * The bytes at an address of the web, or undefined where the answer says that there are none (204, and 404 where that
 * is `absent`). Redirections are followed one by one, each only to the public web. Throws for any other answer, for
 * silence and for too much.
 */
export async function fetchWeb(address: string, absent: boolean, get: typeof fetch): Promise<Uint8Array | undefined> {
  const signal = AbortSignal.timeout(patience * 1000);
  let here = address;
  for (let hops = 0; hops <= mostHops; hops += 1) {
    const answer = await get(here, { signal, redirect: 'manual' });
    const location = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400 && location !== null) {
      const next = new URL(location, here);
      if (!mayLeadTo(next)) throw new Error('redirected to where a source may not lead');
      here = next.href;
      continue;
    }
    // No quake lately is an answer.
    if (answer.status === 204 || (answer.status === 404 && absent)) return undefined;
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
    return await bytesOf(answer);
  }
  throw new Error(`redirected more than ${mostHops} times`);
}
