import type { Properties } from './identity.ts';
import type { Application } from './template.ts';

/**
 * One receipt rule of SES: whom it takes mail for (everybody when empty), whether mail is scanned, and where the mail
 * is put.
 */
export type ReceiptRule = { recipients: string[]; scanned: boolean; places: { bucket: string; prefix: string }[] };

/**
 * The rules that are switched on; what cannot be honoured goes to `refuse` in a sentence. Every rule set counts as the
 * active one.
 */
export function receiptRules(application: Application, refuse: (line: string) => void): ReceiptRule[] {
  return application.ofType('AWS::SES::ReceiptRule').flatMap((resource) => {
    const rule: Properties = resource.properties['Rule'] ?? {};
    if (rule['Enabled'] !== true) return [];
    const actions: Properties[] = rule['Actions'] ?? [];
    const places = actions.flatMap(({ S3Action }) => {
      const bucket = S3Action && application.find(String(S3Action.BucketName));
      if (bucket) return [{ bucket: bucket.name, prefix: String(S3Action.ObjectKeyPrefix ?? '') }];
      if (S3Action) refuse(`AWS::SES::ReceiptRule ${resource.logicalId}: its bucket is not in the templates`);
      return [];
    });
    // Mail that nothing would keep is better refused.
    if (places.length === 0) return [];
    return [{ recipients: (rule['Recipients'] ?? []).map(String), scanned: rule['ScanEnabled'] === true, places }];
  });
}

/**
 * Tells whether a rule takes mail for an address, as SES matches: an address with or without a label after its plus, a
 * domain, or with a leading dot all its subdomains.
 */
export function takesMailFor(rule: ReceiptRule, address: string): boolean {
  const [local = '', domain = ''] = split(address.toLowerCase());
  const plain = `${local.split('+')[0]}@${domain}`;
  return (
    rule.recipients.length === 0 ||
    rule.recipients.some((recipient) => {
      const wanted = recipient.toLowerCase();
      if (wanted.includes('@')) return wanted === `${local}@${domain}` || wanted === plain;
      return wanted.startsWith('.') ? domain.endsWith(wanted) : wanted === domain;
    })
  );
}

function split(address: string): string[] {
  const at = address.lastIndexOf('@');
  return [address.slice(0, Math.max(at, 0)), address.slice(at + 1)];
}

// In two parts, or this file itself would be taken for what it looks for.
const spam = ['XJS*C4JDBQADN1.NSBN3*2IDNEN*', 'GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X'].join('');
const virus = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/**
 * What a scanner says of a message: it knows the two harmless texts that stand for spam (GTUBE) and for a virus
 * (EICAR), also in base64.
 */
export function verdictsOn(message: Buffer): { spam: 'PASS' | 'FAIL'; virus: 'PASS' | 'FAIL' } {
  const text = message.toString('latin1');
  const joined = text.replace(/\r?\n/g, '');
  // A file in base64 starts where its encoding starts; the last bytes depend on what follows.
  const encoded = Buffer.from(virus).toString('base64').slice(0, 80);
  const verdict = (found: boolean) => (found ? 'FAIL' : 'PASS');
  return { spam: verdict(text.includes(spam)), virus: verdict(text.includes(virus) || joined.includes(encoded)) };
}

/** The envelope of a mail as the SMTP conversation gave it. */
export type Envelope = { from: string; to: string; client: string; clientAddress: string };

/** The header lines that SES puts before a message it takes in, CRLF at each end; `now` in ms, `id` names the mail. */
export function receivedHeaders(
  envelope: Envelope,
  verdicts: ReturnType<typeof verdictsOn> | undefined,
  now: number,
  id: string,
): string {
  // Whoever speaks SMTP chose these: no control character may start a header of its own.
  const [from, to, client] = [envelope.from, envelope.to, envelope.client].map((value) =>
    value.replace(/[^\x21-\x7e]/g, ''),
  );
  return [
    `Return-Path: <${from}>`,
    `Received: from ${client} (${client} [${envelope.clientAddress}])`,
    ` by inbound-smtp.eu-south-1.amazonaws.com with SMTP id ${id}`,
    ` for ${to};`,
    ` ${new Date(now).toUTCString().replace('GMT', '+0000 (UTC)')}`,
    ...(verdicts ? [`X-SES-Spam-Verdict: ${verdicts.spam}`, `X-SES-Virus-Verdict: ${verdicts.virus}`] : []),
    `Received-SPF: none (spfCheck: no record on one machine) client-ip=${envelope.clientAddress}; envelope-from=${from}; helo=${client};`,
    'Authentication-Results: amazonses.com; spf=none; dkim=none; dmarc=none',
    '',
  ].join('\r\n');
}
