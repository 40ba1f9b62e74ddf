import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSignedDocument } from '../../../functions/mail-in/rules/certified.ts';
import { openMail } from '../../../functions/mail-in/rules/open-mail.ts';
import { answerableAddress, certainSender, sortMail, unscanned } from '../../../functions/mail-in/rules/sort-mail.ts';
import { own } from './arrive.ts';

/** What becomes of a mail with these header lines. */
async function sorted(lines: readonly string[], more: { subject?: string; words?: string; released?: boolean } = {}) {
  const { subject = 'Una domanda', words = 'La strada è aperta?', released = false } = more;
  const head = [
    'From: Ada Bianchi <ada.bianchi@example.org>',
    `Subject: ${subject}`,
    'Message-ID: <s@example.org>',
    ...lines,
  ];
  const { envelope, mail, certified } = await openMail(
    new TextEncoder().encode(`${head.join('\r\n')}\r\n\r\n${words}`),
  );
  const verdict = sortMail(released ? unscanned(envelope) : envelope, mail, certified, own);
  return { verdict, sender: certainSender(envelope, mail, certified) };
}

const machines = [
  'Auto-Submitted: auto-generated',
  'Auto-Submitted: auto-replied; owner-email="ada@example.org"',
  'Auto-Submitted: (vacation) "auto-replied"',
  'Auto-Submitted: auto-notified',
  'Auto-Submitted: somehow',
  'Precedence: bulk',
  'Precedence: list',
  'Precedence: junk',
  'Precedence: auto_reply',
  'List-Id: <volontari.example.org>',
  'List-Unsubscribe: <https://example.org/u>',
  'List-Post: NO',
  'Mailing-List: contact volontari-help@example.org',
  'X-Autoreply: yes',
  'X-Auto-Reply: 1',
  'X-Autorespond: ticket',
  'X-Autoresponder: x',
  'X-Vacation: true',
  'X-Cron-Env: <SHELL=/bin/sh>',
  'X-Failed-Recipients: nobody@example.org',
  'Delivered-To: Autoresponder',
  'Return-Path: <>',
  'X-Loop: contact-center@protezionecivile.example',
];
const harmless = [
  'Auto-Submitted: ?',
  'Auto-Submitted: no',
  'Precedence: normal',
  'X-Autoreply: no',
  'X-Auto-Response-Suppress: OOF',
  'X-Mailer: Thunderbird',
  'Return-Path: <ada.bianchi@example.org>',
  'X-SES-Spam-Verdict: PASS',
  'X-SES-Virus-Verdict: PASS',
];

describe('a machine', () => {
  test.each(machines)('says so by %j', async (line) => {
    expect((await sorted([line])).verdict.is).not.toBe('person');
  });

  test('is one whatever else it says, and nothing else makes one of a person', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(harmless),
        fc.constantFrom(undefined, ...machines),
        fc.nat(8),
        async (others, line, at) => {
          const lines = line === undefined ? others : others.toSpliced(at, 0, line);
          expect((await sorted(lines)).verdict.is === 'person').toBe(line === undefined);
        },
      ),
    );
  });

  test('stays one when somebody lets go on what a scanner had found', async () => {
    const lines = ['X-SES-Spam-Verdict: FAIL', 'List-Unsubscribe: <https://example.org/u>'];
    expect((await sorted(lines)).verdict).toEqual({ is: 'held', because: 'spam' });
    expect((await sorted(lines, { released: true })).verdict).toEqual({ is: 'held', because: 'machine' });
    expect((await sorted(['X-SES-Virus-Verdict: GRAY'], { released: true })).verdict).toEqual({ is: 'person' });
  });
});

