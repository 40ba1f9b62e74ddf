/**
 * A message to a follower: `group` keeps the order of its case, and by `name` the queue knows it again for five minutes.
 */
export type Told = { group: string; name: string; body: string };

/** Messages that one call takes (SQS, SendMessageBatch). */
const mostOfACall = 10;

/** Bytes of one call, below the 1 MiB that SQS takes (SQS Developer Guide, "Amazon SQS message quotas"). */
const mostBytes = 1_000_000;

/**
 * Parts messages into calls, in order. No case stands twice in a call: of one call SQS may take the second message and
 * refuse the first.
 */
export function callsOf(messages: readonly Told[]): Told[][] {
  const calls: Told[][] = [];
  let groups = new Set<string>();
  let bytes = 0;
  for (const message of messages) {
    const size = Buffer.byteLength(message.body);
    const open = calls.at(-1);
    if (open === undefined || open.length === mostOfACall || groups.has(message.group) || bytes + size > mostBytes) {
      calls.push([message]);
      groups = new Set([message.group]);
      bytes = size;
      continue;
    }
    open.push(message);
    groups.add(message.group);
    bytes += size;
  }
  return calls;
}
