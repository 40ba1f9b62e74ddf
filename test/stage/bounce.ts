/** A report of delivery (RFC 3464) that says of a mail of ours that its mailbox is unknown. */
export function bounceOf({ ours, to, messageId }: { ours: string; to: string; messageId: string }): string {
  return [
    'From: MAILER-DAEMON@mx.example.org',
    `To: ${ours}`,
    'Subject: Undelivered Mail Returned to Sender',
    `Message-ID: <bounce-of-${messageId.replace(/[<>]/g, '')}>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b\r\nContent-Type: text/plain\r\n\r\nThe mailbox is unknown.',
    `--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: rfc822; ${to}\r\nAction: failed\r\nStatus: 5.1.1`,
    `--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: ${ours}\r\nMessage-ID: ${messageId}\r\nSubject: x\r\n\r\nx`,
    '--b--',
    '',
  ].join('\r\n');
}
