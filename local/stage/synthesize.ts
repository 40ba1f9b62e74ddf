import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Folders and files that templates and bundles are made of. */
const sources = ['cdk', 'functions', 'shared', 'web', 'cdk.json', 'package-lock.json'];

function sourcesHash(services: string | undefined): string {
  const hash = createHash('sha256');
  const add = (path: string) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const entry of readdirSync(path).sort())
        if (entry !== 'node_modules' && !entry.startsWith('.')) add(join(path, entry));
      return;
    }
    hash
      .update(`${relative(root, path)}\0`)
      .update(readFileSync(path))
      .update('\0');
  };
  for (const source of sources) add(join(root, source));
  if (services) add(resolve(services));
  // Holidays are worked out for the years around this one.
  return hash.update(`${services ?? ''}\0${new Date().getFullYear()}`).digest('hex');
}

/**
 * Builds bundles, pages and templates of the shipped services, and of those in `services` where it is given, unless
 * nothing changed since they were built; the folder of the templates. `say` is told how far it is; throws what the build
 * printed where it fails.
 */
export async function synthesize(
  services: string | undefined,
  say: (line: string) => void = () => {},
): Promise<string> {
  const name = services
    ? `cdk.out-${createHash('sha256').update(resolve(services)).digest('hex').slice(0, 8)}`
    : 'cdk.out';
  const out = join(root, 'dist', name);
  const stamp = join(root, 'dist', `${name}.sources`);
  const hash = sourcesHash(services);
  const upToDate = existsSync(out) && readdirSync(out).some((file) => file.endsWith('.template.json'));
  if (upToDate && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return out;
  const startedAt = Date.now();
  say('Building functions, pages and templates (once, and after changes) …\n');
  const beat = setInterval(() => say(`  … ${Math.round((Date.now() - startedAt) / 1000)} s\n`), 5_000);
  try {
    await run(process.execPath, [join(root, 'cdk/app.ts')], {
      ...process.env,
      CDK_OUTDIR: out,
      ...(services
        ? {
            CDK_CONTEXT_JSON: JSON.stringify({
              ...JSON.parse(process.env['CDK_CONTEXT_JSON'] ?? '{}'),
              'sportello:services': `shared/services,${resolve(services)}`,
            }),
          }
        : {}),
    });
  } finally {
    clearInterval(beat);
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, hash);
  say(`  built in ${Math.round((Date.now() - startedAt) / 100) / 10} s\n`);
  return out;
}

function run(program: string, given: string[], env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(program, given, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer) => {
      output = `${output}${chunk}`.slice(-8000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', failed);
    child.on('exit', (code) => (code === 0 ? done() : failed(new Error(`The build failed:\n${output}`))));
  });
}
