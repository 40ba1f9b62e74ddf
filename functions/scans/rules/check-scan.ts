import { maximumDocumentBytes } from '../../../shared/contracts/arrival.ts';
import type { NewObject } from '../../../shared/contracts/object-created.ts';
import { objectPrefix, sidecarOf } from '../../../shared/contracts/object-prefixes.ts';
import { type ScanType, scanTypes } from '../../../shared/contracts/scan.ts';

const { incoming, refused } = objectPrefix;

/** Whether a new object is a scan, rather than a sidecar (it goes with its scan) or a folder. */
export function isScan({ key }: Pick<NewObject, 'key'>): boolean {
  return key.startsWith(incoming) && !/\.json$/i.test(key) && !key.endsWith('/');
}

/** Where the sidecar of a scan may lie: scanners write the ending in small letters or in capitals. */
export const sidecarsOf = (key: string): readonly [string, string] => [sidecarOf(key), `${key}.JSON`];

/**
 * Bytes before its own beginning that a PDF may have: a printer's commands, blank lines (ISO 32000-1, annex H, note
 * 13).
 */
const longestPreamble = 1_024;

/** Types of programs: one that speaks of a PDF in its first kilobyte is none. */
const programs = /^application\/(?:x-msdownload|x-elf|x-mach-binary|wasm|java-vm|x-ms-shortcut)$/;

/** The type of a content: what was `found` by its first bytes, else PDF where that begins a little later. */
export function typeOfScan(found: string | undefined, bytes: Uint8Array): string | undefined {
  if (found !== undefined && (programs.test(found) || scanTypes.some((accepted) => accepted === found))) return found;
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, longestPreamble + 6));
  return /%PDF-\d/.test(beginning) ? 'application/pdf' : found;
}

/** Where what is no scan is kept: the same object always in the same place. */
export const refusedKey = ({ key, eTag }: Pick<NewObject, 'key' | 'eTag'>): string =>
  `${refused}${eTag.replace(/[^0-9A-Za-z-]/g, '')}/${key.slice(incoming.length)}`;

/** The name of the file, without its folders; 200 characters at most, from its end, where the ending is. */
export const fileNameOf = (key: string): string =>
  key
    .slice(key.lastIndexOf('/') + 1)
    .slice(-200)
    .toWellFormed();

/** Why an object is not taken as a scan. */
export type ScanRefusal = 'empty' | 'too-large' | 'type-not-accepted';

/** Judges an object by its size and by the type `found` in its content, whatever its name says. */
export function checkScan(size: number, found: string | undefined): { type: ScanType } | { refused: ScanRefusal } {
  if (size === 0) return { refused: 'empty' };
  if (size > maximumDocumentBytes) return { refused: 'too-large' };
  const type = scanTypes.find((accepted) => accepted === found);
  return type === undefined ? { refused: 'type-not-accepted' } : { type };
}
