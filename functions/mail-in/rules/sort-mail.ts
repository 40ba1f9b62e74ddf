import { Email } from '../../../shared/contracts/contact.ts';
import { type CertifiedMail, isProvidersRobot } from './certified.ts';
import type { ArrivedMail } from './read-mail.ts';
import { isSenderBelieved, isSenderVouchedFor } from './sender-results.ts';

/**
 * What becomes of a mail: a person's becomes a contact; `held` waits for somebody of the staff; `recorded` is news of
 * our own mails that nobody need decide on. None but a person's is ever answered (RFC 3834), and not where `silent`: a
 * machine sent it by certified mail, or its writer asks for no automatic answer.
 */
export type MailVerdict =
  | { is: 'person'; silent?: true }
  | { is: 'held'; because: 'virus' | 'spam' | 'loop' | 'machine' }
  | { is: 'recorded'; because: 'bounce' | 'auto-reply' | 'loop' | 'certified-receipt' };

/** Addresses of a service: those it writes from and those it is written to. */
export type OwnAddresses = { from: string; addresses: readonly string[] };

/** What the subject of an answer from somebody who is away begins with, in Italian, English and German. */
const awaySubject = new RegExp(
  `^(?:(?:re|r|aw|antw)\\s*:\\s*)*(?:${[
    'risposta automatica',
    'autorisponditore',
    'messaggio automatico',
    '(?:sono )?fuori (?:ufficio|sede)',
    "(?:avviso di )?assenza(?: dall['’]ufficio)?",
    'automatic reply',
    'auto(?:matic)?[ -]?(?:reply|response|responder)',
    'out of (?:the )?office(?: (?:auto)?reply)?',
    'ooo',
    "(?:(?:i am|i[’']m) )?on (?:vacation|annual leave)",
    'vacation (?:reply|notice|message)',
    '(?:sono )?in (?:ferie|congedo|malattia|maternità|permesso)',
    'non sono in ufficio',
    'automatische (?:antwort|abwesenheits\\S*|rückantwort)',
    'abwesenheits(?:notiz|meldung|nachricht|assistent)',
    '(?:ich bin )?(?:abwesend|im urlaub|nicht im büro)',
    'außer haus',
    'ausser haus',
  ].join('|')})\\s*(?:$|[:!.,–—-])`,
  'i',
);

/**
 * Subjects of answering machines and of receipts for reading that name themselves in one word before ours, or behind
 * it.
 */
const machineSubject = new RegExp(
  [
    // Before the subject that is answered, with or without a colon: "Assente: …", "Risposta Automatica R: …".
    '^(?:(?:re|r|aw|antw)\\s*:\\s*)*(?:assente|assenza|ferie|auto|urlaub|abwesend|abwesenheit|away|absence|eingangsbest[äa]tigung|empfangsbest[äa]tigung|ricevuta automatica|autorisposta)\\s*:',
    '^(?:risposta automatica|automatische antwort|automatic reply|auto-?reply|fuori (?:sede|ufficio)|out of office|abwesend)\\s+(?:re|r|aw|antw|wg|i|fw|fwd)\\s*:',
    '^r[ée]ponse automatique\\s*:',
    // Receipts for reading (RFC 8098) of programs that send no report: "Letto: …", "Gelesen: …".
    '^(?:lett[oa]|gelesen|read|non lett[oa]|ungelesen|not read)\\s*:',
    '^(?:conferma di lettura|ricevuta di (?:lettura|ritorno)|lesebest[äa]tigung|read receipt|return receipt)\\b',
    // Behind it: "Re: … (risposta automatica)".
    '[([](?:risposta automatica|autorisponditore|automatische antwort|automatic(?:ally generated)? reply|auto-?reply|out of office)[)\\]]\\s*$',
  ].join('|'),
  'i',
);

