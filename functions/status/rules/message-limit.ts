/** Messages that citizens may add to one case in an hour: more than anybody writes who waits for an answer. */
const mostInAnHour = 20;
/** Those that speak of danger to life: by then the case has rung for somebody sixty times. */
const mostInDanger = 60;
const hour = 3_600_000;

/**
 * Seconds until a case takes a citizen's message again, or undefined where it takes one now. `danger` tells whether
 * the message speaks of danger to life; dates of messages are ISO instants, oldest first.
 */
export function messageWait(
  messages: readonly { from: 'citizen' | 'desk'; at: string }[],
  { danger, now }: { danger: boolean; now: Date },
): number | undefined {
  const most = danger ? mostInDanger : mostInAnHour;
  const counted = messages
    .filter(({ from, at }) => from === 'citizen' && Date.parse(at) > now.getTime() - hour)
    .slice(-most);
  const [oldest] = counted;
  if (oldest === undefined || counted.length < most) return undefined;
  return Math.max(1, Math.ceil((Date.parse(oldest.at) + hour - now.getTime()) / 1000));
}
