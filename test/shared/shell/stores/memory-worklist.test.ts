import { memoryWorklist } from '../../../stores/memory-worklist.ts';
import { worklistContract } from './worklist-contract.ts';

worklistContract('the worklist in memory', async () => memoryWorklist());
