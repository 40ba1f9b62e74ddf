import type { DeclarationReport } from '../../contracts/declaration-report.ts';
import type { Language } from '../../contracts/text.ts';

type ReportTexts = {
  title: string;
  area: string;
  level: string;
  since: string;
  until: string;
  stillHolds: string;
  asOf: string;
  acts: string;
  act: Record<DeclarationReport['acts'][number]['type'], string>;
  when: string;
  what: string;
  who: string;
  why: string;
  received: string;
  before: string;
  during: string;
  after: string;
  contacts: string;
  urgent: string;
  kinds: string;
  lanes: string;
  channels: string;
  answers: string;
  given: string;
  share: string;
  median: string;
  ninetieth: string;
  minutes: (minutes: number) => string;
  calls: string;
  taken: string;
  missed: string;
  takenShare: string;
  seconds: (seconds: number) => string;
  backlog: string;
  atStart: string;
  atEnd: string;
  byHour: string;
  hour: string;
  incomplete: string;
};

/** The report on a declaration, for staff. */
export const reportTexts: Record<Language, ReportTexts> = {
  it: {
    title: 'Relazione sulla dichiarazione',
    area: 'Zona',
    level: 'Livello',
    since: 'Da',
    until: 'Fino a',
    stillHolds: 'ancora in corso',
    asOf: 'Dati al',
    acts: 'Chi ha fatto che cosa, e perché',
    act: { Declared: 'Dichiarata', Renewed: 'Prorogata', Changed: 'Cambiata', StoodDown: 'Chiusa' },
    when: 'Quando',
    what: 'Che cosa',
    who: 'Chi',
    why: 'Perché',
    received: 'Contatti ricevuti',
    before: '24 ore prima',
    during: 'Durante',
    after: '24 ore dopo',
    contacts: 'Contatti',
    urgent: 'Urgenti',
    kinds: 'Per tipo',
    lanes: 'Per corsia',
    channels: 'Per canale',
    answers: 'Prime risposte',
    given: 'Date',
    share: 'Entro l’obiettivo',
    median: 'Attesa mediana',
    ninetieth: 'Attesa di nove su dieci, al massimo',
    minutes: (minutes) => `${minutes} min`,
    calls: 'Chiamate',
    taken: 'Risposte da un operatore',
    missed: 'Senza risposta',
    takenShare: 'Quota con risposta',
    seconds: (seconds) => `${seconds} s`,
    backlog: 'Pratiche senza risposta',
    atStart: 'All’inizio',
    atEnd: 'Alla fine',
    byHour: 'Contatti ora per ora',
    hour: 'Dalle',
    incomplete: 'Il registro era troppo grande per leggerlo tutto in una volta: i numeri sono un minimo.',
  },
  en: {
    title: 'Report on the declaration',
    area: 'Area',
    level: 'Level',
    since: 'Since',
    until: 'Until',
    stillHolds: 'still in force',
    asOf: 'As of',
    acts: 'Who did what, and why',
    act: { Declared: 'Declared', Renewed: 'Renewed', Changed: 'Changed', StoodDown: 'Stood down' },
    when: 'When',
    what: 'What',
    who: 'Who',
    why: 'Why',
    received: 'Contacts received',
    before: '24 hours before',
    during: 'During',
    after: '24 hours after',
    contacts: 'Contacts',
    urgent: 'Urgent',
    kinds: 'By kind',
    lanes: 'By lane',
    channels: 'By channel',
    answers: 'First answers',
    given: 'Given',
    share: 'Within the target',
    median: 'Median wait',
    ninetieth: 'Wait of nine in ten, at most',
    minutes: (minutes) => `${minutes} min`,
    calls: 'Calls',
    taken: 'Answered by a person',
    missed: 'Not answered',
    takenShare: 'Share answered',
    seconds: (seconds) => `${seconds} s`,
    backlog: 'Cases without an answer',
    atStart: 'At the start',
    atEnd: 'At the end',
    byHour: 'Contacts hour by hour',
    hour: 'From',
    incomplete: 'The register was too large to be read at once: every number is a least one.',
  },
  de: {
    title: 'Bericht zur Erklärung',
    area: 'Gebiet',
    level: 'Stufe',
    since: 'Seit',
    until: 'Bis',
    stillHolds: 'gilt noch',
    asOf: 'Stand',
    acts: 'Wer was getan hat, und warum',
    act: { Declared: 'Erklärt', Renewed: 'Verlängert', Changed: 'Geändert', StoodDown: 'Beendet' },
    when: 'Wann',
    what: 'Was',
    who: 'Wer',
    why: 'Warum',
    received: 'Eingegangene Kontakte',
    before: '24 Stunden davor',
    during: 'Währenddessen',
    after: '24 Stunden danach',
    contacts: 'Kontakte',
    urgent: 'Dringend',
    kinds: 'Nach Art',
    lanes: 'Nach Spur',
    channels: 'Nach Kanal',
    answers: 'Erste Antworten',
    given: 'Gegeben',
    share: 'Innerhalb des Ziels',
    median: 'Mittlere Wartezeit',
    ninetieth: 'Wartezeit von neun in zehn, höchstens',
    minutes: (minutes) => `${minutes} Min.`,
    calls: 'Anrufe',
    taken: 'Von einer Person angenommen',
    missed: 'Nicht angenommen',
    takenShare: 'Anteil der angenommenen',
    seconds: (seconds) => `${seconds} s`,
    backlog: 'Fälle ohne Antwort',
    atStart: 'Zu Beginn',
    atEnd: 'Am Ende',
    byHour: 'Kontakte Stunde für Stunde',
    hour: 'Ab',
    incomplete: 'Das Register war zu groß, um es auf einmal zu lesen: Jede Zahl ist eine Mindestzahl.',
  },
};
