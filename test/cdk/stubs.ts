import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { handlers } from '../../cdk/house/bundles.ts';

/** Stands for the bundles and the pages where their contents do not matter. */
export function stubsIn(
  folder: string,
  names: readonly string[] = Object.keys(handlers),
  what = '',
): { bundles: string; pages: string } {
  const bundles = join(folder, 'functions');
  const pages = join(folder, 'portal');
  for (const name of names) {
    mkdirSync(join(bundles, name), { recursive: true });
    writeFileSync(
      join(bundles, name, 'index.js'),
      `exports.handler = async () => undefined;${what && ` // ${what}`}\n`,
    );
  }
  mkdirSync(pages, { recursive: true });
  for (const page of ['index.html', '404.html'])
    writeFileSync(join(pages, page), `<!doctype html><title>Sportello ${what}</title>\n`);
  return { bundles, pages };
}
