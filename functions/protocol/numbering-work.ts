import { environment } from '../../shared/shell/environment.ts';
import { readService } from '../../shared/shell/services/services.ts';
import { dynamodbProtocol } from '../../shared/shell/stores/dynamodb-protocol.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import type { NumberingWork } from './assign-numbers.ts';

/** What numbers of a service are assigned with, from its environment (SERVICE, REGISTER_TABLE, PROTOCOL_TABLE). */
export function numberingWork(): NumberingWork {
  const env = environment('SERVICE', 'REGISTER_TABLE', 'PROTOCOL_TABLE');
  return {
    register: dynamodbRegister(env.REGISTER_TABLE),
    protocol: dynamodbProtocol(env.PROTOCOL_TABLE),
    definition: readService(env.SERVICE),
    clock: () => new Date(),
  };
}
