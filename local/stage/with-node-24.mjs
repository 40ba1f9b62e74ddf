// Plain JavaScript, so that a Node too old to read TypeScript can still say what is missing.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `Sportello needs Node 24 or newer, this is ${process.version}.\n` +
      'On Linux "npm ci" brings its own when optional packages are installed; elsewhere install Node 24 from nodejs.org.\n',
  );
  process.exit(1);
}
await import('./start.ts');
