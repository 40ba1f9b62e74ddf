import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { asTool, textTable } from '../tools/command.ts';
import { buildOnce, type Rehearsed, rehearse } from './rehearse.ts';
import { readScenario, type Scenario } from './scenario.ts';

const bulletin = '20230516-bollettino-oggi-zone.csv';
const service = 'protezione-civile';

/**
 * The demonstration as an exercise: a real bulletin, what it proposes, an officer's declaration, and its end by itself.
 */
export function demoScenario(): Scenario {
  const text = readFileSync(new URL(`./examples/${bulletin}`, import.meta.url), 'utf8');
  const scenario = {
    id: 'demo',
    title: 'The bulletin of 16 May 2023, from the alert to the end of the emergency',
    figures: [{ figure: 'ten rows red', source: 'simulator/examples/README.md' }],
    notRehearsed: ['citizens who write: npm run rehearse -- --list'],
    startsAt: '2023-05-16T22:30:00+02:00',
    scale: 1,
    secondsPerHour: 1,
    crowds: {},
    steps: [
      { at: 0, do: 'look', as: 'before: a Tuesday at half past ten, the service is shut' },
      { at: 0, do: 'file', name: bulletin, text },
      { at: 0, do: 'look', as: 'proposed: nothing has changed yet, a machine only proposes' },
      {
        at: 0,
        do: 'confirm',
        who: 'anna.ferri',
        service,
        reason: 'Allerta rossa in Romagna',
        cause: 'bulletin',
        level: 'emergency',
        hours: 'around-the-clock',
        hoursLong: 24,
        notice: {
          it: 'Allerta rossa in Romagna: il Contact Center risponde giorno e notte.',
          en: 'Red alert in Romagna: the Contact Center answers day and night.',
          de: 'Alarmstufe Rot in der Romagna: Das Kontaktzentrum antwortet Tag und Nacht.',
        },
      },
      { at: 0, do: 'look', as: 'declared: an officer decided, and the service is open' },
      { at: 0, do: 'clock', to: '2023-05-17T22:50:00+02:00' },
      { at: 0, do: 'look', as: 'over: nobody did anything, the time was up' },
    ],
    mustHold: [
      {
        must: 'propose',
        service,
        when: 'proposed: nothing has changed yet, a machine only proposes',
        cause: 'bulletin',
        level: 'emergency',
      },
      {
        must: 'be',
        service,
        when: 'before: a Tuesday at half past ten, the service is shut',
        posture: 'ordinary',
        open: false,
      },
      {
        must: 'be',
        service,
        when: 'proposed: nothing has changed yet, a machine only proposes',
        posture: 'ordinary',
        open: false,
      },
      {
        must: 'be',
        service,
        when: 'declared: an officer decided, and the service is open',
        posture: 'emergency',
        open: true,
        notice: 'Romagna',
      },
      { must: 'be', service, posture: 'ordinary', open: false, notice: '' },
      { must: 'leave-untouched', service: 'familyline' },
    ],
  };
  return readScenario(JSON.stringify(scenario), 'demo');
}

/** Plays the demonstration on a center of its own. */
export const demonstrate = (tell: (line: string) => void, templates?: string): Promise<Rehearsed> =>
  rehearse(demoScenario(), { tell, ...(templates === undefined ? {} : { templates }) });

const help = `
npm run demo

A real bulletin of 16 May 2023 on a center of its own, at the clock of that evening: the alert, what it proposes, an
officer's declaration, the service open at night, and the end by itself a day later. Under two minutes once it is built.
  --help          this text
`;

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asTool(help, async () => {
    process.env['TZ'] = 'UTC';
    process.removeAllListeners('warning');
    parseArgs({ options: {} });
    await buildOnce();
    const { verdicts, seconds } = await demonstrate(console.log);
    const rows = verdicts.map(({ mustHold, held, seen }) => [mustHold, held ? 'yes' : 'NO', seen]);
    console.log(
      `\n${textTable(['must hold', 'held', 'seen'], rows)}\n\n${seconds.toFixed(0)} s. Go on with npm start and docs/try-it.md.`,
    );
    if (verdicts.some(({ held }) => !held)) process.exitCode = 1;
    // Connections that a stopped stage left open keep nobody waiting.
    setImmediate(() => process.exit());
  });