/** An answer that says in its first words that its writer is away, and until when, in Italian, English and German. */
const awayWords = new RegExp(
  [
    '\\b(?:sono|sarò)\\s+(?:\\S+\\s+){0,2}(?:fuori (?:ufficio|sede)|assente|in ferie)\\b[\\s\\S]{0,200}\\b(?:fino al|dal|rientr|torner)',
    '\\b(?:ufficio|studio|sportello|ditta|azienda)\\b.{0,40}\\bchius[oa] per (?:ferie|festivit[àa])\\b[\\s\\S]{0,200}\\b(?:dal|fino al|riapr)',
    '\\bnon sono (?:\\S+\\s+){0,2}in ufficio\\b[\\s\\S]{0,200}\\b(?:fino al|dal|rientr|torner)',
    "\\bi(?:[’']m| am| will be)\\s+(?:\\S+\\s+){0,2}(?:out of (?:the )?office|on (?:annual |sick )?(?:leave|vacation|holiday)|away from (?:the )?office|not in the office)\\b[\\s\\S]{0,200}\\b(?:until|through|return|back)",
    '\\bich bin\\b[\\s\\S]{0,60}(?:nicht im büro|au(?:ß|ss)er haus|abwesend|im urlaub)\\b[\\s\\S]{0,200}(?:\\bbis\\b|\\bab\\b|wieder|zurück)',
    '\\bich bin\\s+bis\\b[\\s\\S]{0,60}(?:nicht im büro|au(?:ß|ss)er haus|abwesend|im urlaub)',
  ].join('|'),
  'i',
);
/**
 * What answering machines say that speak for a mailbox or an office, and nobody who answers us, in Italian, English and
 * German.
 */
const machineWords = new RegExp(
  [
    "\\b(?:questa|la presente|la casella|quest[ao] (?:casella|indirizzo)) (?:casella|mail|e-mail|email|indirizzo|di posta)?[\\s\\S]{0,60}\\bnon (?:è|e[’'`]|viene) (?:più )?(?:presidiat|lett|monitorat|attiv|in uso|abilitat)",
    "\\b(?:questa|la) casella(?: di posta(?: elettronica)?| e-?mail)?\\s+(?:è|e[’'`]) (?:stata )?(?:dismessa|disattivata|chiusa|piena)\\b",
    '\\bgrazie per averci (?:scritto|contattato)\\b[\\s\\S]{0,120}\\b(?:risponderemo|ricontatteremo|ricontatterà|prenderà in carico)',
    '\\b(?:il (?:suo|tuo|vostro) |la (?:sua|tua|vostra) )?(?:ticket|richiesta|segnalazione|messaggio) (?:(?:n\\.|nr\\.?|numero|#)\\s*\\S+\\s+)?(?:è stat[oa] |)(?:registrat[oa]|creat[oa]|pres[oa] in carico)\\b[\\s\\S]{0,60}(?:\\bnumero\\b|\\bn\\.|#|\\boperatore\\b)',
    '\\bthank you for (?:contacting|writing to) us\\b[\\s\\S]{0,120}\\b(?:we will|someone will|get back to you)',
    '\\b(?:messaggio|risposta|e-?mail) (?:è )?(?:generat[oa]|inviat[oa]) automaticamente\\b',
    '\\bquest[ao] è un[ao]? (?:risposta|messaggio|e-?mail) automatic',
    '\\bnon rispond(?:a|ere|ete) a (?:questo|questa) (?:messaggio|e-?mail|indirizzo)\\b',
    '\\b(?:abbiamo (?:ricevuto|preso in carico)|è stat[oa] (?:ricevut[oa]|pres[oa] in carico)) (?:il (?:suo|tuo|vostro) |la (?:sua|tua|vostra) |il |la )?(?:messaggio|e-?mail|segnalazione|ticket|richiesta) (?:n\\.|nr\\.?|numero|#)\\s*\\S',
    '\\bil messaggio\\b[\\s\\S]{0,300}\\bè stato (?:letto|visualizzato)\\b',
    '\\b(?:per urgenze|in caso di urgenza|in mia assenza) (?:contatt|scriv|rivolg|chiam)',
    '\\bthis (?:mailbox|inbox|address|e-?mail account) is (?:no longer|not) (?:monitored|in use|attended|active)',
    '\\b(?:this is an|automatically generated) (?:automatic|automated|auto-generated|message|response|reply)',
    '\\byour (?:message|ticket|request) (?:#|no\\.?|number)\\s*\\S+ (?:has been|was) (?:received|registered|created)',
    '\\byour message\\b[\\s\\S]{0,300}\\bwas (?:read|displayed)\\b',
    '\\b(?:vielen dank|danke) f(?:ü|ue)r (?:ihre|deine) (?:nachricht|e-?mail|mail)\\b[\\s\\S]{0,200}(?:\\burlaub|\\babwesend|nicht im büro|\\berreichbar|\\bwieder da|\\bbearbeit)',
    '\\bin dringenden f(?:ä|ae)llen (?:wenden|kontaktieren|erreichen|rufen)',
    '\\bihre nachricht\\b[\\s\\S]{0,200}\\b(?:wurde|ist)\\b[\\s\\S]{0,60}\\b(?:gelesen|eingegangen|automatisch)\\b',
    '\\b(?:dieses postfach|diese (?:e-?mail-?)?adresse) wird nicht (?:mehr )?(?:gelesen|betreut|überwacht)',
  ].join('|'),
  'i',
);
/** Characters of a text in which somebody who is away says so. */
const firstWords = 400;

