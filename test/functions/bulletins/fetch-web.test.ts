import { describe, expect, test } from '@jest/globals';
import { addressOfQuake, askForQuakes } from '../../../functions/bulletins/ask-for-quakes.ts';
import { fetchWeb } from '../../../functions/bulletins/fetch-web.ts';
import type { Poll } from '../../../functions/bulletins/poll-sources.ts';

/** A web that answers each address with what is given for it, and notes what was asked. */
function webOf(answers: Record<string, () => Response>) {
  const asked: string[] = [];
  const get = (async (address: string) => {
    asked.push(address);
    return answers[address]?.() ?? new Response('', { status: 404 });
  }) as typeof fetch;
  return { asked, get };
}
const leadingTo = (location: string) => () => new Response(null, { status: 302, headers: { location } });
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

describe('an address of the web', () => {
  test('is read through redirections inside the public web, relative ones too', async () => {
    const { get, asked } = webOf({
      'https://dpc.example/a': leadingTo('https://files.example/b'),
      'https://files.example/b': leadingTo('/c'),
      'https://files.example/c': () => new Response('red'),
    });
    expect(textOf(await fetchWeb('https://dpc.example/a', false, get))).toBe('red');
    expect(asked).toHaveLength(3);
  });

  test.each([
    'http://files.example/b',
    'https://localhost/b',
    'https://127.0.0.1/b',
    'https://169.254.169.254/latest',
    'https://[::1]/b',
    'https://2130706433/b',
    'https://db.internal/b',
    'https://localhost./b',
    'https://db.internal./b',
    'https://metadata/b',
    'https://router.lan/b',
    'https://0177.1/b',
    'file:///etc/passwd',
  ])('does not lead to %s', async (target) => {
    const { get, asked } = webOf({ 'https://dpc.example/a': leadingTo(target) });
    await expect(fetchWeb('https://dpc.example/a', false, get)).rejects.toThrow('may not lead');
    expect(asked).toEqual(['https://dpc.example/a']);
  });

  test('that leads in a circle is given up', async () => {
    const { get } = webOf({ 'https://dpc.example/a': leadingTo('/a') });
    await expect(fetchWeb('https://dpc.example/a', false, get)).rejects.toThrow('redirected more than');
  });

  test('is given up at the first byte too many, whatever its head says of its size', async () => {
    let sent = 0;
    const endless = () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            sent += 1;
            controller.enqueue(new Uint8Array(1_000_000));
          },
        }),
        { headers: { 'content-length': '10' } },
      );
    await expect(
      fetchWeb('https://dpc.example/a', false, webOf({ 'https://dpc.example/a': endless }).get),
    ).rejects.toThrow('larger than any bulletin');
    expect(sent).toBeLessThan(25);
  });

  test('that says that there is nothing gives nothing', async () => {
    const { get } = webOf({ 'https://ingv.example/q': () => new Response(null, { status: 204 }) });
    expect(await fetchWeb('https://ingv.example/q', false, get)).toBeUndefined();
    expect(await fetchWeb('https://ingv.example/none', true, get)).toBeUndefined();
    await expect(fetchWeb('https://ingv.example/none', false, get)).rejects.toThrow('answered 404');
  });
});

describe('a quake that its list has no more', () => {
  const list = 'https://ingv.example/fdsnws/event/1/query?minmag=4&starttime=2026-09-08T00:00:00&format=text';

  test('is asked for by its id alone', () => {
    expect(addressOfQuake(list, '7 1')).toBe('https://ingv.example/fdsnws/event/1/query?format=text&eventid=7+1');
  });

  test('adds what its source says of it, nothing where it is unknown, and tells silence', async () => {
    const poll: Poll = { fetched: [], silent: [] };
    const { get } = webOf({
      [addressOfQuake(list, '1')]: () => new Response('#EventID|…'),
      [addressOfQuake(list, '2')]: () => new Response(null, { status: 204 }),
      [addressOfQuake(list, '3')]: () => new Response('', { status: 503 }),
    });
    const folder = 'file:///alerts/';
    await askForQuakes(
      [
        { kind: 'quakes', address: list },
        { kind: 'quakes', address: folder },
        { kind: 'cap', address: 'https://cap.example/' },
      ],
      ['1', '2', '3'],
      poll,
      get,
    );
    expect(poll.fetched.map(({ kind, name }) => [kind, name])).toEqual([['quakes', 'event 1']]);
    expect(poll.silent).toEqual([{ address: addressOfQuake(list, '3'), error: 'answered 503' }]);
  });
});
