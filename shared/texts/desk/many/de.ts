import type { it } from './it.ts';

export const de: typeof it = {
  link: 'Eine Antwort auf viele Anfragen wie diese…',
  back: 'Zurück zur Anfrage',
  title: 'Eine Antwort auf viele',
  lead: 'Jede Anfrage bekommt ihre eigene E-Mail, in ihrer Sprache und mit ihrem Code. Lebensgefahr, Beschwerden und vertrauliche Anfragen sind nicht dabei.',
  picked: 'Die als Beispiel gewählte Anfrage',
  ofIncident: 'Gleiches Ereignis',
  noWords: '(keine Wörter zu zeigen)',
  alsoLike: 'Auch wie diese',
  more: 'Weitere sind offen, die nicht verglichen wurden.',
  sendHint: 'Sie gehen nach zehn Minuten hinaus. Wer inzwischen wieder schreibt, wird übergangen.',
  safety: 'Berichtigt einen gefährlichen Hinweis: geht sofort hinaus und kann nicht zurückgeholt werden',
  after: 'Was daraus geworden ist',
  takenBack: 'Zurückgeholt: Was nicht hinausgegangen war, bleibt hier.',
  because: (words: string, place: string | undefined, hours: number) =>
    `Gemeinsame Wörter: ${words}${place === undefined ? '' : `; Ort: ${place}`}; ${hours} Stunden auseinander`,
  found: (count: number) => `Gefundene Anfragen: ${count}`,
  send: (count: number) => `An ${count} senden`,
  counts: (waiting: number, toLeave: number, sent: number) =>
    `Warten ${waiting}, gehen bald ${toLeave}, gesendet ${sent}.`,
  withheld: (count: number) => `Zurückgehalten: ${count}.`,
  takeBack: (minutes: number) => `Alle Antworten zurückholen (noch ${minutes} min)`,
  skippedTitle: (count: number) => `Übergangen: ${count}`,
  words: { it: 'Text auf Italienisch', en: 'Text auf Englisch', de: 'Text auf Deutsch' },
  skips: {
    changed: 'hat sich inzwischen geändert',
    closed: 'ist geschlossen',
    danger: 'Lebensgefahr',
    complaint: 'ist eine Beschwerde',
    'held-by-another': 'jemand anderes hat sie',
    'no-language': 'es fehlt der Text in ihrer Sprache',
    'no-way': 'kann von hier nicht beantwortet werden',
    erased: 'die Daten wurden gelöscht',
  },
};
