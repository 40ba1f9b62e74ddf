import { FunctionFailed, type FunctionPlan, FunctionThrottled, type Host } from './host.ts';

/** What Lambda answers to an invocation: the result or the error as JSON, or nothing where nobody waits. */
export type InvocationAnswer = { status: number; functionError?: string; payload: string };

/**
 * Invokes without an answer, as EventBridge does: a failure is tried twice more, after one and two minutes; a throttle
 * until it passes.
 */
export async function invokeLater(
  functions: Host,
  plan: FunctionPlan,
  payload: string,
  log: (line: string) => void,
): Promise<void> {
  let failures = 0;
  for (let throttles = 0; throttles < 20; ) {
    try {
      await functions.invoke(plan, payload);
      return;
    } catch (failure) {
      if (functions.stopping) return;
      let waitMs = 60_000 * 2 ** failures;
      if (failure instanceof FunctionThrottled) {
        throttles += 1;
        waitMs = Math.min(60_000, 1000 * 2 ** Math.min(throttles, 5));
      } else {
        failures += 1;
        log(
          `${plan.logicalId} failed (${failure instanceof Error ? failure.message : failure})${failures < 3 ? ', trying again' : ', given up'}`,
        );
        if (failures >= 3) return;
      }
      await new Promise((resume) => setTimeout(resume, waitMs).unref());
    }
  }
}

/** Invokes as Lambda's own API does: waits for the answer (RequestResponse), or not (Event). */
export async function invokeByCall(
  functions: Host,
  plan: FunctionPlan,
  payload: string,
  type: string,
  log: (line: string) => void,
): Promise<InvocationAnswer> {
  if (type === 'DryRun') return { status: 204, payload: '' };
  if (type === 'Event') {
    void invokeLater(functions, plan, payload, log);
    return { status: 202, payload: '' };
  }
  try {
    return { status: 200, payload: (await functions.invoke(plan, payload)) ?? 'null' };
  } catch (failure) {
    if (failure instanceof FunctionThrottled) return { status: 429, payload: '' };
    const { errorType, message } = failure as FunctionFailed;
    const error = { errorType: failure instanceof FunctionFailed ? errorType : 'Error', errorMessage: message };
    return { status: 200, functionError: 'Unhandled', payload: JSON.stringify(error) };
  }
}
