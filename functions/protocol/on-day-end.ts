import { environment } from '../../shared/shell/environment.ts';
import { logLine } from '../../shared/shell/log.ts';
import { readService } from '../../shared/shell/services.ts';
import { dynamodbProtocol } from '../../shared/shell/stores/dynamodb-protocol.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { closeDays } from './read-days.ts';

const { SERVICE, REGISTER_TABLE, PROTOCOL_TABLE } = environment('SERVICE', 'REGISTER_TABLE', 'PROTOCOL_TABLE');
const definition = readService(SERVICE);

/** Closes the protocol's register of each day just past; a day that is closed stays as it is. */
export async function handler(): Promise<void> {
  const closed = await closeDays({
    register: dynamodbRegister(REGISTER_TABLE),
    protocol: dynamodbProtocol(PROTOCOL_TABLE),
    definition,
    clock: () => new Date(),
  });
  for (const { day, count, cancelled } of closed) {
    logLine({
      level: 'info',
      function: 'protocol-day-end',
      service: SERVICE,
      day,
      count,
      cancelled: cancelled.length,
    });
  }
}
