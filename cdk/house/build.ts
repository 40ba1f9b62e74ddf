import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import type { ServiceContent } from '../../shared/contracts/content/content.ts';
import type { PreparedService, ServiceDefinition } from '../../shared/contracts/service.ts';
import { readAnswerTemplates, readRehearsedCases } from './answer-templates.ts';
import type { BundleName } from './bundles.ts';
import { checkExperts, readContent } from './content.ts';
import { readContext, serviceDirectories } from './context.ts';
import { readContributionExamples } from './contribution-examples.ts';
import { environmentCredentials } from './environment-credentials.ts';
import { preparedLists } from './prepared-lists.ts';
import { prepareService, readServices } from './services.ts';

/** The repository's root: the folder of package.json. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export interface BundlesToBuild {
  /** Folder with one folder per capability, each with its `on-<what wakes it>.ts`. */
  functions: string;
  /** Folder that gets one folder per handler: `<capability>-<what wakes it>/index.js`. */
  out: string;
  services: readonly ServiceDefinition[];
  /** Where the services' templates for answers and their contents are looked for; left out: there are none. */
  directories?: readonly string[];
  /** Calendar year around which holidays are worked out (one before, ten after). */
  year: number;
}

export interface Bundle {
  /** Folder name below `out`. */
  name: string;
  /** Bytes of all the files that the handler may load. */
  bytes: number;
  /** Files besides index.js, loaded only when needed. */
  later: string[];
}

interface Entry {
  source: string;
  /** Path below `out` without the ending. */
  target: string;
}

function entries(functions: string): Entry[] {
  if (!existsSync(functions)) return [];
  return readdirSync(functions, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: capability }) =>
      readdirSync(join(functions, capability))
        .filter((file) => /^on-.+\.ts$/.test(file))
        .map((file) => ({
          source: join(functions, capability, file),
          target: `${capability}-${basename(file, '.ts').slice('on-'.length)}/index`,
        })),
    )
    .sort((one, other) => (one.target < other.target ? -1 : 1));
}

/** Two files of one name may be needed by one handler, so a later file is called after its whole path. */
const laterName = (source: string) =>
  `./${relative(root, source)
    .replace(/\.ts$/, '')
    .replace(/[^a-z0-9]+/gi, '-')
    .replace(/^-/, '')}.js`;

/** Keeps `import('./x.ts')` out of the bundle: the file stays beside it and is loaded only when it is needed. */
function laterFiles(sources: Map<string, string>): Plugin {
  return {
    name: 'later-files',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ kind, path, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined;
        const source = resolve(resolveDir, path);
        // esbuild itself says best where a missing file is asked for.
        if (!existsSync(source)) return undefined;
        const name = laterName(source);
        sources.set(name, source);
        return { path: name, external: true };
      });
    },
  };
}

async function bundle(entryPoints: Entry[], out: string, sources: Map<string, string>): Promise<Metafile> {
  const settings: BuildOptions = {
    entryPoints: entryPoints.map(({ source, target }) => ({ in: source, out: target })),
    absWorkingDir: root,
    outdir: out,
    bundle: true,
    platform: 'node',
    target: 'node24',
    // CommonJS built from the packages' ESM sources is what starts fastest on Node 24.
    format: 'cjs',
    mainFields: ['module', 'main'],
    // A CommonJS bundle loads its later files with require, which needs no module loader to start.
    supported: { 'dynamic-import': false },
    // Whoever runs itself again in a thread asks where it lies, and CommonJS has another word for that.
    define: { 'import.meta.filename': '__filename' },
    minify: true,
    sourcemap: false,
    legalComments: 'none',
    charset: 'utf8',
    treeShaking: true,
    metafile: true,
    logLevel: 'warning',
    plugins: [laterFiles(sources), preparedLists, environmentCredentials],
  };
  const { metafile } = await build(settings);
  if (!metafile) throw new Error('esbuild gave no metafile');
  return metafile;
}

function laterEntries(metafile: Metafile, out: string, sources: Map<string, string>, done: Set<string>): Entry[] {
  return Object.entries(metafile.outputs).flatMap(([output, { imports }]) =>
    imports
      .filter(({ external, path }) => external && sources.has(path))
      .flatMap(({ path }) => {
        const target = join(relative(out, resolve(root, dirname(output))), path.replace(/\.js$/, ''));
        if (done.has(target)) return [];
        done.add(target);
        return [{ source: sources.get(path) as string, target }];
      }),
  );
}

/**
 * Bundles every handler into its own folder, with the prepared service definitions, and says what each weighs.
 * The same sources, definitions and year give the same bytes, so that an unchanged handler is not deployed again.
 * @throws Error when a source does not compile.
 */
