import { AlertSource } from '../../shared/contracts/service-alerting.ts';
import { environment } from '../../shared/shell/environment.ts';
import { errorLine, logLine } from '../../shared/shell/log.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { proposeForService } from './propose-for-service.ts';

const { PROPOSALS_TABLE, LEDGER_TABLE, BUS_NAME } = environment('PROPOSALS_TABLE', 'LEDGER_TABLE', 'BUS_NAME');
const tables = { proposals: PROPOSALS_TABLE, ledger: LEDGER_TABLE, bus: BUS_NAME };
// An installation may have other sources than the definitions name: files, or a folder.
const elsewhere = process.env['ALERT_SOURCES'];
const sourcesElsewhere =
  elsewhere === undefined ? undefined : AlertSource.parse({ kind: 'bulletin', address: elsewhere });
const services = readServices().filter(({ alerting }) => alerting !== undefined);

/**
 * Reads the alert sources of each service and keeps what they propose; silence and doubt raise an alarm and lower
 * nothing. With `{"only": "quakes"}`, each minute, it asks for quakes alone: publications of bulletins are minutes old
 * at best.
 */
export async function handler({ only }: { only?: AlertSource['kind'] } = {}): Promise<void> {
  const now = new Date();
  const failed: unknown[] = [];
  for (const definition of services) {
    const sources = sourcesElsewhere ? [sourcesElsewhere] : (definition.alerting?.sources ?? []);
    try {
      await proposeForService(definition, sources, tables, now, only);
    } catch (error) {
      // One service's trouble must not keep the next one from its alerts; the failure is told once all were looked at.
      failed.push(error);
      logLine({ level: 'error', function: 'bulletin', service: definition.service, ...errorLine(error) });
    }
  }
  if (failed.length > 0) throw failed[0];
}
