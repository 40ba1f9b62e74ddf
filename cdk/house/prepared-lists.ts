import type { Plugin } from 'esbuild';
import { prepareLists } from '../../shared/core/danger/prepare-lists.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';

/**
 * Puts the lists of danger into a bundle as they were read here, in place of the lists as they were written: a function
 * that starts opens them in a few milliseconds.
 */
export const preparedLists: Plugin = {
  name: 'prepared-lists',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]shared[\\/]texts[\\/]danger[\\/]lists\.ts$/ }, () => ({
      contents: `export const lifeFirst = ${JSON.stringify(prepareLists(lifeFirst))};`,
      loader: 'js',
    }));
  },
};
