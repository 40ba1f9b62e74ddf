import type { House } from './read-house.ts';

/** A way through the house: its steps are the files that something wakes, under their names of today and before. */
export type Line = { whose: string; steps: readonly (readonly string[])[] };

/** The two lines that a newcomer reads first. */
export const lines: readonly Line[] = [
  {
    whose: 'the citizen’s',
    steps: [
      ['functions/intake/on-citizen-post.ts'],
      ['functions/registrar/on-queue-message.ts'],
      ['functions/worklist/on-case-event.ts'],
      [
        'functions/citizen-mails/on-entry-told.ts',
        'functions/citizen-mails/on-case-event.ts',
        'functions/notifier/on-case-event.ts',
      ],
      ['functions/mail-out/on-mail-due.ts', 'functions/notifier/on-mail-due.ts'],
      ['functions/status/on-citizen-request.ts', 'functions/status/on-citizen-get.ts'],
    ],
  },
  {
    whose: 'the officer’s',
    steps: [
      ['functions/posture/on-officer-request.ts'],
      ['functions/posture/on-ledger-entry.ts'],
      ['functions/hours/on-posture-change.ts'],
      ['functions/capacity/on-posture-change.ts'],
      ['functions/call-outs/on-posture-change.ts', 'functions/notifier/on-posture-change.ts'],
      ['functions/hours/on-anyone-get.ts'],
    ],
  },
];

/** Imports on a line that climb from shared back into a function; throws an Error for a step that has no file. */
export function climbsOf({ whose, steps }: Line, house: House): string[] {
  const open = steps.map((names) => {
    const step = names.find((name) => house.has(name));
    if (step === undefined) throw new Error(`${whose} line has no ${names.join(' or ')}`);
    return step;
  });
  const walked = new Set(open);
  const climbs: string[] = [];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const to of house.get(at)?.imports ?? []) {
      if (at.startsWith('shared/') && to.startsWith('functions/')) climbs.push(`${at} → ${to}`);
      if (walked.has(to)) continue;
      walked.add(to);
      open.push(to);
    }
  }
  return climbs;
}
