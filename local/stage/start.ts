import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readInstant } from '../clock.ts';
import type { Address } from '../stage-interface.ts';

// What a center keeps is its keeper's: names, numbers and words of citizens, in tables, mails and logs.
process.umask(0o077);

const help = `Sportello on this machine: the synthesized templates and the bundles that AWS would run.

npm start -- [options]
  --port NUMBER       port of portal and API (8080; 0 takes any free one)
  --host ADDRESS      address to listen on (127.0.0.1; the emulators stay on 127.0.0.1)
  --data DIR          folder that keeps everything (.sportello)
  --fresh             empties that folder first
  --at TIME           where the center's clock starts: 2026-11-22T20:00 (Rome), or with Z or +01:00
  --mail-rate NUMBER  mails a second that the account may send (100)
  --smtp-port NUMBER  port that takes mail (0: any free one)
  --services DIR      more service definitions, beside shared/services
  --templates DIR     runs templates that are already synthesized, and builds nothing
  --silent NAME,NAME  schedules and rules with one of these in their logical id do not fire
  --unthrottled       lifts request limits and reserved concurrency (for benchmarks)
  --uncached          keeps no answer at the edge for the second or two that CloudFront would
  --help              this text

Ctrl-C lets what is under way finish and stops.
`;

type Given = {
  port: number;
  host: string;
  data: string;
  fresh: boolean;
  at: Date | undefined;
  mailRate: number;
  smtpPort: number;
  services: string | undefined;
  templates: string | undefined;
  silent: string | undefined;
  unthrottled: boolean;
  uncached: boolean;
};

/** Ends the process with one sentence on the error output. */
function giveUp(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function readArguments(): Given {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '8080' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string', default: '.sportello' },
        fresh: { type: 'boolean', default: false },
        at: { type: 'string' },
        'mail-rate': { type: 'string', default: '100' },
        'smtp-port': { type: 'string', default: '0' },
        services: { type: 'string' },
        templates: { type: 'string' },
        silent: { type: 'string' },
        unthrottled: { type: 'boolean', default: false },
        uncached: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(help);
      process.exit(0);
    }
    const port = Number(values.port);
    const smtpPort = Number(values['smtp-port']);
    for (const [name, number] of [
      ['port', port],
      ['smtp-port', smtpPort],
    ] as const) {
      if (!Number.isInteger(number) || number < 0 || number > 65_535)
        giveUp(`--${name} takes a number from 0 to 65535, not ${values[name]}.`);
    }
    const mailRate = Number(values['mail-rate']);
    if (!(mailRate > 0)) giveUp(`--mail-rate takes a number above 0, not ${values['mail-rate']}.`);
    if (values.services !== undefined && !existsSync(values.services))
      giveUp(`--services ${values.services}: there is no such folder.`);
    return {
      port,
      host: values.host,
      data: values.data,
      fresh: values.fresh,
      at: values.at === undefined ? undefined : readInstant(values.at),
      mailRate,
      smtpPort,
      services: values.services,
      templates: values.templates,
      silent: values.silent,
      unthrottled: values.unthrottled,
      uncached: values.uncached,
    };
  } catch (problem) {
    giveUp(`${problem instanceof Error ? problem.message : problem}\nnpm start -- --help lists the options.`);
  }
}

function table(addresses: Address[]): string {
  const width = Math.max(...addresses.map(({ what }) => what.length));
  return addresses.map(({ what, address }) => `  ${what.padEnd(width)}  ${address}`).join('\n');
}

async function main(): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) < 24) {
    giveUp(
      `Sportello needs Node 24 or newer, this is ${process.version}. "npm ci" brings its own: start it with "npm start".`,
    );
  }
  // As on Lambda; everything that concerns people is decided in Europe/Rome explicitly.
  process.env['TZ'] = 'UTC';
  process.removeAllListeners('warning');
  const given = readArguments();
  const startedAt = Date.now();
  const { checkPlaces } = await import('./places.ts');
  const { StageProblem } = await import('../stage-problem.ts');
  const { startStage } = await import('./stage.ts');
  const { synthesize } = await import('./synthesize.ts');
  const explain = (problem: unknown) =>
    giveUp(
      problem instanceof StageProblem ? problem.message : String(problem instanceof Error ? problem.stack : problem),
    );
  await checkPlaces(given).catch(explain);
  const templates =
    given.templates ??
    (await synthesize(given.services, (line) => process.stdout.write(line)).catch((problem) =>
      giveUp(problem instanceof Error ? problem.message : String(problem)),
    ));
  process.stdout.write('Starting emulators and functions …\n');
  const { services: _services, templates: _templates, at, silent, ...options } = given;
  let starting = true;
  const early: string[] = [];
  const stage = await startStage({
    ...options,
    ...(at ? { at } : {}),
    ...(silent === undefined ? {} : { silent: silent.split(',') }),
    templates,
    log: (line) => (starting ? early.push(line) : process.stdout.write(`${line}\n`)),
  }).catch(explain);
  starting = false;
  for (const line of early) process.stdout.write(`${line}\n`);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    process.stdout.write('\nFinishing what is under way …\n');
    stage.stop().then(
      () => {
        process.stdout.write('Stopped; everything is kept in the data folder.\n');
        process.exit(0);
      },
      (problem) => giveUp(String(problem)),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  const clock = given.at
    ? `, its clock at ${new Date(stage.clock.now()).toLocaleString('en-GB', { timeZone: 'Europe/Rome' })} in Rome`
    : '';
  process.stdout.write(
    `\nSportello runs after ${((Date.now() - startedAt) / 1000).toFixed(1)} s${clock}\n\n${table(stage.addresses)}\n\nCtrl-C stops it.\n`,
  );
}

await main();
