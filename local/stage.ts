import type { Stage, StageOptions } from './stage-interface.ts';

/** Starts the whole center on this machine from the synthesized templates; throws StageProblem with a sentence for the reader. */
export async function startStage(_options: StageOptions = {}): Promise<Stage> {
  throw new Error('not yet built');
}
