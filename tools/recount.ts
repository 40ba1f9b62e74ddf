import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { type Center, type CenterFacts, clientsOf, placeHelp, placeOptions, servicesOf, withCenter } from './center.ts';
import { asTool } from './command.ts';

const help = `
npm run recount -- [--service S] [--parts N] [--stack NAME | --data DIR]

Counts the figures of the charter anew, from the whole register: beside those that are shown, while cases go on, and shows them once
they are whole. Killed half-way and called again it goes on from the beginning of the register, and counts no case twice.
  --service S  one service alone; all of them unless told
  --parts N    parts in which a register is read, one call each (256); a part must be counted within ten seconds
${placeHelp}
  --help       this text
`;

/** The name of the function that counts the figures of a service; throws where there is none. */
export function counterOf(
  { environments, names }: Pick<CenterFacts, 'environments' | 'names'>,
  service: string,
): string {
  const found = Object.entries(environments).find(
    ([, own]) => own['SERVICE'] === service && own['FIGURES_TABLE'] !== undefined && own['FOLLOWED_QUEUE_URL'],
  );
  if (found === undefined) throw new Error(`${service} has nothing that counts`);
  return names.functions?.[found[0]] ?? found[0];
}

/** Has a function do one step; throws an Error with what it failed with. */
async function step(lambda: Pick<LambdaClient, 'send'>, FunctionName: string, asked: object) {
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(asked)) }),
  );
  const text = Buffer.from(Payload ?? new Uint8Array()).toString();
  if (FunctionError !== undefined) throw new Error(`${FunctionName} failed: ${text}`);
  return JSON.parse(text) as { count: number; cases?: number; removed?: number };
}

/** Counts the register of a service anew, and tells how many cases there are. */
export async function recountService(center: Center, service: string, parts: number): Promise<number> {
  const { lambda } = clientsOf(center);
  const name = counterOf(center, service);
  await step(lambda, name, { recount: 'begin' });
  let cases = 0;
  for (let number = 0; number < parts; number += 1)
    cases += (await step(lambda, name, { recount: 'part', number, of: parts })).cases ?? 0;
  await step(lambda, name, { recount: 'show' });
  lambda.destroy();
  return cases;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asTool(help, async () => {
    const { values } = parseArgs({
      options: { service: { type: 'string' }, parts: { type: 'string', default: '256' }, ...placeOptions },
    });
    const parts = Number(values.parts);
    if (!Number.isInteger(parts) || parts < 1) throw new Error(help.trim());
    await withCenter(values, async (center) => {
      const services = servicesOf(center).filter((known) => values.service === undefined || known === values.service);
      if (services.length === 0) throw new Error(`there is no service ${values.service}`);
      for (const service of services)
        console.log(`${service}: ${await recountService(center, service, parts)} cases counted.`);
    });
  });
