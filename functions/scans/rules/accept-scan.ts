import type { AcceptedContact, ContactAccepted } from '../../../shared/contracts/contact.ts';
import type { ScanSidecar, ScanType } from '../../../shared/contracts/scan.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import { maximumTextLength } from '../../../shared/contracts/text.ts';
import { answerDueAt } from '../../../shared/core/cases/charter.ts';
import { type Hmac, mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { triage } from '../../../shared/core/cases/triage.ts';
import type { Sha256 } from '../../../shared/core/chain.ts';
import type { LifeFirstRules } from '../../../shared/core/danger/danger.ts';
import type { HoursPeriod } from '../../../shared/core/hours/calendar.ts';
import { present } from '../../../shared/core/present.ts';

/** A scan that was looked into: `type`, `bytes` and `sha256` (hex) of its content, when it arrived (ISO instant). */
export type LookedInto = {
  fileName: string;
  type: ScanType;
  bytes: number;
  sha256: string;
  arrivedAt: string;
  sidecar: ScanSidecar | undefined;
  layer: { text: string; pages: number } | undefined;
};

/** The code of a scan's contact, and the document that its file is kept as, by the SHA-256 (hex) of its content. */
export function namesOfScan(
  digest: string,
  { codePrefix }: Pick<PreparedService, 'codePrefix'>,
  hmac: Hmac,
  sha256: Sha256,
): { code: string; document: string } {
  const code = mintCode(codePrefix, `scan|${digest}`, hmac);
  return { code, document: sha256(`document|${code}`).slice(0, 32) };
}

/**
 * Accepts a scan as a contact that waits to be read, and names the document that its file is kept as. The same scan is
 * always the same contact. Received is what postmark or fax header say, else when it arrived; without a kind it is the
 * first of the service's until somebody has read it.
 */
export function acceptScan(input: {
  scan: LookedInto;
  definition: PreparedService;
  rules: LifeFirstRules;
  /** Hours as known now. */
  periods: readonly HoursPeriod[];
  hmac: Hmac;
  sha256: Sha256;
}): { accepted: ContactAccepted; document: string } {
  const { scan, definition, rules, periods, hmac, sha256 } = input;
  const { sidecar, layer, arrivedAt, fileName, type, bytes } = scan;
  const receivedAt = earlier(sidecar?.receivedAt ?? arrivedAt, arrivedAt);
  const { code, document } = namesOfScan(scan.sha256, definition, hmac, sha256);
  const text = layer && readable(layer.text);
  const contact: AcceptedContact = {
    kind: sidecar?.kind ?? firstKind(definition),
    requester: 'citizen',
    language: 'it',
    ...present({ name: sidecar?.sender, phone: sidecar?.phone, message: text || undefined }),
  };
  const { urgent } = triage(contact, definition, rules);
  const firstAnswerDueAt = answerDueAt({ kind: contact.kind, receivedAt, definition, periods });
  const pages = sidecar?.pages ?? pagesOf(layer);
  const accepted: ContactAccepted = {
    contract: 'contact-accepted.v1',
    code,
    service: definition.service,
    channel: sidecar?.channel ?? 'letter',
    receivedAt,
    ...present({ firstAnswerDueAt }),
    urgent,
    ...present({ formal: sidecar?.formal }),
    paper: {
      toBeRead: true,
      ...present({ pages, senderReference: sidecar?.senderReference }),
      textLayer: Boolean(text),
    },
    documents: [{ document, contentType: type, bytes, sha256: scan.sha256, fileName }],
    contact,
  };
  return { accepted, document };
}

/**
 * Text of a machine as a person can read it: no control characters, no runs of blank lines, within what a case keeps.
 */
export function readable(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
    .replace(/[ \t\u00a0]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, maximumTextLength)
    .toWellFormed();
}

const earlier = (one: string, other: string): string =>
  new Date(Math.min(Date.parse(one), Date.parse(other))).toISOString();

/** The pages that a file counts, as far as they can be true. */
const pagesOf = (layer: LookedInto['layer']): number | undefined =>
  layer !== undefined && layer.pages >= 1 && layer.pages <= 10_000 ? layer.pages : undefined;

function firstKind({ service, kinds }: PreparedService): AcceptedContact['kind'] {
  const [first] = kinds;
  if (first === undefined) throw new Error(`${service} has no kinds`);
  return first.kind;
}
