import type { EntrySaid } from '../../contracts/content/network-entry.ts';
import type { Language } from '../../contracts/text.ts';
import { readableInstant } from '../dates.ts';

type Texts = {
  title: string;
  lead: (service: string) => string;
  now: string;
  nothing: string;
  waits: (at: string) => string;
  form: string;
  formHint: string;
  fields: Record<keyof EntrySaid, string>;
  hints: Partial<Record<keyof EntrySaid, string>>;
  wrong: Record<keyof EntrySaid, string>;
  send: string;
  done: string;
  ends: (at: string) => string;
  noLink: string;
  askTitle: string;
  askLead: string;
  askLabel: string;
  askHint: string;
  open: string;
  mailSubject: (service: string) => string;
  mailLead: (service: string) => string;
  mailOpen: string;
  mailEnds: (at: string) => string;
  mailSecret: string;
};

/** What an administration reads where it keeps its own entry of the network, and the mail that leads there. */
export const networkEntryTexts: Record<Language, Texts> = {
  it: {
    title: 'La vostra scheda',
    lead: (service) => `Così ${service} dice ai cittadini come raggiungervi. Se qualcosa non va, correggetelo qui.`,
    now: 'Che cosa leggono i cittadini adesso',
    nothing: 'Nessun recapito e nessun orario.',
    waits: (at) => `La vostra proposta del ${at} aspetta un redattore. I cittadini la leggono quando lui la pubblica.`,
    form: 'Proponete la scheda aggiornata',
    formHint: 'La scheda avrà quello che scrivete qui. Un campo vuoto dice che non c’è.',
    fields: {
      phone: 'Telefono',
      email: 'E-mail',
      pec: 'PEC',
      website: 'Sito',
      hours: 'Orari',
      territoryNote: 'Dove rispondete, se i confini non bastano a dirlo',
    },
    hints: {
      phone: 'Cifre e spazi, per esempio 06 1234567.',
      website: 'Per esempio https://www.comune.esempio.it/',
      hours: 'Per esempio: dal lunedì al venerdì, dalle 9 alle 13.',
      territoryNote: 'Per esempio: anche per i comuni dell’unione montana.',
    },
    wrong: {
      phone: 'Scrivete il numero con cifre e spazi, da 3 a 20.',
      email: 'Scrivete un indirizzo e-mail intero.',
      pec: 'Scrivete un indirizzo di posta certificata intero.',
      website: 'Scrivete l’indirizzo intero, che comincia con https://.',
      hours: 'Scrivete al massimo 1.000 caratteri.',
      territoryNote: 'Scrivete al massimo 1.000 caratteri.',
    },
    send: 'Invia la proposta',
    done: 'Proposta ricevuta. Un redattore la legge e la pubblica; fino ad allora la scheda resta com’è.',
    ends: (at) => `Questo link vale fino a ${at}.`,
    noLink:
      'Questo link non apre nulla: è scaduto, è stato sostituito o è incompleto. Chiedetene uno nuovo al servizio:',
    askTitle: 'Apri la scheda della vostra amministrazione',
    askLead: 'Per le amministrazioni della rete che hanno ricevuto una mail da questo servizio.',
    askLabel: 'Link della mail',
    askHint: 'Copiatelo intero, anche la parte dopo il segno #.',
    open: 'Apri la scheda',
    mailSubject: (service) => `${service}: la scheda della vostra amministrazione`,
    mailLead: (service) =>
      `${service} dice ai cittadini a quale amministrazione rivolgersi, e come. Controllate la vostra scheda: orari, recapiti, territorio.`,
    mailOpen:
      'Aprite questo indirizzo, senza registrarvi. Quello che proponete lo legge un redattore e poi lo pubblica:',
    mailEnds: (endsAt) => `Il link vale fino a ${readableInstant(endsAt, 'it')}. Quelli mandati prima non valgono più.`,
    mailSecret: 'Chi ha questo link può proporre la vostra scheda: inoltratelo a chi la cura, a nessun altro.',
  },
  en: {
    title: 'Your entry',
    lead: (service) => `This is how ${service} tells citizens to reach you. If something is wrong, correct it here.`,
    now: 'What citizens read now',
    nothing: 'No address, number or hours.',
    waits: (at) => `Your proposal of ${at} waits for an editor. Citizens read it once it is published.`,
    form: 'Propose the entry as it should be',
    formHint: 'The entry will say what you write here. An empty field says that there is none. Words are in Italian.',
    fields: {
      phone: 'Phone',
      email: 'E-mail',
      pec: 'Certified mail (PEC)',
      website: 'Website',
      hours: 'Hours',
      territoryNote: 'Where you answer, if borders do not tell',
    },
    hints: {
      phone: 'Digits and blanks alone, such as 06 1234567.',
      website: 'Such as https://www.comune.esempio.it/',
      hours: 'Such as: dal lunedì al venerdì, dalle 9 alle 13.',
      territoryNote: 'Such as: anche per i comuni dell’unione montana.',
    },
    wrong: {
      phone: 'Write the number in digits and blanks, from 3 to 20.',
      email: 'Write a whole e-mail address.',
      pec: 'Write a whole address of certified mail.',
      website: 'Write the whole address, which begins with https://.',
      hours: 'Write 1,000 characters at most.',
      territoryNote: 'Write 1,000 characters at most.',
    },
    send: 'Send the proposal',
    done: 'Your proposal is received. An editor reads and publishes it; until then the entry stays as it is.',
    ends: (at) => `This link works until ${at}.`,
    noLink: 'This link opens nothing: it has ended, was replaced or is incomplete. Ask the service for a new one:',
    askTitle: 'Open the entry of your administration',
    askLead: 'For administrations of the network that were sent a mail by this service.',
    askLabel: 'Link of the mail',
    askHint: 'Copy all of it, with the part after the sign #.',
    open: 'Open the entry',
    mailSubject: (service) => `${service}: the entry of your administration`,
    mailLead: (service) =>
      `${service} tells citizens which administration to ask, and how. Please check your entry: hours, addresses, territory.`,
    mailOpen: 'Open this address; no account is needed. What you propose is read by an editor and then published:',
    mailEnds: (endsAt) => `The link works until ${readableInstant(endsAt, 'en')}. Those sent before no longer do.`,
    mailSecret: 'Whoever has this link can propose your entry: forward it to whoever keeps it, to nobody else.',
  },
  de: {
    title: 'Ihr Eintrag',
    lead: (service) =>
      `So sagt ${service} den Bürgerinnen und Bürgern, wie man Sie erreicht. Was nicht stimmt, berichtigen Sie hier.`,
    now: 'Was jetzt zu lesen ist',
    nothing: 'Keine Adresse, keine Nummer, keine Öffnungszeiten.',
    waits: (at) => `Ihr Vorschlag vom ${at} wartet auf die Redaktion. Zu lesen ist er, sobald sie ihn veröffentlicht.`,
    form: 'Den Eintrag vorschlagen, wie er sein soll',
    formHint:
      'Der Eintrag sagt dann, was hier steht. Ein leeres Feld heißt: gibt es nicht. Die Worte sind italienisch.',
    fields: {
      phone: 'Telefon',
      email: 'E-Mail',
      pec: 'Zertifizierte Post (PEC)',
      website: 'Website',
      hours: 'Öffnungszeiten',
      territoryNote: 'Wo Sie antworten, wenn die Grenzen es nicht sagen',
    },
    hints: {
      phone: 'Ziffern und Leerzeichen, zum Beispiel 06 1234567.',
      website: 'Zum Beispiel https://www.comune.esempio.it/',
      hours: 'Zum Beispiel: dal lunedì al venerdì, dalle 9 alle 13.',
      territoryNote: 'Zum Beispiel: anche per i comuni dell’unione montana.',
    },
    wrong: {
      phone: 'Schreiben Sie die Nummer mit Ziffern und Leerzeichen, 3 bis 20.',
      email: 'Schreiben Sie eine ganze E-Mail-Adresse.',
      pec: 'Schreiben Sie eine ganze Adresse der zertifizierten Post.',
      website: 'Schreiben Sie die ganze Adresse, die mit https:// beginnt.',
      hours: 'Schreiben Sie höchstens 1.000 Zeichen.',
      territoryNote: 'Schreiben Sie höchstens 1.000 Zeichen.',
    },
    send: 'Vorschlag senden',
    done: 'Ihr Vorschlag ist da. Die Redaktion liest und veröffentlicht ihn; bis dahin bleibt der Eintrag, wie er ist.',
    ends: (at) => `Dieser Link gilt bis ${at}.`,
    noLink:
      'Dieser Link öffnet nichts: Er ist abgelaufen, wurde ersetzt oder ist unvollständig. Bitten Sie den Dienst um einen neuen:',
    askTitle: 'Den Eintrag Ihrer Verwaltung öffnen',
    askLead: 'Für Verwaltungen des Netzes, die eine Mail dieses Dienstes bekommen haben.',
    askLabel: 'Link aus der Mail',
    askHint: 'Ganz kopieren, auch den Teil nach dem Zeichen #.',
    open: 'Eintrag öffnen',
    mailSubject: (service) => `${service}: der Eintrag Ihrer Verwaltung`,
    mailLead: (service) =>
      `${service} sagt Bürgerinnen und Bürgern, an welche Verwaltung sie sich wenden und wie. Bitte prüfen Sie Ihren Eintrag: Zeiten, Adressen, Gebiet.`,
    mailOpen: 'Öffnen Sie diese Adresse, ohne Anmeldung. Was Sie vorschlagen, liest und veröffentlicht die Redaktion:',
    mailEnds: (endsAt) => `Der Link gilt bis ${readableInstant(endsAt, 'de')}. Frühere gelten nicht mehr.`,
    mailSecret:
      'Wer diesen Link hat, kann Ihren Eintrag vorschlagen: Geben Sie ihn an die Zuständigen, an niemanden sonst.',
  },
};