describe('a mail that we wrote ourselves', () => {
  const domain = own.from.split('@')[1] ?? '';
  const withId = async (id: string) => {
    const bytes = `From: Ada <ada@example.org>\r\nSubject: Ricevuta\r\nMessage-ID: <${id}>\r\n\r\nGrazie.`;
    const { envelope, mail, certified } = await openMail(new TextEncoder().encode(bytes));
    return sortMail(envelope, mail, certified, own);
  };

  test('is known by the Message-ID of a mail about a case, where nothing else of ours is left on it', async () => {
    expect(await withId(`PC-7K3M-9QXT-4DHR-8WZA.receipt@${domain}`)).toEqual({ is: 'recorded', because: 'loop' });
    expect(await withId(`PC-7K3M-9QXT-4DHR-8WZA.protocol-2026@${domain}`)).toEqual({ is: 'recorded', because: 'loop' });
  });

  test.each([
    ['at another domain', 'PC-7K3M-9QXT-4DHR-8WZA.receipt@example.org'],
    ['at a domain that only ends like ours', `PC-7K3M-9QXT-4DHR-8WZA.receipt@not-${domain}`],
    ['where the code does not come first', `re-PC-7K3M-9QXT-4DHR-8WZA.receipt@${domain}`],
    ['without a code', `receipt@${domain}`],
  ])('is not one with a Message-ID %s', async (_where, id) => {
    expect(await withId(id)).toEqual({ is: 'person' });
  });
});

