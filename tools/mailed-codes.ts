import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The codes whose receipt is among the mails that the stage's mail emulator keeps, one file a mail; `seen` spares
 * reading twice.
 */
export function readMailedCodes(folder: string, seen: Map<string, string>): Set<string> {
  let files: string[];
  try {
    files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  } catch {
    files = [];
  }
  for (const file of files) {
    if (seen.has(file)) continue;
    try {
      const { body } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { body: string };
      seen.set(file, receiptCodeOf(body) ?? '');
    } catch {
      // Half written: it is whole when we look again.
    }
  }
  return new Set(seen.values());
}

/** The code of the receipt in a SendRawEmail call of SES's query protocol, read from its Message-ID. */
export function receiptCodeOf(call: string): string | undefined {
  const raw = Buffer.from(new URLSearchParams(call).get('RawMessage.Data') ?? '', 'base64').toString('utf8');
  return /^Message-ID:\s*<([A-Z]{2,4}(?:-[0-9A-Z]{4}){4})\.receipt@/im.exec(raw)?.[1];
}
