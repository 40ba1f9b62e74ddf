import type { Stage } from '../../contracts/case-status.ts';
import type { PostureLevel } from '../../contracts/declaration.ts';
import type { RecordedContact } from '../../contracts/desk.ts';
import type { Channel, Kind } from '../../contracts/kind.ts';
import type { Language } from '../../contracts/text.ts';

/**
 * The words that more than one page, mail or voice says, in Italian: a thing that has its name here has no other
 * anywhere, unless staff and citizens are told it differently. This file defines what the other languages must have.
 */
export const words = {
  levels: { ordinary: 'Ordinario', alert: 'Allerta', emergency: 'Emergenza' } satisfies Record<PostureLevel, string>,
  kinds: {
    information: 'Informazione',
    report: 'Segnalazione',
    complaint: 'Reclamo',
    proposal: 'Proposta',
    intervention: 'Richiesta di intervento',
    'help-offer': 'Offerta di aiuto',
    accessibility: 'Accessibilità',
    instance: 'Istanza',
    'civic-access': 'Accesso civico',
    'document-access': 'Accesso ai documenti',
    'privacy-rights': 'Diritti sui dati personali',
    idea: 'Idea',
    story: 'Storia',
  } satisfies Record<Kind, string>,
  /** What a receipt says of what is owed by a rule (L. 241/1990 art. 18-bis). */
  duty: { source: 'Fonte del termine', office: 'Chi se ne occupa', remedy: 'Se non arriva una risposta' },
  contentKinds: {
    article: 'Pagina',
    'question-and-answer': 'Domanda e risposta',
    material: 'Materiale',
    guide: 'Percorso guidato',
    measure: 'Misura',
    'life-event': 'Evento della vita',
    administration: 'Ente',
    practice: 'Buona pratica',
    question: 'Domanda',
    parameter: 'Cifra',
    picture: 'Figura',
  },
  channels: {
    form: 'Modulo online',
    phone: 'Telefono',
    email: 'E-mail',
    pec: 'PEC',
    fax: 'Fax',
    letter: 'Lettera',
    'in-person': 'Di persona',
  } satisfies Record<Channel, string>,
  stages: {
    accepted: 'Ricevuta',
    registered: 'Registrata',
    'taken-in-charge': 'Presa in carico',
    'waiting-for-you': 'In attesa del cittadino',
    forwarded: 'Passata all’ufficio competente',
    referred: 'Passata a un’altra amministrazione',
    answered: 'Risposta data',
    closed: 'Chiusa',
    erased: 'Dati personali cancellati',
  } satisfies Record<Stage, string>,
  requesters: {
    citizen: 'Cittadino',
    institution: 'Istituzione',
    organisation: 'Associazione',
    company: 'Impresa',
  } satisfies Record<NonNullable<RecordedContact['requester']>, string>,
  languages: {
    it: 'italiano',
    en: 'inglese',
    de: 'tedesco',
  } satisfies Record<Language, string>,
  skip: 'Vai al contenuto',
  language: 'Italiano',
  allServices: 'Tutti i servizi',
  yes: 'Sì',
  remove: 'Togli',
  sendingFile: 'Invio del file in corso…',
  now: 'Adesso',
  name: 'Nome',
  surname: 'Cognome',
  email: 'E-mail',
  phone: 'Telefono',
  municipality: 'Comune',
  place: 'Luogo',
  placeIfItMatters: 'Il luogo, se conta',
  subject: 'Oggetto',
  category: 'Argomento',
  kind: 'Tipo',
  requester: 'Scrive come',
  pages: 'Pagine',
  case: 'Richiesta',
  openCase: 'Apri la richiesta',
  caseReceived: 'Ricevuta',
  contactReceived: 'Ricevuto',
  caseStands: 'A che punto è',
  cancelled: 'annullato',
  protocolNumber: 'Numero di protocollo',
  caseCode: 'Codice della richiesta',
  caseKind: 'Tipo di richiesta',
  firstAnswerBy: 'Prima risposta entro',
  noDue: 'Per questo tipo di richiesta non è previsto un termine di risposta.',
  reason: 'Motivo',
  reasonTooShort: 'Scrivi il motivo: almeno tre lettere.',
  worklist: 'Elenco di lavoro',
  recordContact: 'Registra un contatto',
  heldMails: 'Posta trattenuta',
  protocol: 'Protocollo',
  console: 'Console del turno',
  followCase: 'Segui la tua richiesta',
  privacyNotice: 'Informativa sulla privacy',
  endTooFar: 'La fine può essere al massimo tra 14 giorni.',
  wrongCode: 'Controlla il codice: non corrisponde a nessuna ricevuta di questo servizio.',
  /** Where a service names nobody for the night (shared/core/posture/waking.ts). */
  nobodyReads:
    'Prima della riapertura nessuno legge i messaggi, nemmeno quelli urgenti: in caso di pericolo chiama il 112.',
  wrongSecondFact: 'L’e-mail o il telefono non corrisponde a quello indicato nella richiesta.',
};

/** The words of one language. */
export type Words = typeof words;