describe('somebody who is away', () => {
  test.each([
    'Risposta automatica',
    'Autorisponditore',
    'Messaggio automatico',
    'Sono fuori ufficio',
    'Fuori sede',
    'Avviso di assenza',
    'Assenza dall’ufficio',
    'Automatic reply',
    'Autoreply',
    'Automatic response',
    'Out of the office',
    'Out of office autoreply',
    'OOO',
    'I am on vacation',
    'On annual leave',
    'Vacation notice',
    'Sono in ferie',
    'In ferie',
    'Non sono in ufficio',
    'Automatische Antwort',
    'Automatische Abwesenheitsmeldung',
    'Abwesenheitsassistent',
    'Ich bin im Urlaub',
    'Nicht im Büro',
    'Außer Haus',
    'Ausser Haus',
  ])('says so with the subject %j, alone, answered or with what it answers', async (words) => {
    for (const subject of [words, `Re: ${words}`, `${words}: la tua richiesta`])
      expect((await sorted([], { subject })).verdict).toEqual({ is: 'held', because: 'machine' });
    expect((await sorted([], { subject: `La casa, ${words}` })).verdict).toEqual({ is: 'person' });
  });

  test.each([
    ['Re: la tua richiesta', 'Sono attualmente fuori sede, rientro il 3 dicembre.'],
    ['R: la tua richiesta', 'Gentile utente, non sono in ufficio fino al 3 dicembre.'],
    ['Re: your request', "Thanks. I'm on annual leave and will be back on 3 December."],
    ['Re: your request', 'I am away from the office until Monday.'],
    ['AW: Ihre Anfrage', 'Vielen Dank. Ich bin derzeit nicht im Büro und ab dem 3. Dezember wieder da.'],
    ['Antw: Ihre Anfrage', 'Ich bin bis 3. Dezember im Urlaub.'],
    ['Fuori ufficio', 'Torno presto.'],
    ['OOO: your request', 'Back soon.'],
    ['Abwesenheitsnotiz: Ihre Anfrage', 'Bis bald.'],
    ['Risposta Automatica R: la tua richiesta', 'Torno il 5.'],
    ['Re: la tua richiesta (risposta automatica)', 'Torno il 5.'],
    ['Assente: la tua richiesta', 'A presto.'],
    ['Urlaub: Ihre Anfrage', 'Bis bald.'],
    ['Auto: your request', 'Later.'],
    ['Eingangsbestätigung: Ihre Anfrage', 'Danke.'],
    ['R: la tua richiesta', 'Questa casella non è più presidiata.'],
    [
      'R: la tua richiesta',
      'Il tuo messaggio è stato generato. Messaggio inviato automaticamente, non rispondere a questo indirizzo.',
    ],
    ['AW: Ihre Anfrage', 'Vielen Dank für Ihre Nachricht. Ich bin bis zum 7.12. im Urlaub.'],
    [
      'AW: Ihre Anfrage',
      'Ich bin ab dem 7. Dezember wieder erreichbar. In dringenden Fällen wenden Sie sich an Frau Huber.',
    ],
    ['Re: your request', 'This mailbox is no longer monitored.'],
    ['R: la tua richiesta', 'Grazie per averci scritto. Le risponderemo entro 48 ore lavorative.'],
    ['R: la tua richiesta', 'Ticket #1234 creato. Un operatore prenderà in carico la richiesta.'],
    ['R: la tua richiesta', 'La tua richiesta è stata registrata con numero 998.'],
    ['R: la tua richiesta', 'Questo indirizzo e-mail non è abilitato alla ricezione.'],
    ['R: la tua richiesta', 'La casella di posta non è presidiata.'],
    ['R: la tua richiesta', 'Questa casella di posta è stata dismessa, scrivere a nuovo@example.org.'],
    ['Letta: la tua richiesta', 'x'],
    ['Fuori sede Re: la tua richiesta', 'x'],
    ['Réponse automatique : votre demande', 'Je suis absent.'],
    ['Recapito non riuscito: la tua richiesta', 'x'],
    ['Warning: could not send message for past 4 hours', 'x'],
    ['Letto: la tua richiesta', 'Il messaggio è stato letto il giorno 28/11/2026 15.40.'],
    ['Gelesen: Ihre Anfrage', 'Ihre Nachricht wurde am 28.11.2026 gelesen.'],
    ['Ricevuta di ritorno (visualizzata) - la tua richiesta', 'Il messaggio è stato visualizzato.'],
    ['Unzustellbar: la tua richiesta', 'Ihre Nachricht hat einige oder alle Empfänger nicht erreicht.'],
  ])('%j, %j waits for a person', async (subject, words) => {
    expect((await sorted([], { subject, words })).verdict).toEqual({ is: 'held', because: 'machine' });
  });

  test.each([
    ['Re: la tua richiesta', 'Sono fuori casa: potete chiamarmi domani?'],
    ['Casa vuota', 'Sono in ferie fino al 3 dicembre: chi controlla la casa?'],
    ['Assenza di acqua in via Roma', 'Da ieri non c’è acqua.'],
    ['Auto sommersa', 'La mia auto è sotto il fango.'],
    ['Re: Ihre Anfrage', 'Ich bin ab morgen wieder erreichbar, danke.'],
    ['Letto il bando: una domanda', 'Posso chiedere il contributo?'],
    ['Auto', 'La mia auto è sotto il fango.'],
    ['R: la tua richiesta', 'Torno il 5 a Borgo: la strada sarà aperta?'],
    ['Re: la tua richiesta', 'Non ho ricevuto il messaggio che dite, potete ripeterlo?'],
    ['Re: la tua richiesta', 'Grazie per avermi risposto, la mia richiesta era un’altra: numero 3 di via Roma.'],
    ['Re: la tua richiesta', 'La casella della posta di casa è piena di fango.'],
    ['In permesso di soggiorno', 'Posso chiedere il contributo?'],
  ])('is not whoever writes %j, %j', async (subject, words) => {
    expect((await sorted([], { subject, words })).verdict).toEqual({ is: 'person' });
  });
});

