import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { maximumDocumentBytes } from '../../shared/contracts/arrival.ts';
import type { ContactAccepted } from '../../shared/contracts/contact.ts';
import type { NewObject } from '../../shared/contracts/object-created.ts';
import { sidecarOf, takenKey } from '../../shared/contracts/object-prefixes.ts';
import { maximumSidecarBytes, type ScanSidecar } from '../../shared/contracts/scan.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Hmac } from '../../shared/core/cases/receipt-code.ts';
import { textOfFile } from '../../shared/core/charset.ts';
import type { LifeFirstRules } from '../../shared/core/danger/danger.ts';
import type { HoursPeriod } from '../../shared/core/hours/calendar.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { logCount, logLine } from '../../shared/shell/log.ts';
import type { Arrival } from '../../shared/shell/stores/arrivals.ts';
import type { TextLayer } from '../../shared/shell/text-layer.ts';
import { acceptScan, namesOfScan } from './rules/accept-scan.ts';
import { checkScan, fileNameOf, refusedKey, type ScanRefusal, sidecarsOf, typeOfScan } from './rules/check-scan.ts';
import { belongs, readSidecar } from './rules/read-sidecar.ts';

// Step 1 of the citizen's line where it begins on paper: called by on-scan-arrived, then the registrar takes the
// contact.

/** What taking a scan needs of the world. */
export type ScanPorts = {
  read(key: string, largest: number, version?: string): Promise<Arrival | undefined>;
  move(object: Pick<NewObject, 'bucket' | 'key' | 'version'>, to: string): Promise<void>;
  textLayer(bytes: Uint8Array): Promise<TextLayer | undefined>;
  /** Hours as known now. */
  periods(): Promise<readonly HoursPeriod[]>;
  hmac(): Promise<Hmac>;
  keepDocument(document: string, file: { bytes: Uint8Array; contentType: string; fileName: string }): Promise<void>;
  keepContact(accepted: ContactAccepted): Promise<void>;
};

/**
 * Takes one scan: looks into it, keeps its file and its contact, and only then moves the original and its sidecar to
 * `taken/`; what is no scan goes to `refused/`. Resolves with what became of it (`gone` when it is not there any more),
 * rejects when it must be tried again.
 */
export async function takeScan(
  scan: NewObject,
  given: { definition: PreparedService; rules: LifeFirstRules; ports: ScanPorts },
): Promise<'taken' | 'gone' | ScanRefusal> {
  const { definition, rules, ports } = given;
  const { bucket, key, version, createdAt: arrivedAt } = scan;
  const arrival = await ports.read(key, maximumDocumentBytes, version);
  if (arrival === undefined) return 'gone';
  const { bytes = new Uint8Array(), size } = arrival;
  // A file that its reader stumbles over is of no type that we take.
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const checked = checkScan(size, typeOfScan(found?.mime, bytes));
  const { cameAt } = arrival;
  const [small, capital] = sidecarsOf(key);
  const inSmall = await ports.read(small, maximumSidecarBytes);
  const beside = inSmall ?? (await ports.read(capital, maximumSidecarBytes));
  const besideKey = inSmall === undefined ? capital : small;
  const accompanied = beside !== undefined && belongs(beside.cameAt, cameAt);
  if ('refused' in checked) {
    await putAway(refusedKey(scan));
    return checked.refused;
  }
  const { type } = checked;
  const digest = createHash('sha256').update(bytes).digest('hex');
  const hmac = await ports.hmac();
  // Whoever took this scan before may have ended with its sidecar moved and nothing else: it says the same there.
  const went = sidecarOf(takenKey(namesOfScan(digest, definition, hmac, sha256).document));
  const told = accompanied ? beside : await ports.read(went, maximumSidecarBytes);
  const sidecar = told && sidecarIn(told);
  const layer = type === 'application/pdf' ? await ports.textLayer(bytes) : undefined;
  const fileName = fileNameOf(key);
  const { accepted, document } = acceptScan({
    scan: { fileName, type, bytes: size, sha256: digest, arrivedAt, sidecar, layer },
    definition,
    rules,
    periods: await ports.periods(),
    hmac,
    sha256,
  });
  await ports.keepDocument(document, { bytes, contentType: type, fileName });
  await ports.keepContact(accepted);
  await putAway(takenKey(document));
  return 'taken';

  /** The sidecar first: without it the scan would be found again, and it without its scan never. */
  async function putAway(to: string): Promise<void> {
    if (accompanied) await ports.move({ bucket, key: besideKey }, sidecarOf(to));
    await ports.move(scan, to);
  }

  /** A sidecar that does not hold is said in the log, and the scan is taken without it. */
  function sidecarIn({ bytes: words }: Arrival): ScanSidecar | undefined {
    const reading =
      words === undefined ? { wrong: ['too large'] } : readSidecar(textOfFile(words), definition, arrivedAt);
    if ('sidecar' in reading) return reading.sidecar;
    logLine({ level: 'warn', function: 'scans', service: definition.service, sidecar: reading.wrong });
    logCount('SidecarRefused', definition.service);
    return undefined;
  }
}
