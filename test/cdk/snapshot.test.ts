import { expect, test } from '@jest/globals';
import { stackNames, type Template, templates } from './synthesis.ts';

const all = await templates();

/** Asset hashes, and the hash that a function's version carries, change with every line of code. */
const steady = (template: Template) =>
  JSON.parse(
    JSON.stringify(template)
      .replaceAll(/[0-9a-f]{64}/g, '<hash>')
      .replaceAll(/(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g, '$1<hash>'),
  );

test.each(stackNames)('the template of the %s stack is the one we agreed on', (name) => {
  expect(steady(all[name])).toMatchSnapshot();
});