/** What the subject of a mail that came back begins with. */
const returnedSubject =
  /^(?:undeliver|undelivered|delivery status notification|delivery (?:has |is )?(?:failed|delayed)|warning: could not send message|returned mail|mailbox (?:is )?full|casella (?:di posta )?piena|mail delivery (?:failed|failure|subsystem|system)|failure notice|mancato recapito|recapito (?:non riuscito|fallito|ritardato)|ritardo (?:nella consegna|nel recapito)|notifica (?:sullo )?stato del recapito|impossibile recapitare|non (?:consegnabile|recapitabile)|(?:messaggio |e-?mail )?non (?:consegnat|recapitat)[oa]\s*:|(?:messaggio|e-?mail) non (?:consegnat|recapitat)[oa]\b|consegna (?:non riuscita|fallita)|unzustellbar|zustellung fehlgeschlagen|nicht (?:zustellbar|zugestellt)|(?:nachricht|e-?mail) (?:konnte )?nicht zu(?:gestellt|stellbar)|(?:your )?(?:message|e-?mail) (?:could not be|was not|not) delivered)/i;

const daemon = /^(?:mailer-daemon|postmaster|mail-daemon|bounces?(?:[+-].*)?|mdaemon|maildaemon)@/i;

/** Addresses that say of themselves that nobody reads them. */
const unread =
  /^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|noresponse|non[-_.]?rispondere|no[-_.]?risposta|nicht[-_.]?antworten|keine[-_.]?antwort|notifications?|mailer|automailer|news(?:letter)?)(?:[+._-][^@]*)?@/i;

/** Whether an address is one of the service's own, with or without a label after `+`. */
export function isOwnAddress(address: string, { from, addresses }: OwnAddresses): boolean {
  const bare = address.toLowerCase().replace(/\+[^@]*@/, '@');
  return [from, ...addresses].some((own) => own.toLowerCase() === bare);
}

/** Trimmed values of a header in all the given mails, lower case. */
const valuesOf = (mails: readonly ArrivedMail[], name: string) =>
  mails.flatMap(({ headers }) => headers.get(name) ?? []).map((value) => value.trim().toLowerCase());

const scans = ['x-ses-spam-verdict', 'x-ses-virus-verdict'];

/** A mail as if nobody had scanned it. */
export const unscanned = (mail: ArrivedMail): ArrivedMail => ({
  ...mail,
  headers: new Map([...mail.headers].filter(([name]) => !scans.includes(name))),
});

/**
 * Sorts a mail by its headers and by what SES found in it. `envelope` is the message as it arrived, `mail` the one that
 * certified mail carries, else the same.
 */
export function sortMail(
  envelope: ArrivedMail,
  mail: ArrivedMail,
  certified: CertifiedMail | undefined,
  own: OwnAddresses,
): MailVerdict {
  const { from } = mail;
  // A scan that could not end counts as found: a file is not harmless because it is strange.
  if (valuesOf([envelope], 'x-ses-virus-verdict').some((found) => /^(?:fail|gray|processing_failed)$/.test(found))) {
    return { is: 'held', because: 'virus' };
  }
  if (certified?.is === 'receipt') return { is: 'recorded', because: 'certified-receipt' };
  // What a provider writes and nobody can open, or whose kind is not known, is looked at by a person; its robot gets no
  // answer.
  if (certified === undefined && from !== undefined && isProvidersRobot(from)) {
    return { is: 'held', because: 'machine' };
  }
  if (isOurOwn(mail, own)) return { is: 'recorded', because: 'loop' };
  if (from !== undefined && isOwnAddress(from.address, own)) return { is: 'held', because: 'loop' };
  // RFC 5321 section 6.3: a mail that has come so far goes in circles.
  if (valuesOf([envelope], 'received').length > 50) return { is: 'held', because: 'loop' };
  const nobody = valuesOf([envelope, mail], 'return-path').includes('<>');
  const news = newsOfOurMail(mail, nobody);
  const isTransport = certified?.is === 'transport';
  if (news !== undefined && !isTransport) return news;
  // A doubt about spam, or a scan that failed, keeps nobody waiting.
  if (valuesOf([envelope], 'x-ses-spam-verdict').includes('fail')) return { is: 'held', because: 'spam' };
  const verdict = news ?? byMachine(mail, nobody);
  // Certified mail is owed a protocol number whoever or whatever wrote it (CAD art. 40-bis), but no machine an answer.
  const isOwed = isTransport && verdict.is !== 'person';
  return isOwed || (verdict.is === 'person' && asksForSilence(mail)) ? { is: 'person', silent: true } : verdict;
}

