import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { figure, markdownTable } from './figures.ts';
import { burstHead, burstRows, lost, type Measured, measureInTurns, ratioRows } from './speed.ts';
import { startBenchedStage } from './stage.ts';
import { buildTemplates, ran } from './templates.ts';

const git = async (root: string, ...given: string[]): Promise<string> => (await ran(root, 'git', given)).trim();

/** An environment without what npm told this run, so that another commit is installed by the settings of its own. */
export const withoutNpm = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.toLowerCase().startsWith('npm_')));

/** What a ref stands for: its commit, in short, with its day; throws an Error for one that there is not. */
export async function commitOf(root: string, ref: string): Promise<{ commit: string; day: string }> {
  const [commit = '', day = ''] = (await git(root, 'log', '-1', '--format=%h %cs', `${ref}^{commit}`, '--')).split(' ');
  return { commit, day };
}

/** The commit of the project in `root` and its day, and whether its files say something else by now. */
export async function commitNow(root: string): Promise<string> {
  const { commit, day } = await commitOf(root, 'HEAD');
  const changed = await git(root, 'status', '--porcelain', '--untracked-files=no');
  return `${commit} of ${day}${changed === '' ? '' : ', changed since'}`;
}

/** Both figures side by side and the first in percent of the second, in Markdown. */
export function sideBySide(
  [name, measured]: readonly [string, Measured],
  [otherName, other]: readonly [string, Measured],
  { rounds, seconds }: { rounds: number; seconds: number },
): string {
  const percent = (ratio: number) => (Number.isNaN(ratio) ? '–' : `${figure(ratio * 100)}%`);
  const ratios = ratioRows(`${name} / ${otherName}`, measured, other, (ratio) =>
    (['accepted', 'registered', 'p50', 'p99', 'cpu'] as const).map((member) => percent(ratio(member))),
  );
  const rows = burstRows([
    [name, measured],
    [otherName, other],
  ]);
  return [
    '## Against another commit',
    '',
    markdownTable(burstHead, [...rows, ...ratios]),
    '',
    `Medians of ${rounds} interleaved rounds of ${seconds} s, lowest and highest in brackets; each commit with its own packages, bundles and templates, both under the same load. Accepted and not registered: ${lost(measured, 'missing')} and ${lost(other, 'missing')}; answers other than 202: ${lost(measured, 'refused')} and ${lost(other, 'refused')}.`,
  ].join('\n');
}

/**
 * Measures the stage of today against that of another commit in interleaved rounds. The other one is checked out into
 * `folder`, outside the project, installed and built there, and taken away again.
 */
export async function benchAgainst(
  root: string,
  { ref, templates, folder }: { ref: string; templates: string; folder: string },
  { rounds, seconds, reachable }: { rounds: number; seconds: number; reachable: 'email' | 'phone' },
): Promise<string> {
  const { commit, day } = await commitOf(root, ref);
  const tree = join(folder, 'other');
  // A run that was killed may have left one that is gone.
  await git(root, 'worktree', 'prune');
  await git(root, 'worktree', 'add', '--detach', tree, commit);
  try {
    console.error(`installing and building ${commit} …`);
    await ran(tree, 'npm', ['ci', '--no-audit', '--no-fund'], withoutNpm(process.env));
    const otherTemplates = join(folder, 'other-cdk.out');
    await buildTemplates(tree, otherTemplates);
    const other = (await import(pathToFileURL(join(tree, 'bench/stage.ts')).href)) as {
      startBenchedStage: typeof startBenchedStage;
    };
    const contenders = [
      { name: `now, ${await commitNow(root)}`, start: (data: string) => startBenchedStage(data, templates) },
      { name: `${commit} of ${day}`, start: (data: string) => other.startBenchedStage(data, otherTemplates) },
    ] as const;
    const [now, then] = (await measureInTurns(contenders, { rounds, seconds, reachable })) as [Measured, Measured];
    return sideBySide([contenders[0].name, now], [contenders[1].name, then], { rounds, seconds });
  } finally {
    await git(root, 'worktree', 'remove', '--force', tree);
  }
}