describe('the sender of a mail', () => {
  test('is certain where nobody found a forgery, and nobody’s otherwise', async () => {
    const found = async (line: string) => (await sorted([`Authentication-Results: ${line}`])).sender;
    const ada = 'ada.bianchi@example.org';
    expect(await found('amazonses.com; spf=pass; dkim=pass; dmarc=pass')).toBe(ada);
    expect(await found('amazonses.com; spf=none; dkim=none; dmarc=none')).toBe(ada);
    expect(await found('amazonses.com; spf=softfail; dkim=pass; dmarc=pass')).toBe(ada);
    expect(await found('amazonses.com; spf=fail; dkim=none; dmarc=none')).toBeUndefined();
    expect(await found('amazonses.com; spf=pass; dkim=pass; dmarc=fail')).toBeUndefined();
    expect(await found('mx.evil.example; spf=fail; dmarc=fail')).toBe(ada);
    expect(await found('mx.evil.example; x=amazonses.com; spf=fail; dmarc=fail')).toBe(ada);
  });

  test.each([
    ['spf=pass (evil.example); dkim=pass header.i=@evil.example; dmarc=none', false],
    ['spf=softfail; dkim=pass header.i=@evil.example; dmarc=none', false],
    [
      'spf=pass (spfCheck: domain of evil.example) client-ip=192.0.2.1; envelope-from=x@evil.example; helo=mx; dkim=none',
      false,
    ],
    ['spf=pass client-ip=192.0.2.1; envelope-from=ada.bianchi@example.org; helo=mx; dkim=none; dmarc=none', true],
    ['spf=pass smtp.mailfrom=bounce.example.org; dkim=none', true],
    ['spf=none; dkim=pass header.i=@mail.example.org; dmarc=none', true],
    ['spf=none; dkim=pass header.d=example.org; dmarc=none', true],
    ['spf=pass envelope-from=x@notexample.org; dkim=none', false],
    ['spf=pass envelope-from=x@org; dkim=none', false],
    ['spf=pass envelope-from=x@evil.example; dkim=pass header.i=@example.org', true],
  ])('is vouched for by a domain that is its own only: %s', async (results, isCertain) => {
    const { sender } = await sorted([`Authentication-Results: amazonses.com; ${results}`]);
    expect(sender).toBe(isCertain ? 'ada.bianchi@example.org' : undefined);
  });

  test('cannot be vouched for by a line of its own beside the one that found a forgery', async () => {
    const lines = [
      'Authentication-Results: amazonses.com; spf=fail; dkim=none; dmarc=fail',
      'Authentication-Results: amazonses.com; spf=pass; dkim=pass; dmarc=pass',
    ];
    for (const both of [lines, lines.toReversed()]) expect((await sorted(both)).sender).toBeUndefined();
  });
});

describe('where a mail may be answered', () => {
  const answerable = async (from: string, replyTo?: string) => {
    const lines = [`From: ${from}`, ...(replyTo === undefined ? [] : [`Reply-To: ${replyTo}`]), 'Subject: x'];
    const { mail } = await openMail(new TextEncoder().encode(`${lines.join('\r\n')}\r\n\r\nx`));
    return answerableAddress(mail, own);
  };

  test.each([
    'NO-REPLY@example.org',
    'noreply@example.org',
    'Do_Not.Reply@example.org',
    'non-rispondere+12@example.org',
    'nicht-antworten@example.org',
    'NEWSLETTER@example.org',
    'MAILER-DAEMON@example.org',
    'bounces+ada@example.org',
    own.from,
  ])('is not %s, but whoever it names for replies', async (address) => {
    expect(await answerable(address)).toBeUndefined();
    expect(await answerable(address, 'Ada <ada@example.org>')).toBe('ada@example.org');
  });

  test.each(['ada@example.org', 'noreplica@example.org', 'newsroom@example.org', 'io.noreply@example.org'])(
    'is %s, a person’s own',
    async (address) => {
      expect(await answerable(address, 'eva@example.org')).toBe(address);
    },
  );
});

describe('a mail with an empty envelope sender', () => {
  test('and a person’s words waits for a person, and one with a machine’s is recorded', async () => {
    expect((await sorted(['Return-Path: <>'])).verdict).toEqual({ is: 'held', because: 'machine' });
    expect((await sorted(['Return-Path: <>'], { subject: 'Risposta automatica: la tua richiesta' })).verdict).toEqual({
      is: 'recorded',
      because: 'auto-reply',
    });
  });
});

/** Where a mail with this head may be answered, and what becomes of it. */
async function headed(head: readonly string[], body = 'Quando riapre la strada?') {
  const opened = await openMail(new TextEncoder().encode(`${head.join('\r\n')}\r\n\r\n${body}`));
  return {
    answered: answerableAddress(opened.mail, own),
    verdict: sortMail(opened.envelope, opened.mail, opened.certified, own),
    certified: opened.certified?.is,
    opened,
  };
}

