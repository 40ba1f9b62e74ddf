import { memoryProtocol } from '../../shared/shell/memory-protocol.ts';
import { protocolContract } from './protocol-contract.ts';

protocolContract('the protocol in memory', async () => memoryProtocol());
