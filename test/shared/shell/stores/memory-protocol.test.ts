import { memoryProtocol } from '../../../stores/memory-protocol.ts';
import { protocolContract } from './protocol-contract.ts';

protocolContract('the protocol in memory', async () => memoryProtocol());
