import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { busSource } from '../../contracts/posture-changed.ts';
import { callTimeouts } from '../timeouts.ts';

const eventbridge = new EventBridgeClient({ maxAttempts: 3, requestHandler: callTimeouts });

/** Puts one event of posture on the bus; throws when the bus did not take it. */
export async function tellBus(busName: string, name: string, detail: object): Promise<void> {
  const { Entries } = await eventbridge.send(
    new PutEventsCommand({
      Entries: [{ EventBusName: busName, Source: busSource, DetailType: name, Detail: JSON.stringify(detail) }],
    }),
  );
  // A call that succeeds may still have been refused entry by entry.
  const refused = Entries?.find(({ ErrorCode }) => ErrorCode !== undefined);
  if (refused) throw new Error(`the bus refused ${name}: ${refused.ErrorCode} ${refused.ErrorMessage ?? ''}`);
}
