/** Why the stage cannot start, in a sentence for whoever started it. */
export class StageProblem extends Error {}
