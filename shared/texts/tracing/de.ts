import type { TracingTexts } from './it.ts';

export const de: TracingTexts = {
  title: 'Ich suche eine Person',
  call112: 'Wenn die Person jetzt in Gefahr sein kann, rufen Sie 112 an.',
  notRescue: 'Dieses Formular ersetzt den Notruf 112 nicht und schickt keine Rettungskräfte.',
  lead: 'Schreiben Sie, wen Sie suchen und wie wir Sie zurückrufen. Wir übergeben Ihre Suche der Koordinierung des Ereignisses: Menschen vergleichen die Suchen, keine Maschine.',
  silence:
    'Hier und per E-Mail lesen Sie nur, ob die Suche eingegangen ist, wann wir sie übergeben haben und wann sie abgeschlossen ist. Alles andere sagt Ihnen ein Mensch am Telefon.',
  notOpen:
    'Zurzeit werden keine Suchen entgegengenommen. Wenn Sie jemanden suchen, rufen Sie 112 an oder schreiben Sie dem Dienst.',
  sections: {
    person: 'Die gesuchte Person',
    place: 'Wann sie zuletzt gesehen oder gehört wurde',
    seeker: 'Wer sucht',
    privacy: 'Ihre Daten',
  },
  fields: {
    event: { label: 'In welchem Ereignis', hint: '' },
    soughtName: { label: 'Vor- und Nachname', hint: '' },
    soughtAge: { label: 'Alter', hint: 'Ungefähr genügt.' },
    soughtPhones: { label: 'Ihre Telefonnummern', hint: 'Wenn Sie sie kennen.' },
    signs: { label: 'Merkmale', hint: 'Größe, Haare, Kleidung, Sprache, nötige Pflege.' },
    seenWhen: { label: 'Wann', hint: 'Tag und Uhrzeit, ungefähr genügt.' },
    seenWhere: { label: 'Wo und mit wem', hint: '' },
    address: {
      label: 'Adresse des Gebäudes',
      hint: 'Straße und Nummer: wo die Person war oder wohnt. Suchen werden nach Gebäuden gesammelt.',
    },
    municipality: { label: 'Gemeinde', hint: '' },
    name: { label: 'Ihr Vor- und Nachname', hint: '' },
    relation: { label: 'Wer Sie für die Person sind', hint: 'Zum Beispiel Tochter, Nachbar, Kollegin.' },
    phone: { label: 'Ihr Telefon', hint: 'Das Amt ruft Sie unter dieser Nummer an.' },
    email: { label: 'Ihre E-Mail', hint: 'Wenn Sie schriftlich erfahren möchten, wie weit die Suche ist.' },
  },
  mend: {
    event: {
      missing: 'Wählen Sie das Ereignis, in dem Sie die Person suchen.',
      tooLong: 'Wählen Sie das Ereignis, in dem Sie die Person suchen.',
      invalid:
        'Für dieses Ereignis werden jetzt keine Suchen entgegengenommen. Rufen Sie 112 an oder schreiben Sie dem Dienst.',
    },
    soughtName: {
      missing: 'Geben Sie den Namen der gesuchten Person an.',
      tooLong: 'Kürzen Sie den Namen: höchstens 200 Zeichen.',
      invalid: 'Schreiben Sie den Namen in eine Zeile, ohne Sonderzeichen.',
    },
    name: {
      missing: 'Geben Sie Ihren Namen an.',
      tooLong: 'Kürzen Sie Ihren Namen: höchstens 100 Zeichen.',
      invalid: 'Schreiben Sie Ihren Namen in eine Zeile, ohne Sonderzeichen.',
    },
    phone: {
      missing: 'Geben Sie Ihre Telefonnummer an: Das Amt ruft Sie dort an.',
      tooLong: 'Geben Sie eine einzige Telefonnummer an.',
      invalid: 'Geben Sie eine einzige Telefonnummer mit ihren Ziffern an.',
    },
    code: {
      missing: 'Geben Sie den Code der Empfangsbestätigung an.',
      tooLong: 'Der Code ist zu lang.',
      invalid: 'Geben Sie den Code der Empfangsbestätigung an.',
    },
    secondFact: {
      missing: 'Geben Sie das Telefon oder die E-Mail an, die Sie genannt haben.',
      tooLong: 'Kürzen Sie das Telefon oder die E-Mail.',
      invalid: 'Geben Sie das Telefon oder die E-Mail an, die Sie genannt haben.',
    },
  },
  privacy: 'Was Sie schreiben, lesen das Amt und die Koordinierung des Ereignisses, um die Person zu suchen.',
  send: 'Suche absenden',
  states: {
    received: (at) => `Ihre Suche ist eingegangen: ${at}.`,
    'handed-over': (at) => `Ihre Suche wurde der Koordinierung übergeben: ${at}.`,
    closed: () => 'Ihre Suche ist abgeschlossen: Das Amt ruft Sie an.',
  },
  receipt: {
    title: 'Wir haben Ihre Suche erhalten',
    lead: 'Bewahren Sie diesen Code auf. Mit Ihrer Telefonnummer zeigt er Ihnen, wie weit die Suche ist.',
    also: 'Was Sie geschrieben haben, spricht von einer Gefahr: Auch wer gerade arbeitet, liest es sofort.',
  },
  own: {
    title: 'Wie weit meine Suche ist',
    stage: 'Stand der Suche',
    code: { label: 'Code der Suche', hint: '' },
    secondFact: { label: 'Ihr Telefon oder Ihre E-Mail', hint: 'Wie Sie es bei der Suche angegeben haben.' },
    submit: 'Anzeigen',
  },
  mails: {
    subject: 'Ihre Suche',
    code: (code) => `Code: ${code}`,
    keep: 'Mit diesem Code und Ihrer Telefonnummer sehen Sie, wie weit die Suche ist.',
    silence: 'Mehr schreiben wir nicht per E-Mail: Alles andere sagt Ihnen ein Mensch am Telefon.',
  },
};