describe('the form of a web site', () => {
  const replyTo = 'Reply-To: Marta Gallo <marta@example.org>';
  test.each([
    ['From: Sito Comune di Borgo <wordpress@comune.example>', replyTo],
    ['From: www-data@web3.hosting.example', replyTo],
    ['From: modulo@comune.example', replyTo],
    ['From: Comune <info@comune.example>', replyTo, 'X-PHP-Originating-Script: 33:class-phpmailer.php'],
    ['From: Comune <info@comune.example>', replyTo, 'X-Mailer: PHPMailer 6.9.1'],
    ['From: no-reply@comune.example', replyTo],
  ])('writes for whom it names for replies: %s', async (...head) => {
    expect((await headed(head)).answered).toBe('marta@example.org');
  });

  test('is not a person’s mail that names another address for replies', async () => {
    expect((await headed(['From: Ada <ada@example.org>', replyTo])).answered).toBe('ada@example.org');
    expect((await headed(['From: wordpress@comune.example'])).answered).toBe('wordpress@comune.example');
  });
});

describe('certified mail', () => {
  const provider = 'From: "Per conto di: studio@pec.example" <posta-certificata@pec.gestore.example>';
  const mixed = 'Content-Type: multipart/mixed; boundary=m';
  const inner = [
    '--m',
    'Content-Type: text/plain',
    '',
    'Messaggio di posta certificata',
    '--m',
    'Content-Type: message/rfc822; name="postacert.eml"',
    'Content-Disposition: attachment; filename="postacert.eml"',
    '',
    'From: Studio <studio@pec.example>',
    'Subject: Istanza',
    'Message-ID: <inner@pec.example>',
    '',
    'Chiedo copia del piano.',
    '--m--',
  ].join('\r\n');
  const replyTo = 'Reply-To: studio@pec.example';

  test('whose headers a gateway has stripped is opened all the same, by the word that its subject begins with', async () => {
    const { certified, answered, verdict, opened } = await headed(
      [provider, 'Subject: POSTA CERTIFICATA: Istanza', replyTo, mixed],
      inner,
    );
    expect(certified).toBe('transport');
    expect(verdict).toEqual({ is: 'person' });
    expect(opened.mail.text.trim()).toBe('Chiedo copia del piano.');
    expect(answered).toBe('studio@pec.example');
  });

  test('that nobody can open is looked at by a person, and its provider’s robot is not written to', async () => {
    const { certified, verdict, answered } = await headed([provider, 'Subject: Istanza']);
    expect(certified).toBeUndefined();
    expect(verdict).toEqual({ is: 'held', because: 'machine' });
    expect(answered).toBeUndefined();
  });

  test.each([
    'From: "Per conto di: studio@pec.example" <gateway@gestore.example>',
    'From: posta.certificata@pec.gestore.example',
    'From: ricevute.pec@gestore.example',
  ])('that nobody can open, from %s, is looked at by a person, and no robot is written to', async (robot) => {
    const { verdict, answered } = await headed([robot, 'Subject: Istanza']);
    expect(verdict).toEqual({ is: 'held', because: 'machine' });
    expect(answered).toBeUndefined();
  });

  test('is opened though a gateway marks its subject; who writes on behalf of another is a person', async () => {
    const { certified } = await headed([provider, 'Subject: [EXT] POSTA CERTIFICATA: Istanza', replyTo, mixed], inner);
    expect(certified).toBe('transport');
    const family = await headed(['From: Anna per conto di mia madre <anna@example.org>', 'Subject: Casa']);
    expect(family).toMatchObject({ verdict: { is: 'person' }, answered: 'anna@example.org' });
  });

  test.each([
    'ACCETTAZIONE: la tua richiesta',
    'NON ACCETTAZIONE: la tua richiesta',
    'CONSEGNA: la tua richiesta',
    'AVVISO DI MANCATA CONSEGNA: la tua richiesta',
    'PRESA IN CARICO: la tua richiesta',
  ])('%s without any header of it is a receipt', async (subject) => {
    const { verdict } = await headed(['From: posta-certificata@pec.gestore.example', `Subject: ${subject}`]);
    expect(verdict).toEqual({ is: 'recorded', because: 'certified-receipt' });
  });
});

