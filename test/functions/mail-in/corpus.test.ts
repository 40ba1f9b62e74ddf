import { describe, expect, test } from '@jest/globals';
import { adasCase, arrive, corpus, message } from './arrive.ts';

type Expected = {
  /** `person` unless told. */
  verdict?: string;
  /** The whole of the new words, or what they contain. */
  words?: string | RegExp;
  quoted?: string | RegExp;
  signature?: string;
  subject?: string;
  name?: string;
  /** Where it is answered; `null`: nowhere. */
  email?: string | null;
  joins?: true;
  reported?: true;
  language?: 'it' | 'en' | 'de';
  channel?: 'pec' | 'email';
  kind?: string;
  formal?: true;
  signed?: true;
  urgent?: true;
  certified?: { identifier: string; provider?: string };
  /** Names and kept types of its files. */
  files?: [name: string | undefined, type: string][];
  left?: number;
};

const ada = 'ada.bianchi@example.org';
const john = 'john.smith@example.com';
const maria = 'maria.hofer@example.org';
const certified = { identifier: 'opec@pec.gestore.example', provider: 'Gestore Esempio S.p.A.' };

/** What each message is, said before any of it was read by a program. */
const expectations: Record<string, Expected> = {
  'new-it': {
    words:
      'Buongiorno,\n\nvorrei sapere come si diventa volontari della Protezione Civile\ne se serve un corso.\n\nGrazie',
    signature: '--\nAda Bianchi\nVia Roma 1, Amatrice',
    subject: 'Come diventare volontaria',
    name: 'Ada Bianchi',
    email: ada,
  },
  'reply-above-it-gmail': {
    words: 'Aggiungo che la frazione si chiama Sommati.',
    quoted: /^Il giorno lun 23 nov 2026[\s\S]*118\.$/,
    email: ada,
    joins: true,
  },
  'reply-below-it-thunderbird': {
    words: 'La casa si trova in via dei Mille, al numero 12.',
    quoted: /^Il 23\/11\/2026 10:02[\s\S]*118\.$/,
    signature: '--\nAda',
    joins: true,
  },
  'reply-between-it': {
    words: 'Ad Accumoli.\n\n[…]\n\nDa ieri sera.',
    quoted: /In quale comune[\s\S]*Da quando\?/,
    joins: true,
  },
  'reply-it-outlook': {
    words: 'Buongiorno, allego la planimetria.\nAda Bianchi',
    quoted: /^_+\nDa: Contact Center[\s\S]*ricevuto la tua richiesta\.$/,
    joins: true,
  },
  'reply-it-iphone': {
    words: 'Sono sempre raggiungibile a questo indirizzo',
    signature: 'Inviato da iPhone',
    joins: true,
  },
  'reply-it-samsung': {
    words: 'La strada è di nuovo aperta.',
    signature: 'Inviato dal mio Galaxy',
    quoted: /^-+ Messaggio originale -+\nDa: Contact Center/,
    joins: true,
  },
  'reply-signed-address': {
    words: "Scrivo dall'indirizzo del lavoro: i documenti sono pronti.",
    email: 'ada@azienda.example',
    joins: true,
  },
  'stranger-with-code': { words: /^Mi dite a che punto/, email: 'bruno.neri@example.net' },
  'forward-it': { words: /La scuola resta chiusa fino a venerdì\.$/, quoted: '' },
  'forward-words-it': { words: 'Vi giro questo avviso: è vero?', quoted: /La scuola resta chiusa fino a venerdì\.$/ },
  'latin1-quoted-printable': {
    words: "Buongiorno, l'acqua è torbida da più giorni. Perché?",
    subject: "Perché l'acqua è torbida?",
    name: "Niccolò D'Ardia",
    email: 'niccolo@example.org',
  },
  'windows-1252': { words: 'Il corso “base” costa 50 € – è giusto?' },
  'subject-in-pieces': { subject: 'Richiesta di informazioni sulla viabilità provinciale' },
  'base64-text': { words: 'Qual è il numero verde?\nGrazie.' },
  'new-en': { language: 'en', words: /foreigners can volunteer[\s\S]*John Smith$/, email: john },
  'reply-above-en-gmail': {
    language: 'en',
    words: 'Thank you, that is all I needed.',
    quoted: /^On Mon, Nov 23, 2026/,
    email: john,
  },
  'reply-below-en': { language: 'en', words: 'Amatrice, in the province of Rieti.', quoted: /Which municipality/ },
  'reply-en-outlook': {
    language: 'en',
    words: 'Please find the form attached.',
    quoted: /^-----Original Message-----[\s\S]*please send the form\.$/,
  },
  'sent-from-my-iphone': {
    language: 'en',
    words: 'Is the road to Castelluccio open?',
    signature: 'Sent from my iPhone',
  },
  'forward-en': { language: 'en', words: /The water is not drinkable until Friday\.$/, quoted: '' },
  'html-only-en': {
    language: 'en',
    words: 'Is this page yours? www.protezionecivile.gov.it (https://evil.example/login)\n\n- first\n- second <script>',
    email: john,
  },
  'new-de': { language: 'de', words: /ist die Straße nach Sterzing wieder frei\?/, email: maria },
  'reply-above-de': {
    language: 'de',
    words: 'Vielen Dank, das hilft mir weiter.',
    quoted: /^Am Mo\., 23\. Nov\. 2026/,
  },
  'reply-between-de': { language: 'de', words: 'Um Brixen.\n\n[…]\n\nSeit gestern.', quoted: /Um welche Gemeinde/ },
  'reply-de-outlook': { language: 'de', words: 'Anbei das Formular.', quoted: /^Von: Kontaktzentrum/ },
  'von-meinem-iphone': {
    language: 'de',
    words: 'Wann kommt der Strom zurück?',
    signature: 'Von meinem iPhone gesendet',
  },
  'forward-de': { urgent: true, language: 'de', words: 'Ist das echt?', quoted: /Der Damm bricht\.$/ },
  'danger-it': { urgent: true, words: /intrappolati in cantina/ },
  'danger-de': { urgent: true, language: 'de' },
  'danger-only-quoted': { words: 'Tutto risolto, grazie.', quoted: /intrappolati in cantina/, joins: true },
  'empty-reply-with-photo': { words: '', quoted: /118\.$/, joins: true, files: [['frana.png', 'image/png']] },
  'away-it': { verdict: 'recorded auto-reply', reported: true, email: null },
  'away-de-subject-only': { verdict: 'held machine', email: null, language: 'de' },
  'away-en-null-sender': { verdict: 'recorded auto-reply', email: null, language: 'en' },
  newsletter: { verdict: 'held machine', email: null },
  'generated-report': { verdict: 'held machine', email: null },
  bounce: { verdict: 'recorded bounce', reported: true, email: null, language: 'en' },
  'bounce-without-report': { verdict: 'recorded bounce', reported: true, email: null },
  'own-mail-back': { verdict: 'recorded loop', reported: true, email: null },
  'own-address-sender': { verdict: 'held loop', email: null },
  spam: { verdict: 'held spam', language: 'en' },
  'spam-in-danger': { verdict: 'held spam', urgent: true },
  virus: { verdict: 'held virus' },
  'verdict-invented': { verdict: 'held virus' },
  'in-circles': { verdict: 'held loop' },
  'forged-sender': { words: /^Cambiate il mio indirizzo/, email: null, name: `Ada Bianchi <${ada}>` },
  'nobody-reads': {
    email: 'carla.verdi@example.org',
    name: 'Portale del Comune <no-reply@comune.example>',
    kind: 'report',
  },
  'pec-new': {
    channel: 'pec',
    formal: true,
    kind: 'instance',
    subject: 'Istanza di accesso agli atti',
    words: "Si chiede copia degli atti relativi all'evento del 20 novembre.",
    name: 'Studio Rossi',
    email: 'studio.rossi@pec.example',
    certified: {
      identifier: 'opec210312.20261123101500.00001.1.1.1@pec.gestore.example',
      provider: 'Gestore Esempio S.p.A.',
    },
    files: [['istanza.pdf', 'application/pdf']],
  },
  'pec-accettazione': { verdict: 'recorded certified-receipt', reported: true },
  'pec-consegna': { verdict: 'recorded certified-receipt', reported: true },
  'pec-mancata-consegna': { verdict: 'recorded certified-receipt', reported: true },
  'pec-anomalia': {
    channel: 'email',
    subject: 'Domanda',
    words: 'Scrivo da una casella non certificata: mi rispondete?',
    email: ada,
  },
  'pec-entities': {
    channel: 'pec',
    formal: true,
    kind: 'instance',
    email: 'studio.rossi@pec.example',
    certified: { identifier: 'opecpec-entities@pec.gestore.example' },
  },
  'signed-smime': { signed: true, words: 'Confermo quanto detto al telefono.', files: [] },
  'signed-document': {
    signed: true,
    formal: true,
    kind: 'instance',
    files: [['istanza.pdf.p7m', 'application/pkcs7-mime']],
  },
  'header-injection': {
    subject: 'Oggetto Bcc: vittima@example.org Corpo',
    words: 'Buongiorno.[31m Rosso',
    email: 'mario@example.org',
    files: [['pass wd.txt', 'text/plain']],
  },
  'utf-7': { subject: '+ADw-script+AD4-', words: '+ADw-script+AD4-alert(1)+ADw-/script+AD4-' },
  'hidden-signs': { subject: 'Fattura gpj.exe', words: 'Contatto nascosto e visibile' },
  'zip-bomb': {
    words: "Le foto sono nell'archivio.",
    files: [
      ['foto.zip', 'application/zip'],
      ['relazione.docx', 'application/zip'],
      ['log.gz', 'application/gzip'],
    ],
  },
  nested: { urgent: true, words: 'Vi allego i messaggi che ho ricevuto.', files: [['primo.eml', 'message/rfc822']] },
  'files-of-all-kinds': {
    words: 'Ecco i documenti.',
    files: [
      ['modulo.jpg', 'application/pdf'],
      ['pagina.html', 'application/octet-stream'],
      ['disegno.svg', 'application/octet-stream'],
      ['note.txt', 'text/plain'],
      ['logo.png', 'image/png'],
    ],
  },
  'no-boundary': { words: /^Il testo è qui, ma le parti non si trovano\.\n\n\[Il messaggio non si legge per intero/ },
  unclosed: { words: 'La prima parte si legge.', files: [['tagliato.pdf', 'application/pdf']] },
  'no-mail-at-all': { email: null },
  empty: { words: '[Il messaggio non contiene testo.]', email: null },
  'no-body': { words: '[Il messaggio non contiene testo.]', subject: 'Solo oggetto: il ponte è chiuso?', email: ada },
  deep: { words: /\[Il messaggio non si legge per intero/, subject: 'Profondo', email: ada },
  'other-charsets': { words: 'Dove si trova il centro di raccolta?', subject: '你好', name: 'Иван' },
  'unknown-charset': { words: 'È ancora leggibile?' },
  'bare-lf': { words: 'Riga uno.\nRiga due.' },
  'several-of-ours': { words: 'Scrivo a tutte e due le caselle.', email: ada },
  complaint: { kind: 'complaint', email: ada },
  'code-mistyped': { words: 'Avete notizie?', email: ada },
  'charset-missing': {
    subject: "Perché l'acqua è torbida",
    name: 'Niccolò Bianchi',
    words: "Perché l'acqua è torbida in città?",
  },
  'charset-utf8-is-latin1': { words: "Perché l'acqua è torbida in città?" },
  'charset-latin1-is-utf8': { words: 'Perché l’acqua è torbida in città?' },
  'charset-iso-8859-15': { subject: 'Costa 50 €?', words: 'Il corso costa 50 €, è giusto?' },
  'charset-utf-16': { words: "Perché l'acqua è torbida?" },
  'charset-gb18030': { subject: '你好', words: '请问道路开放吗？' },
  'charset-of-page': { words: 'Gdzie jest Łódź?' },
  'page-in-subject': { subject: '<meta charset=no-such> è già qui', words: 'Città.' },
  'type-without-kind': { words: "Quando torna l'acqua?", files: [] },
  'flowed-between-it': {
    words: 'Ad Accumoli, nella frazione che si chiama Illica.\n\n[…]\n\nDa ieri sera.',
    quoted: /In quale comune\?[\s\S]*Da quando\?$/,
    signature: '--\nAda',
    joins: true,
  },
  'reply-de-gmail-app': {
    language: 'de',
    words: 'Ja, die Straße ist wieder frei.',
    quoted: /^Contact Center <[\s\S]*> Ist die Straße frei\?$/,
  },
  'reply-de-gmx': { language: 'de', words: 'Ja, danke für die Antwort.', quoted: /^Gesendet: [\s\S]*frei\?$/ },
  'reply-de-outlook-app': {
    language: 'de',
    words: 'Das Formular ist nicht mit dabei.',
    quoted: /^_+\nVon: Contact Center/,
    signature: 'Outlook für Android<https://aka.ms/AAb9ysg> beziehen',
  },
  'reply-de-yahoo': {
    language: 'de',
    words: 'Die Straße ist nicht frei.',
    quoted: /^ *Am Montag, 23\. November[\s\S]*Ist die Straße frei\?$/,
  },
  'reply-en-date-first': {
    language: 'en',
    words: 'Yes, thank you for the answer.',
    quoted: /^Date: Mon[\s\S]*Is that all\?$/,
  },
  'reply-it-yahoo-app': {
    words: 'La frazione è Sommati.',
    quoted: /ha scritto: {3}In quale frazione\?$/,
    signature: 'Inviato da Yahoo Mail su Android',
    joins: true,
  },
  'reply-en-outlook-html': {
    language: 'en',
    words: 'Hello,\n\nthe form is with you now.',
    quoted: /^From: Contact Center[\s\S]*Please send the form\.$/,
  },
  'reply-below-it-html': { words: 'Ad Amatrice.', quoted: /In quale comune\?/, signature: '--\nAda', joins: true },
  'reply-inside-quote': {
    urgent: true,
    words: /^\[Il messaggio ripete solo un testo precedente/,
    quoted: /INTRAPPOLATI/,
    joins: true,
  },
  'reply-only-quote': { words: /^\[Il messaggio ripete solo/, quoted: /di emergenza\.$/, joins: true },
  'soft-hyphens': { urgent: true, words: 'Siamo intrappolati sotto le macerie.' },
  'code-other-dashes': { words: 'Scrivo dal telefono.', email: 'ada.bianchi+sportello@example.org', joins: true },
  'several-authors': { words: 'Cambiate il mio indirizzo.' },
  'two-from-headers': { words: 'Cambiate il mio indirizzo.' },
  'two-angles': { words: 'Cambiate il mio indirizzo.' },
  'name-of-another': { email: 'mallory@evil.example', name: `Ada Bianchi <${ada}>` },
  'no-author': { words: 'Non ho mittente, data né identificativo.' },
  'odd-author': { email: null, name: '"Chi scrive, da qui"@evil.example' },
  'reply-signed-by-stranger': { words: 'Ho indovinato la firma?' },
  'to-both-services': { email: ada },
  'message-id-long': { email: ada },
  'auto-notified': { verdict: 'held machine', email: null },
  'auto-replied-comment': { verdict: 'recorded auto-reply', email: null },
  'auto-submitted-no': { email: ada },
  'asks-for-silence': { email: null, name: `Ada Bianchi <${ada}>` },
  'list-post': { verdict: 'held machine', email: null },
  autoresponder: { verdict: 'recorded auto-reply', email: null },
  'away-words-it': { verdict: 'held machine', email: null },
  'away-words-en': { verdict: 'held machine', email: null, language: 'en' },
  'away-words-de': { verdict: 'held machine', email: null, language: 'de' },
  'away-person': { email: ada },
  'read-receipt': { verdict: 'recorded auto-reply', reported: true, email: null },
  delayed: { verdict: 'recorded auto-reply', reported: true, email: null, language: 'en' },
  'failed-recipients': { verdict: 'recorded bounce', reported: true, email: null },
  'virus-not-scanned': { verdict: 'held virus' },
  'spam-not-scanned': { email: ada },
  'forwarded-as-file': {
    urgent: true,
    words: 'Aiuto\n\nSiamo intrappolati sotto le macerie in via Roma.',
    files: [[undefined, 'message/rfc822']],
  },
  'text-as-file': {
    urgent: true,
    words: "C'è gente intrappolata sotto le macerie.",
    files: [['lettera.txt', 'text/plain']],
  },
  'text-shown-inside': {
    words: 'Ecco il registro della centralina.',
    files: [['registro.txt', 'text/plain']],
  },
  'page-with-a-name': { words: 'La strada è chiusa?', files: [['messaggio.html', 'application/octet-stream']] },
  'calendar-invitation': { words: 'Riunione giovedì alle 10.', files: [[undefined, 'text/calendar']] },
  winmail: { words: 'Ecco il modulo.', files: [['winmail.dat', 'application/octet-stream']] },
  'file-names': {
    files: [
      'perché no.pdf',
      'città.pdf',
      'città-2.pdf',
      'relazione è qui.pdf',
      'foto.jpg',
      'a; b.txt',
      'fdp.exe',
      'n'.repeat(200),
      'senza disposizione.bin',
    ].map((name) => [name, 'application/octet-stream']),
  },
  'related-alternative': {
    words: 'Ecco la foto della strada.',
    files: [
      ['modulo.pdf', 'application/pdf'],
      ['foto.png', 'image/png'],
    ],
  },
  'opaque-smime': { signed: true, words: '', files: [['smime.p7m', 'application/pkcs7-mime']] },
  'pgp-signed': { words: 'Firmo con PGP.', files: [] },
  'nul-bytes': { subject: 'Zeri dentro', words: 'Prima e dopo.' },
  'no-head': {
    urgent: true,
    email: null,
    words: /^Siamo intrappolati in cantina[\s\S]*interrato\.\n\n\[Il messaggio non/,
  },
  'html-hostile': {
    words: 'Buongiorno [foto] qui www.banca.example (https://evil.example/login) <script>',
  },
  'pec-with-code': { channel: 'pec', formal: true, kind: 'instance', email: ada, certified },
  'pec-machine': {
    channel: 'pec',
    formal: true,
    kind: 'instance',
    email: null,
    name: 'Studio Rossi <studio.rossi@pec.example>',
    certified,
  },
  'pec-spam': { verdict: 'held spam', channel: 'pec', formal: true, kind: 'instance', certified },
  'pec-contradictory': {
    channel: 'pec',
    formal: true,
    kind: 'instance',
    email: 'altro@pec.example',
    name: 'Studio Rossi <studio.rossi@pec.example>',
    certified,
  },
  'pec-anomalia-with-code': { words: 'Cambiate il mio indirizzo.', email: ada },
  'pec-receipt-contradictory': { verdict: 'held machine', email: null, signed: true },
  'pec-made-up': {
    words: 'Guardate la PEC.',
    email: 'mallory@evil.example',
    files: [
      ['postacert.eml', 'message/rfc822'],
      ['daticert.xml', 'application/octet-stream'],
    ],
  },
  'pec-files-attached': {
    words: 'Allego le prove della mia PEC.',
    email: ada,
    files: [
      ['postacert.eml', 'message/rfc822'],
      ['daticert.xml', 'application/octet-stream'],
      ['smime.p7s', 'application/pkcs7-signature'],
    ],
  },
};

test('the corpus has at least forty messages, and something is expected of each', () => {
  expect(corpus.length).toBeGreaterThanOrEqual(40);
  expect(Object.keys(expectations).sort()).toEqual([...corpus].sort());
});

describe('each message of the corpus is read as a person would read it', () => {
  test.each(Object.entries(expectations))('%s', async (name, expected) => {
    const { verdict, reported, accepted, opened } = await arrive(message(name));
    const { contact, mail } = accepted;
    const said = (text: string | undefined, wanted: string | RegExp | undefined) => {
      if (wanted instanceof RegExp) expect(text ?? '').toMatch(wanted);
      else if (wanted !== undefined) expect(text ?? '').toBe(wanted);
    };
    expect('because' in verdict ? `${verdict.is} ${verdict.because}` : verdict.is).toBe(expected.verdict ?? 'person');
    said(contact.message, expected.words);
    said(contact.quoted, expected.quoted);
    said(contact.signature, expected.signature);
    said(contact.subject, expected.subject);
    said(contact.name, expected.name);
    if (expected.email !== undefined) expect(contact.email ?? null).toBe(expected.email);
    if (expected.verdict === undefined) expect(accepted.joins).toBe(expected.joins ? adasCase : undefined);
    if (expected.verdict?.startsWith('recorded')) expect(reported).toBe(expected.reported ? adasCase : undefined);
    expect(contact.language).toBe(expected.language ?? 'it');
    expect(accepted.channel).toBe(expected.channel ?? 'email');
    expect(contact.kind).toBe(expected.kind ?? 'information');
    expect({ formal: accepted.formal, signed: mail?.signed, urgent: accepted.urgent }).toEqual({
      formal: expected.formal,
      signed: expected.signed,
      urgent: expected.urgent ?? false,
    });
    expect(mail?.certified).toEqual(expected.certified);
    if (expected.files !== undefined)
      expect(accepted.documents?.map(({ fileName, contentType }) => [fileName, contentType]) ?? []).toEqual(
        expected.files,
      );
    expect(mail?.left).toBe(expected.left);
    // The original is always named, and a mail from a machine is never answerable.
    expect(mail?.original).toBe('incoming/one');
    if (expected.verdict !== undefined) expect(contact.email).toBeUndefined();
    expect(opened.mail.text.length).toBeLessThanOrEqual(200_000);
  });
});