/**
 * What a server says of a mail that we sent: that it came back, or that it was read or is late (RFC 3464, RFC 8098).
 */
function newsOfOurMail(mail: ArrivedMail, nobody: boolean): MailVerdict | undefined {
  const { from, subject, contentType, headers } = mail;
  if (contentType === 'multipart/report' || contentType === 'message/delivery-status')
    return { is: 'recorded', because: saysFailed(mail) ? 'bounce' : 'auto-reply' };
  const cameBack =
    (from !== undefined && daemon.test(from.address)) ||
    headers.has('x-failed-recipients') ||
    (nobody && returnedSubject.test(subject));
  return cameBack ? { is: 'recorded', because: 'bounce' } : undefined;
}

function saysFailed({ headers, files }: ArrivedMail): boolean {
  if (/disposition-notification/i.test(headers.get('content-type')?.[0] ?? '')) return false;
  const status = files.find(({ declared }) => declared === 'message/delivery-status');
  const text = status === undefined ? '' : new TextDecoder('latin1').decode(status.bytes.subarray(0, 65_536));
  return !/^action:/im.test(text) || /^action:\s*failed/im.test(text);
}

/** Header lines by which answering machines name themselves, beside those that RFC 3834 knows. */
const answeringMachines = [
  'x-autoreply',
  'x-auto-reply',
  'x-autorespond',
  'x-autoresponder',
  'x-autoreply-from',
  'x-mail-autoreply',
  'x-vacation',
  'x-away-message',
];
const otherMachines = ['mailing-list', 'x-mailing-list', 'x-cron-env', 'x-autogenerated', 'x-ricevuta'];

const isAnswer = ({ follows, subject }: Pick<ArrivedMail, 'follows' | 'subject'>) =>
  follows.length > 0 || /^(?:re|r|aw|antw)\s*:/i.test(subject);

/** Where half the country has its mailbox: who shares such a domain shares nothing else. */
const publicMailboxes =
  /^(?:gmail|googlemail|libero|virgilio|alice|tim|tin|tiscali|fastwebnet|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|gmx|web|t-online|proton|protonmail|pec|legalmail|aruba|arubapec|postecert|poste)\.[a-z.]{2,8}$/i;

/**
 * The domain whose answers are counted together, where a mail seems to answer something: a machine may write from
 * another mailbox of it each time. Undefined for any other mail, and for domains where everybody may have a mailbox.
 */
export function domainSpeakingBack(mail: ArrivedMail): string | undefined {
  const domain = mail.from?.address.split('@')[1]?.toLowerCase();
  if (domain === undefined || publicMailboxes.test(domain)) return undefined;
  const words = mail.text.slice(0, firstWords);
  const speaksBack = isAnswer(mail) || machineSubject.test(mail.subject) || machineWords.test(words);
  return speaksBack ? domain : undefined;
}

