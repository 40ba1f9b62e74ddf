import { memoryRegister } from '../../../stores/memory-register.ts';
import { registerContract } from './register-contract.ts';

registerContract('the register in memory', async () => memoryRegister());