describe('a signed document', () => {
  const bytesOf = (text: string) => new TextEncoder().encode(text);
  const der = new Uint8Array([0x30, 0x82, 1, 2, 3]);
  const base64 = `MIIG${'QUJD'.repeat(20)}`;
  const signed = (fileName: string, bytes: Uint8Array, declared = 'application/octet-stream') =>
    isSignedDocument({ fileName, bytes, declared, inline: false });
  const signedData = [6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
  const xades =
    '<?xml version="1.0"?><doc><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"/></doc>';

  test.each([
    ['domanda.pdf.p7m', der],
    ['domanda.pdf.p7m', bytesOf(base64)],
    ['domanda.pdf.p7m', bytesOf(`\r\n\r\n${base64}`)],
    ['domanda.pdf.p7m', bytesOf(`-----BEGIN PKCS7-----\n${base64}\n-----END PKCS7-----\n`)],
    ['domanda.pdf.p7m', bytesOf(`-----BEGIN CMS-----\n${base64}`)],
    ['domanda.pdf.p7s', der],
    ['domanda.xml', bytesOf(xades)],
    ['domanda.pdf', bytesOf('\n\n%PDF-1.7 /ByteRange [0 1] /SubFilter /ETSI.CAdES.detached')],
    ['domanda.pdf.p7m (1)', der],
    ['domanda.p7m', bytesOf(`-----BEGIN pkcs7-----\n${base64}`)],
    ['domanda.p7m', bytesOf(`-----BEGIN SIGNED MESSAGE-----\n${base64}`)],
    ['domanda.p7m', bytesOf(`Content-Transfer-Encoding: base64\r\n\r\n${base64}`)],
    ['domanda.p7m', bytesOf(`Bag Attributes\n x: y\n-----BEGIN PKCS7-----\n${base64}`)],
    ['domanda.dat', new Uint8Array([0x30, 0x80, ...signedData])],
    ['domanda', new Uint8Array([0x30, 0x82, 1, 2, ...signedData])],
    ['domanda', bytesOf(`\n${xades.replace(/<\?.*\?>/, '')}`)],
    ['domanda.xml', new Uint8Array(Buffer.from(`\ufeff${xades}`, 'utf16le'))],
    ['domanda.pdf', bytesOf('%PDF-1.4 /ByteRange [0 1] /SubFilter/adbe.pkcs7.sha1')],
    ['domanda.pdf', bytesOf('%PDF-1.4 /ByteRange [0 1] /SubFilter /adbe.pkcs7.#64etached')],
    ['domanda.asice', bytesOf('PK\u0003\u0004 mimetype domanda.pdf META-INF/signatures001.xml')],
  ])('%s is one (%#)', (fileName, bytes) => {
    expect(signed(fileName, bytes)).toBe(true);
  });

  test.each([
    ['smime.p7s', der],
    ['domanda.p7m', bytesOf('Marta')],
    ['fattura.xml', bytesOf('<?xml version="1.0"?><Fattura/>')],
    ['domanda.xml', bytesOf(xades.replace('http://uri.etsi.org/01903/', ''))],
    ['domanda.pdf', bytesOf('%PDF-1.7 /ByteRange')],
    ['domanda.zip', bytesOf('PK\u0003\u0004 META-INF/MANIFEST.MF firma.xml')],
    ['catena.p7b', new Uint8Array([0x30, 0x82, 1, 2, ...signedData])],
    ['domanda.p7m', bytesOf('Caro ufficio,\n\nMI chiamo Marta')],
  ])('%s is none (%#)', (fileName, bytes) => {
    expect(signed(fileName, bytes)).toBe(false);
  });
});
