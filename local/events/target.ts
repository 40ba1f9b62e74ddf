/** A destination of a rule or schedule, as the template writes it. */
export type Target = {
  Arn: string;
  EventBridgeParameters?: { DetailType: string; Source: string };
  /** Sent instead of the event. */
  Input?: string;
};

/** What a target receives of an event given as JSON: a constant, or the whole. */
export function payloadFor(target: Target, event: string): string {
  return target.Input ?? event;
}
