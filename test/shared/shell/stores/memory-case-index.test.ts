import { memoryCaseIndex } from '../../../stores/memory-case-index.ts';
import { caseIndexContract } from './case-index-contract.ts';

caseIndexContract('the index of words in memory', () => {
  const index = memoryCaseIndex();
  return { index, finder: index, lose: index.lose };
});
