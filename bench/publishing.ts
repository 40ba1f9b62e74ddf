import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ContentAct, ContentDocument } from '../shared/contracts/content/entry.ts';
import { against, markdownTable, median, spread } from './figures.ts';
import { type Burst, burst } from './speed.ts';
import { type BenchedStage, startBenchedStage } from './stage.ts';

/** Contacts before the first figure is taken. */
const warmUp = 1500;
/** Between two publications: milliseconds. An editors' room that publishes each second is busier than any. */
const everyMs = 1_000;
const connections = 8;
/** What is published over and over. */
const article = 'article/agibilita';

type Content = { version: number; events: { type: string; language?: string; document?: ContentDocument }[] };

/** Publishes an article of the service again and again, by two persons, until told to stop; how often it did. */
function publisher(origin: string, tokens: { editor: string; supervisor: string }) {
  const address = `${origin}/v1/desk/protezione-civile/contents/${article}`;
  const asking = async (token: string, act?: ContentAct, version?: number): Promise<Content> => {
    const reply = await fetch(address, {
      headers: {
        authorization: `Bearer ${token}`,
        ...(act && { 'content-type': 'application/json', 'if-match': `"${version}"` }),
      },
      ...(act && { method: 'POST', body: JSON.stringify(act) }),
    });
    if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`);
    return (await reply.json()) as Content;
  };
  const publishOnce = async () => {
    const { version, events } = await asking(tokens.editor);
    const document = events.findLast(({ type, language }) => type === 'Written' && language === 'it')?.document;
    if (document === undefined) throw new Error(`${article} is not there`);
    const change = 'Misura: pubblicazioni mentre arrivano richieste';
    const written = await asking(tokens.editor, { act: 'write', language: 'it', document, change }, version);
    const at = written.version;
    await asking(tokens.supervisor, { act: 'review', version: at }, at);
    await asking(tokens.supervisor, { act: 'publish', version: at }, at + 1);
  };
  let going = true;
  let published = 0;
  const done = (async () => {
    while (going) {
      await publishOnce();
      published += 1;
      await pause(everyMs);
    }
  })();
  return {
    async stop(): Promise<number> {
      going = false;
      await done;
      return published;
    },
  };
}

async function whilePublishing(stage: BenchedStage, seconds: number): Promise<{ load: Burst; published: number }> {
  const publishing = publisher(new URL(stage.url).origin, await stage.editors());
  const load = await burst(stage, connections, seconds, 'phone');
  return { load, published: await publishing.stop() };
}

/**
 * Measures contacts a second while editors publish each second against contacts alone, in alternating bursts on one
 * stage, and says it in Markdown.
 */
export async function benchPublishing(templates: string, rounds: number, seconds: number): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'sportello-bench-'));
  const stage = await startBenchedStage(data, templates);
  const alone: Burst[] = [];
  const beside: Burst[] = [];
  let published = 0;
  try {
    await burst(stage, 32, `#${warmUp}`, 'phone');
    for (let round = 0; round < rounds; round += 1) {
      const turns = [
        async () => void alone.push(await burst(stage, connections, seconds, 'phone')),
        async () => {
          const one = await whilePublishing(stage, seconds);
          beside.push(one.load);
          published += one.published;
        },
      ];
      for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
      console.error(`round ${round + 1} of ${rounds} of publishing is measured`);
    }
  } finally {
    await stage.stop();
    rmSync(data, { recursive: true, force: true });
  }
  const rows = [
    ['contacts alone', alone],
    ['while an article is published each second', beside],
  ] as const;
  const all = (of: readonly Burst[], member: keyof Burst) => of.map((one) => one[member]);
  const ratio = median(all(beside, 'accepted')) / median(all(alone, 'accepted'));
  return [
    '## Contacts a second while publishing',
    '',
    markdownTable(
      ['', 'accepted/s', 'p50 ms', 'p99 ms', 'CPU ms a contact'],
      [
        ...rows.map(([name, of]) => [
          name,
          ...(['accepted', 'p50', 'p99', 'cpu'] as const).map((member) => spread(all(of, member))),
        ]),
        ['while publishing / alone', against(ratio, '≥', 0.95), '', '', ''],
      ],
    ),
    '',
    `Medians of ${rounds} rounds of ${seconds} s over ${connections} connections on one stage, in turns; ${published} publications, each written by one person, reviewed and published by another. Editors, stage and load share the cores: on AWS they share no function.`,
  ].join('\n');
}