function byMachine(mail: ArrivedMail, nobody: boolean): MailVerdict {
  const { headers, subject, follows, text } = mail;
  const submitted = valuesOf([mail], 'auto-submitted').map(
    (value) => /^[a-z-]+/.exec(value.replace(/\([^)]*\)|["\s]/g, ''))?.[0] ?? '',
  );
  const precedence = valuesOf([mail], 'precedence').concat(valuesOf([mail], 'x-precedence'));
  const says = (name: string) => valuesOf([mail], name).some((value) => !/^(?:no|none|false|0)?$/.test(value));
  const isReply =
    submitted.includes('auto-replied') ||
    precedence.some((value) => /^auto[_-]?reply$/.test(value)) ||
    answeringMachines.some(says) ||
    valuesOf([mail], 'delivered-to').includes('autoresponder') ||
    // Nobody sent it, and its words are those of a machine.
    (nobody &&
      (awaySubject.test(subject) || machineSubject.test(subject) || awayWords.test(text.slice(0, firstWords))));
  if (isReply) return { is: 'recorded', because: 'auto-reply' };
  const answers = isAnswer({ follows, subject });
  const isMachine =
    submitted.some((value) => value !== 'no' && value !== '') ||
    precedence.some((value) => /^(?:bulk|junk|list)$/.test(value)) ||
    [...headers.keys()].some((name) => name.startsWith('list-')) ||
    otherMachines.some(says) ||
    // Words are a hint, not a proof: a person looks.
    awaySubject.test(subject) ||
    machineSubject.test(subject) ||
    returnedSubject.test(subject) ||
    (answers && (awayWords.test(text.slice(0, firstWords)) || machineWords.test(text.slice(0, firstWords)))) ||
    // Some servers let a person's mail go with an empty sender too (RFC 5321, section 4.5.5 means machines by it): a
    // person looks.
    nobody;
  return isMachine ? { is: 'held', because: 'machine' } : { is: 'person' };
}

/** Whether the writer's program asks for no automatic answer (MS-OXCMAIL 2.2.3.2.14). */
const asksForSilence = (mail: ArrivedMail) =>
  valuesOf([mail], 'x-auto-response-suppress').some((value) => /\b(?:all|autoreply)\b/.test(value));

/** Whether the service wrote this mail itself: it says so, or it has the Message-ID of a mail about a case. */
function isOurOwn({ headers, messageId }: ArrivedMail, own: OwnAddresses): boolean {
  const loops = (headers.get('x-loop') ?? []).map((value) => value.trim());
  return (
    loops.some((value) => isOwnAddress(value, own)) ||
    (messageId !== undefined &&
      /^[A-Z]{2,4}(?:-[0-9A-Z]{4}){4}\.[a-z0-9-]{1,40}@/.test(messageId) &&
      messageId.endsWith(`@${own.from.split('@')[1]}`))
  );
}

/**
 * The address that a mail certainly comes from, as far as anybody checked; undefined where it names several authors or
 * none, is forged, or comes in an envelope of certified mail: that one's signature is not verified, so anybody may have
 * written it.
 */
export function certainSender(
  envelope: ArrivedMail,
  mail: ArrivedMail,
  certified: CertifiedMail | undefined,
): string | undefined {
  if (certified !== undefined || !mail.hasOneAuthor) return undefined;
  if (!isSenderBelieved(envelope) || !isSenderVouchedFor(envelope)) return undefined;
  return mail.from?.address;
}

/** Mailboxes that programs of web sites write from: what comes from them is somebody's whom they name for replies. */
const formsMailbox =
  /^(?:wordpress|joomla|drupal|typo3|moodle|www(?:-data|run)?|apache\d?|nginx|httpd|php|nobody|root|cgi|web(?:master|site|form|mail)?|sito(?:web)?|site|portale?|formular[ei]?o?|forms?|modul[oi](?:web)?|contact-?form|kontaktformular|server|host(?:ing)?|mailer|smtp|system)\d{0,3}(?:[+._-][^@]*)?@/i;
/** Header lines that web sites' programs leave. */
const formsHeaders = ['x-php-originating-script', 'x-php-script', 'x-wpforms', 'x-contact-form', 'x-source-args'];

/** Whether a web site's form wrote a mail in its own name for somebody else, whom it names for replies. */
export function isOfForm({ from, replyTo, headers }: ArrivedMail): boolean {
  if (from === undefined || replyTo === undefined || replyTo.address === from.address) return false;
  if (formsMailbox.test(from.address) || unread.test(from.address)) return true;
  const program = headers.get('x-mailer')?.[0] ?? '';
  return (
    formsHeaders.some((name) => headers.has(name)) || /phpmailer|wordpress|wp ?mail|swiftmailer|joomla/i.test(program)
  );
}

/**
 * Where a person's mail may be answered: its sender, else who it names for replies, and the other way round where a web
 * site's form wrote it; undefined where nobody would read it.
 */
export function answerableAddress(mail: ArrivedMail, own: OwnAddresses): string | undefined {
  const { from, replyTo } = mail;
  return (isOfForm(mail) ? [replyTo, from] : [from, replyTo])
    .filter((mailbox) => mailbox === undefined || !isProvidersRobot(mailbox))
    .map((mailbox) => mailbox?.address)
    .find(
      (address) =>
        address !== undefined &&
        !unread.test(address) &&
        !daemon.test(address) &&
        !isOwnAddress(address, own) &&
        // What no mail that is due may be addressed to would only be a dead letter.
        Email.safeParse(address).success,
    );
}