export async function buildBundles(given: BundlesToBuild): Promise<Bundle[]> {
  const { functions, out, services, directories = [], year } = given;
  // Whoever reads the bundles meanwhile keeps the old ones until the new ones are whole.
  const fresh = `${out}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  const bundles = await bundleAll(functions, fresh, services, year);
  for (const { name } of bundles.filter((bundle) => bundle.name === answeringBundle))
    for (const { service } of services) {
      writeJson(join(fresh, name, 'answer-templates', `${service}.json`), readAnswerTemplates(directories, service));
      writeJson(join(fresh, name, 'training', `${service}.json`), readRehearsedCases(directories, service));
    }
  for (const { name } of bundles.filter((bundle) => bundle.name === seedingBundle))
    for (const { service } of services)
      writeJson(join(fresh, name, 'contributions', `${service}.json`), readContributionExamples(directories, service));
  for (const { name } of bundles.filter((bundle) => bundle.name.startsWith('knowledge-')))
    for (const content of contentsIn(directories, services))
      writeJson(join(fresh, name, 'contents', `${content.service}.json`), content);
  rmSync(out, { recursive: true, force: true });
  renameSync(fresh, out);
  return bundles;
}

async function bundleAll(
  functions: string,
  out: string,
  services: readonly ServiceDefinition[],
  year: number,
): Promise<Bundle[]> {
  const first = entries(functions);
  if (first.length === 0) return [];
  const sources = new Map<string, string>();
  const done = new Set<string>();
  const meta: Metafile = { inputs: {}, outputs: {} };
  for (let next = first; next.length > 0; ) {
    const metafile = await bundle(next, out, sources);
    Object.assign(meta.inputs, metafile.inputs);
    Object.assign(meta.outputs, metafile.outputs);
    next = laterEntries(metafile, out, sources, done);
  }
  writeFileSync(join(out, 'meta.json'), JSON.stringify(meta));
  const prepared = services.map((definition) => prepareService(definition, year));
  return first.map(({ target }) => {
    const name = dirname(target);
    writeCompanions(join(out, name), prepared);
    const files = Object.entries(meta.outputs).filter(([file]) => resolve(root, dirname(file)) === resolve(out, name));
    return {
      name,
      bytes: files.reduce((sum, [, { bytes }]) => sum + bytes, 0),
      later: files.map(([file]) => basename(file)).filter((file) => file !== 'index.js'),
    };
  });
}

function writeJson(file: string, value: unknown) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value)}\n`);
}

function writeCompanions(folder: string, services: readonly PreparedService[]) {
  // The repository is ESM: without this line Node would read the CommonJS bundle as a module.
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}\n');
  for (const service of services) writeJson(join(folder, 'services', `${service.service}.json`), service);
}

/** The one function that offers templates for answers, and cases to train with. */
const answeringBundle: BundleName = 'desk-staff-request';

/** The one function that gives a new center its examples of stories and ideas. */
const seedingBundle: BundleName = 'contributions-deployment';

/** Builds the citizen pages with web/build.ts into `out`; does nothing while there are no pages to build. */
export async function buildPages(out: string, services: readonly PreparedService[]): Promise<void> {
  const builder = join(root, 'web/build.ts');
  if (!existsSync(builder)) return;
  const { buildPortal } = (await import(pathToFileURL(builder).href)) as {
    buildPortal: (outDirectory: string, services: readonly PreparedService[]) => Promise<unknown>;
  };
  await buildPortal(out, services);
}

/** The content of each service, from the first directory that has a folder of it. */
const contentsIn = (directories: readonly string[], services: readonly ServiceDefinition[]): ServiceContent[] =>
  services.flatMap((definition) => {
    for (const directory of directories) {
      const content = readContent(directory, definition.service);
      if (content === undefined) continue;
      checkExperts(definition, content);
      return [content];
    }
    return [];
  });

/** Builds all that the stacks deploy: the bundles in dist/functions and the citizen pages in dist/portal. */
export async function buildAll(directories: readonly string[], year: number): Promise<Bundle[]> {
  const services = readServices(directories);
  const bundles = await buildBundles({
    functions: join(root, 'functions'),
    out: join(root, 'dist/functions'),
    services,
    directories,
    year,
  });
  await buildPages(
    join(root, 'dist/portal'),
    services.map((definition) => prepareService(definition, year)),
  );
  return bundles;
}

/** Runs what a command does, and ends with one readable line instead of a stack when it cannot. */
export async function asCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asCommand(async () => {
    const bundles = await buildAll(serviceDirectories(readContext()), new Date().getFullYear());
    for (const { name, bytes, later } of bundles)
      console.log([name, `${(bytes / 1024).toFixed(0)} KiB`, ...later].join('  '));
  });
