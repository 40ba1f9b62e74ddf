import { words } from '../words/de.ts';
import type { Texts } from './it.ts';

/** Every text a citizen reads, in German. */
export const de = {
  layout: {
    language: words.language,
    skip: words.skip,
    emergencyLabel: 'Notrufnummern',
    emergencyLead: 'In Gefahr? Rufen Sie sofort an',
    call: (number: string, name: string) => `${number} anrufen, ${name}`,
    languageLabel: 'Sprache wählen',
    allServices: words.allServices,
    serviceMenu: 'Menü des Dienstes',
    answers: 'Antwort finden',
    write: 'Dem Dienst schreiben',
    follow: words.followCase,
    contacts: 'Öffnungszeiten und Kontakte',
    footerLabel: 'Über diese Website',
    accessibility: 'Barrierefreiheit',
    charter: 'Dienstcharta',
    privacy: words.privacyNotice,
    barrier: 'Barriere melden',
    website: 'Website der Verwaltung',
    sourceNote: 'Sportello ist freie Software (EUPL 1.2).',
    notRescue: 'Diese Website ist kein Rettungsdienst.',
    serviceName: 'Sportello',
    tagline: 'Die Kontaktzentren der öffentlichen Verwaltung',
    feed: (name: string) => `${name}: neue und neu geprüfte Seiten (Atom)`,
  },
  home: {
    title: 'Wem möchten Sie schreiben?',
    lead: 'Wählen Sie den Dienst. Sie erhalten sofort einen Code, mit dem Sie Ihre Anfrage verfolgen können.',
    steps: 'So funktioniert es',
    stepWrite: 'Schreiben Sie Ihre Anfrage: Es dauert wenige Minuten, ohne Anmeldung.',
    stepCode: 'Sie erhalten sofort einen Code. Bewahren Sie ihn auf: Er ist Ihre Empfangsbestätigung.',
    stepFollow:
      'Mit dem Code sehen Sie den Stand der Anfrage; mit der angegebenen E-Mail-Adresse oder Telefonnummer lesen Sie auch die Antwort.',
  },
  service: {
    whatToDo: 'Was möchten Sie tun?',
    otherWays: 'Weitere Kontaktwege',
    phone: words.phone,
    free: 'Kostenlos',
    charged: 'Gebührenpflichtig',
    hours: 'Gewöhnliche Öffnungszeiten',
    hoursNote:
      'Bei einer Warnung oder Notlage können die Zeiten verlängert werden, bis zu 24 Stunden am Tag. Das Online-Formular ist immer offen.',
    holidays: 'Feiertage',
    closed: 'Geschlossen',
    fromTo: (from: string, to: string) => `von ${from} bis ${to} Uhr`,
    dayPair: (first: string, second: string) => `${first} und ${second}`,
    daySpan: (first: string, last: string) => `${first} bis ${last}`,
    days: {
      monday: 'Montag',
      tuesday: 'Dienstag',
      wednesday: 'Mittwoch',
      thursday: 'Donnerstag',
      friday: 'Freitag',
      saturday: 'Samstag',
      sunday: 'Sonntag',
    },
    channels: {
      ...words.channels,
      pec: 'PEC (zertifizierte E-Mail)',
    },
    about: {
      title: 'Wer hinter diesem Dienst steht',
      purpose: 'Wozu er da ist',
      runBy: 'Wer ihn betreibt',
      funding: 'Mit welchen Mitteln',
      responsible: 'Wer dafür verantwortlich ist',
      commitments: 'Qualitätsversprechen',
    },
    endedTitle: 'Dieser Dienst ist beendet',
    ended: (when: string) => `Er endete am ${when}: Anrufen und Schreiben ist hier nicht mehr möglich.`,
    endedSite: 'Zur Website',
    answerTimes: 'Antwortzeiten',
    firstAnswer: (target: string) => `Erste Antwort: innerhalb von ${target}.`,
    termOf: (kind: string, target: string) => `${kind}: innerhalb von ${target}.`,
    workingMinutes: (hours: number) => (hours === 1 ? '1 Öffnungsstunde' : `${hours} Öffnungsstunden`),
    calendarDays: (days: number) => (days === 1 ? '1 Tag' : `${days} Tagen`),
    calendarMonths: (months: number) => (months === 1 ? '1 Monat' : `${months} Monaten`),
    openNow: 'Das Telefon ist jetzt erreichbar.',
    closedNow: 'Das Telefon ist zurzeit nicht erreichbar. Sie können das Formular nutzen.',
    competenceTitle: 'Wann Sie sich an andere wenden',
    competenceLead: 'Zu diesen Themen antwortet eine andere Verwaltung:',
    code: 'Haben Sie schon einen Code?',
    codeLead: 'Sehen Sie den Stand Ihrer Anfrage.',
    live: 'Öffnungszeiten und Hinweise jetzt',
    liveLead: (when: string) => `Stand: ${when}.`,
    notices: 'Hinweise',
    noNotice: 'Keine Warnung und keine Notlage: Es gelten die gewöhnlichen Zeiten.',
    noticeUntil: (when: string) => `Bis ${when}.`,
    phoneWait: (minutes: number) =>
      minutes <= 1 ? 'Am Telefon warten Sie höchstens eine Minute.' : `Am Telefon warten Sie etwa ${minutes} Minuten.`,
    openUntil: (when: string) => `Das Telefon ist jetzt erreichbar, bis ${when}.`,
    closedUntil: (when: string) =>
      `Das Telefon ist gerade nicht erreichbar: wieder ab ${when}. Sie können mit dem Formular schreiben.`,
    nextDays: 'Das Telefon in den nächsten Tagen',
    allDay: 'Tag und Nacht',
    byDeclaration: 'verlängerte Zeiten',
  },
  form: {
    walk: 'Auch meine Antworten aus dem Wegweiser mitschicken: Wer mir antwortet, macht dort weiter.',
    title: 'Ihre Anfrage schreiben',
    lead: 'Nach dem Senden erhalten Sie einen Code, mit dem Sie die Anfrage verfolgen können.',
    required: 'Felder mit Sternchen (*) sind Pflichtfelder.',
    steps: (step: number, of: number) => `Schritt ${step} von ${of}`,
    errorTitle: 'Bitte berichtigen Sie Folgendes',
    errorPrefix: 'Fehler:',
    about: 'Die Anfrage',
    you: 'Wer schreibt',
    answer: 'Wohin wir antworten',
    answerHint:
      'Geben Sie mindestens eines von beiden an. Dorthin antworten wir; zusammen mit dem Code können Sie damit auch den Schriftwechsel auf diesen Seiten lesen.',
    where: 'Der Ort, falls wichtig',
    choose: 'Thema wählen',
    ours: 'Themen dieses Dienstes',
    others: 'Themen anderer Verwaltungen',
    anyExpert: 'Ich weiß es nicht: Wer es liest, entscheidet',
    privacyTitle: 'Datenschutz',
    privacyRead: 'Datenschutzerklärung lesen',
    next: 'Weiter',
    nextHint: 'Vor dem Senden prüfen Sie alles auf einer Seite.',
    twice:
      'Wenn Sie denselben Text innerhalb von zehn Minuten zweimal senden, entstehen keine zwei Anfragen: Sie erhalten denselben Code.',
    ownForms: 'Was andere lesen können, hat ein eigenes Formular:',
    attachmentsTitle: 'Anlagen',
    attachmentsHint: 'Bis zu 5 Dateien: PDF, JPEG oder PNG.',
    attachmentSending: words.sendingFile,
    attachmentSent: 'Datei hochgeladen: Nach dem Senden prüfen wir sie und fügen sie an.',
    attachmentFailed:
      'Die Datei wurde nicht angenommen. Versuchen Sie es mit einem PDF oder einem kleineren Foto, oder senden Sie ohne Anlage.',
    attachmentTooMany: 'Sie können höchstens 5 Dateien anfügen.',
    attachmentRemove: words.remove,
  },
  fields: {
    kind: {
      label: 'Was möchten Sie tun?',
      hint: '',
      missing: 'Wählen Sie, was Sie tun möchten.',
      tooLong: 'Wählen Sie einen der Vorschläge.',
      invalid: 'Wählen Sie einen der Vorschläge dieses Dienstes.',
    },
    category: {
      label: words.category,
      hint: 'Wenn Sie nicht sicher sind, lassen Sie das Feld leer.',
      missing: 'Wählen Sie ein Thema.',
      tooLong: 'Wählen Sie eines der Themen.',
      invalid: 'Wählen Sie eines der Themen dieses Dienstes.',
    },
    experts: {
      label: 'Wer Ihnen antwortet',
      hint: 'Wenn Sie unsicher sind, wählen Sie den letzten Eintrag: Wer es liest, entscheidet.',
      missing: 'Wählen Sie, wer Ihnen antworten soll.',
      tooLong: 'Wählen Sie einen der Einträge.',
      invalid: 'Wählen Sie einen der Einträge.',
    },
    requester: {
      label: 'Sie schreiben als',
      hint: '',
      missing: 'Geben Sie an, für wen Sie schreiben.',
      tooLong: 'Wählen Sie einen der Vorschläge.',
      invalid: 'Wählen Sie einen der Vorschläge: Bürgerin oder Bürger, Institution, Organisation oder Unternehmen.',
    },
    name: {
      label: words.name,
      hint: '',
      missing: 'Schreiben Sie Ihren Vornamen.',
      tooLong: 'Kürzen Sie den Vornamen: höchstens 100 Zeichen.',
      invalid: 'Schreiben Sie den Vornamen in eine Zeile, ohne Sonderzeichen.',
    },
    surname: {
      label: words.surname,
      hint: '',
      missing: 'Schreiben Sie Ihren Nachnamen.',
      tooLong: 'Kürzen Sie den Nachnamen: höchstens 100 Zeichen.',
      invalid: 'Schreiben Sie den Nachnamen in eine Zeile, ohne Sonderzeichen.',
    },
    email: {
      label: words.email,
      hint: 'Wir senden auch die Empfangsbestätigung dorthin.',
      missing: 'Geben Sie eine E-Mail-Adresse oder eine Telefonnummer an: Wir brauchen sie, um zu antworten.',
      tooLong: 'Kürzen Sie die E-Mail-Adresse: höchstens 254 Zeichen.',
      invalid: 'Schreiben Sie die ganze E-Mail-Adresse, zum Beispiel name@beispiel.it.',
    },
    phone: {
      label: words.phone,
      hint: 'Mit Ländervorwahl, wenn die Nummer nicht italienisch ist.',
      missing: 'Geben Sie eine Telefonnummer oder eine E-Mail-Adresse an: Wir brauchen sie, um zu antworten.',
      tooLong: 'Kürzen Sie die Telefonnummer: höchstens 15 Ziffern.',
      invalid:
        'Schreiben Sie eine einzige Telefonnummer, 5 bis 15 Ziffern, zum Beispiel 333 123 4567 oder +39 06 1234567; eine Durchwahl so: 06 1234567 int. 12.',
    },
    language: {
      label: 'Sprache',
      hint: '',
      missing: 'Geben Sie die Sprache an: it, en oder de.',
      tooLong: 'Geben Sie die Sprache an: it, en oder de.',
      invalid: 'Geben Sie die Sprache an: it, en oder de.',
    },
    subject: {
      label: words.subject,
      hint: 'In wenigen Worten.',
      missing: 'Schreiben Sie den Betreff.',
      tooLong: 'Kürzen Sie den Betreff: höchstens 200 Zeichen.',
      invalid: 'Schreiben Sie den Betreff in eine Zeile, ohne Sonderzeichen.',
    },
    message: {
      label: 'Nachricht',
      hint: 'Schreiben Sie, was geschieht, wo und seit wann. Höchstens 4.000 Zeichen. Bitte keine Gesundheitsdaten, wenn sie nicht nötig sind.',
      missing: 'Schreiben Sie die Nachricht.',
      tooLong: 'Kürzen Sie die Nachricht: höchstens 4.000 Zeichen.',
      invalid: 'Entfernen Sie aus der Nachricht die Zeichen, die kein Text sind.',
    },
    place: {
      label: words.place,
      hint: '',
      missing: 'Geben Sie den Ort an.',
      tooLong: 'Kürzen Sie die Ortsangabe.',
      invalid: 'Geben Sie den Ort als Adresse, Gemeinde oder Koordinaten an.',
    },
    'place.address': {
      label: 'Adresse',
      hint: 'Straße und Hausnummer oder ein Anhaltspunkt.',
      missing: 'Schreiben Sie die Adresse.',
      tooLong: 'Kürzen Sie die Adresse: höchstens 200 Zeichen.',
      invalid: 'Schreiben Sie die Adresse in eine Zeile, ohne Sonderzeichen.',
    },
    'place.municipality': {
      label: words.municipality,
      hint: '',
      missing: 'Schreiben Sie die Gemeinde.',
      tooLong: 'Kürzen Sie den Namen der Gemeinde: höchstens 100 Zeichen.',
      invalid: 'Schreiben Sie die Gemeinde in eine Zeile, ohne Sonderzeichen.',
    },
    'place.latitude': {
      label: 'Breitengrad',
      hint: '',
      missing: 'Geben Sie den Breitengrad an.',
      tooLong: 'Geben Sie den Breitengrad als Zahl von -90 bis 90 an.',
      invalid: 'Geben Sie den Breitengrad als Zahl von -90 bis 90 an.',
    },
    'place.longitude': {
      label: 'Längengrad',
      hint: '',
      missing: 'Geben Sie den Längengrad an.',
      tooLong: 'Geben Sie den Längengrad als Zahl von -180 bis 180 an.',
      invalid: 'Geben Sie den Längengrad als Zahl von -180 bis 180 an.',
    },
    attachments: {
      label: 'Anlagen',
      hint: '',
      missing: 'Fügen Sie eine Anlage hinzu.',
      tooLong: 'Entfernen Sie Anlagen: höchstens 5.',
      invalid: 'Eine Anlage wurde nicht erkannt: Entfernen Sie sie und fügen Sie sie neu hinzu.',
    },
    callBack: {
      label: 'Möchten Sie zurückgerufen werden?',
      hint: 'Wir rufen während der Öffnungszeiten an, unter der angegebenen Nummer.',
      missing: 'Wählen Sie eine der Möglichkeiten: jederzeit, am Vormittag oder am Nachmittag.',
      tooLong: 'Wählen Sie eine der Möglichkeiten: jederzeit, am Vormittag oder am Nachmittag.',
      invalid: 'Wählen Sie eine der Möglichkeiten: jederzeit, am Vormittag oder am Nachmittag.',
    },
    safeContact: {
      label: 'Gibt es einen Weg, auf dem wir Sie nicht sicher erreichen?',
      hint: 'Wenn jemand anderes Ihre Post liest oder ans Telefon geht, wählen Sie hier: Wir halten uns immer daran.',
      missing: 'Wählen Sie eine der Möglichkeiten.',
      tooLong: 'Wählen Sie eine der Möglichkeiten.',
      invalid: 'Wählen Sie eine der Möglichkeiten.',
    },
    privacyAccepted: {
      label: 'Ich habe die Datenschutzerklärung gelesen und verstanden',
      hint: '',
      missing: 'Bestätigen Sie, dass Sie die Datenschutzerklärung gelesen haben.',
      tooLong: 'Bestätigen Sie, dass Sie die Datenschutzerklärung gelesen haben.',
      invalid: 'Bestätigen Sie, dass Sie die Datenschutzerklärung gelesen haben.',
    },
    code: {
      label: words.caseCode,
      hint: 'Er steht auf der Empfangsbestätigung. Großschreibung, Leerzeichen und Bindestriche sind egal.',
      missing: 'Schreiben Sie den Code der Anfrage.',
      tooLong: 'Prüfen Sie den Code: Er ist zu lang.',
      invalid: words.wrongCode,
    },
    secondFact: {
      label: 'Angegebene E-Mail-Adresse oder Telefonnummer',
      hint: 'Nur um die Nachrichten zu lesen. Für den Stand der Anfrage genügt der Code.',
      missing: 'Schreiben Sie die E-Mail-Adresse oder Telefonnummer, die Sie in der Anfrage angegeben haben.',
      tooLong: 'Prüfen Sie die E-Mail-Adresse oder Telefonnummer: Sie ist zu lang.',
      invalid: words.wrongSecondFact,
    },
  },
  requesters: {
    ...words.requesters,
    citizen: 'Bürgerin oder Bürger',
    institution: 'Öffentliche Institution',
    organisation: 'Verein oder Organisation',
  },
  safeContacts: {
    any: 'Nein, Sie dürfen mir schreiben und mich anrufen',
    'no-mail': 'Keine E-Mails schreiben',
    'no-phone': 'Nicht anrufen',
    'conversation-only': 'Weder E-Mail noch Telefon: Ich lese die Antwort mit dem Code',
  },
  callBackTimes: {
    none: 'Nein, danke',
    any: 'Ja, jederzeit',
    morning: 'Ja, am Vormittag (vor 13 Uhr)',
    afternoon: 'Ja, am Nachmittag (nach 13 Uhr)',
  },
  summary: {
    walk: 'Antworten aus dem Wegweiser',
    title: 'Prüfen und senden',
    lead: 'Wir haben Ihre Anfrage noch nicht erhalten. Prüfen Sie die Angaben und bestätigen Sie.',
    change: 'Ändern',
    send: 'Bestätigen und senden',
    attachments: (count: number) => (count === 1 ? '1 Datei' : `${count} Dateien`),
    yes: words.yes,
  },
  receipt: {
    over: 'Die Bestätigung ist hier zehn Minuten lang zu sehen. Der Code steht auch in der E-Mail, falls Sie eine Adresse angegeben haben.',
    title: 'Anfrage erhalten',
    lead: 'Ihre Anfrage ist sicher bei uns. Bewahren Sie diesen Code auf:',
    codeLabel: words.caseCode,
    receivedAt: 'Erhalten',
    dueAt: words.firstAnswerBy,
    callBackDueAt: 'Wir rufen zurück bis',
    noDue: words.noDue,
    kind: words.caseKind,
    keep: 'Mit dem Code verfolgen Sie die Anfrage und fügen Nachrichten hinzu. Sie können ihn auch am Telefon durchgeben.',
    mailed:
      'Wir senden Ihnen die Empfangsbestätigung auch per E-Mail. Bei sehr vielen Anfragen kann sie später kommen: Der Code gilt trotzdem.',
    notMailed: 'Wir schicken Ihnen keine E-Mail: Drucken Sie diese Seite oder notieren Sie den Code.',
    print: 'Zum Drucken nutzen Sie den Druckbefehl des Browsers.',
    again: 'Wenn Sie diese Seite neu laden, entsteht keine zweite Anfrage.',
    follow: 'Anfrage verfolgen',
    another: 'Weitere Anfrage schreiben',
  },
  status: {
    unseen: 'Ihre Anfrage ist unter diesem Code aufbewahrt: Ihr Stand kann gerade nicht gezeigt werden.',
    unsent: 'Die Nachricht ist vielleicht nicht angekommen: Senden Sie sie erneut, es werden nicht zwei daraus.',
    tryAgain: 'Noch einmal versuchen',
    elsewhere: 'Dieser Code gehört zu einem anderen Dienst: ',
    openThere: 'Die Anfrage dort öffnen',
    title: words.followCase,
    lead: 'Geben Sie den Code von der Empfangsbestätigung ein.',
    submit: 'Anzeigen',
    resultTitle: 'Stand der Anfrage',
    now: words.now,
    history: 'Was geschehen ist',
    receivedAt: 'Erhalten',
    dueAt: words.firstAnswerBy,
    protocol: words.protocolNumber,
    protocolCancelled: words.cancelled,
    calledInVain:
      'Wir haben dreimal zurückgerufen, ohne Sie zu erreichen. Rufen Sie während der Öffnungszeiten an oder bitten Sie noch einmal um einen Rückruf.',
    readMessages: 'Nachrichten lesen',
    readMessagesLead: 'Zum Schutz Ihrer Daten fragen wir auch nach der angegebenen E-Mail-Adresse oder Telefonnummer.',
    refresh: 'Aktualisieren',
    another: 'Anderen Code suchen',
  },
  consent: {
    title: 'Kann es anderen helfen?',
    ask: 'Ihre Frage und unsere Antwort können Menschen in Ihrer Lage helfen. Wenn Sie einverstanden sind, schreibt jemand sie neu, ohne Namen, Daten oder Orte, an denen man Sie erkennt, eine zweite Person prüft sie, und sie werden eine Seite der Antworten. Wenn nicht, ändert sich nichts.',
    allow: 'Ja, Sie dürfen sie veröffentlichen',
    given:
      'Sie haben zugestimmt: Frage und Antwort dürfen eine Seite werden, ohne etwas, an dem man Sie erkennt. Sie können es sich jederzeit anders überlegen: Die Seite wird entfernt.',
    withdraw: 'Ich möchte das nicht mehr',
  },
  conversation: {
    reply: 'Unsere Frage beantworten',
    passedOn: 'An wen es weitergegeben wurde',
    passedTo: {
      experts: (to: string) => `An die Fachleute: ${to},`,
      administration: (to: string) => `An eine andere Verwaltung: ${to},`,
    },
    passedState: {
      waiting: 'Wir warten auf eine Antwort.',
      acknowledged: 'Sie hat es übernommen.',
      answered: 'Sie hat geantwortet.',
      returned: 'Es ist wieder bei uns.',
    },
    title: 'Der Schriftwechsel',
    lead: 'Was Sie geschrieben haben und unsere Antworten, das Älteste zuerst.',
    fromCitizen: 'Sie',
    empty: 'Es gibt noch keine Nachrichten.',
    erased: 'Der Text wird nicht mehr aufbewahrt.',
    continuedAs:
      'Diese Anfrage war seit Langem abgeschlossen: Sie geht unter einem neuen Code weiter. Auch der frühere führt hierher.',
    follows: 'Sie setzt die Anfrage fort:',
    answerFiles: 'Anlagen zur Antwort (die Links gelten fünf Minuten: danach die Seite neu laden):',
    filesAttached: (count) => (count === 1 ? '1 Datei ist angefügt.' : `${count} Dateien sind angefügt.`),
    filesChecking: (count) => (count === 1 ? '1 Datei wird geprüft.' : `${count} Dateien werden geprüft.`),
    filesRefused: (count) =>
      `${count === 1 ? '1 Datei wurde nicht angenommen' : `${count} Dateien wurden nicht angenommen`}: Sie ist nicht angekommen oder kein PDF, JPEG oder PNG. Wenn sie wichtig ist, senden Sie sie mit einer neuen Anfrage, die diesen Code nennt.`,
    add: 'Nachricht hinzufügen',
    addHint: 'Bis zu 4.000 Zeichen. Ihre Anfrage verliert dadurch nicht ihren Platz.',
    send: 'Nachricht senden',
    sent: 'Ihre Nachricht wurde hinzugefügt.',
    leave: 'Schließen Sie die Seite am Ende, wenn Sie nicht an Ihrem eigenen Gerät sitzen.',
  },
  proof: {
    notYet:
      'Der Tag Ihrer Anfrage hat noch keine veröffentlichte Wurzel: Den Nachweis gibt es ab dem Tag danach. Versuchen Sie es morgen wieder.',
    noneKept:
      'Für die ersten Tage des Dienstes sind keine Nachweise einzelner Anfragen aufbewahrt: Das Register jener Tage wird im Ganzen geprüft.',
    noRoots:
      'Für diesen Tag gibt es keine veröffentlichte Wurzel. Die Wurzeln eines Tages erscheinen kurz nach Mitternacht.',
    title: 'Der Nachweis, dass Ihre Anfrage im Register steht',
    lead: 'Jede Nacht werden die Anfragen des Tages unter einem gemeinsamen öffentlichen Fingerabdruck abgeschlossen, der Wurzel des Tages. Würde eine Anfrage entfernt oder geändert, passte die Wurzel nicht mehr.',
    checking: 'Ihr Browser prüft den Nachweis…',
    stands: 'Diese Anfrage steht unter der Wurzel, die am @ veröffentlicht wurde. Ihr Browser hat es nachgerechnet.',
    root: 'Wurzel des Tages',
    differs:
      'Der Nachweis passt nicht zur veröffentlichten Wurzel. Speichern Sie die Datei und melden Sie es dem Dienst am Telefon oder mit einer Nachricht.',
    unchecked: 'Die Prüfung ist gerade nicht gelungen. Sie können den Nachweis speichern und später prüfen.',
    save: 'Nachweis speichern',
    how: 'Die Datei enthält keine Namen und nichts von Ihrem Text. Zum Prüfen öffnen Sie sie in der Prüfseite zusammen mit der veröffentlichten Wurzel: Das geht auch ohne Netz.',
    verify: 'Prüfseite',
    roots: 'Veröffentlichte Wurzeln des Tages',
    page: {
      title: 'Einen Nachweis prüfen',
      lead: 'Wählen Sie die Datei des Nachweises und fügen Sie die veröffentlichte Wurzel des Tages ein. Alles wird auf Ihrem Gerät berechnet: Nichts wird gesendet.',
      file: 'Datei des Nachweises',
      root: 'Veröffentlichte Wurzel',
      rootHint:
        '64 Zeichen: Ziffern und Buchstaben von a bis f. Sie steht unter der Adresse der Wurzeln des Tages oder dort, wo die Verwaltung sie veröffentlicht.',
      submit: 'Prüfen',
      stands: 'Der Nachweis gilt: Die Anfrage @code steht im Register des Tages @day unter dieser Wurzel.',
      changed: 'Der Nachweis gilt nicht: Die Datei ist nicht die, die ausgegeben wurde. Ein geändertes Bit genügt.',
      anotherRoot:
        'Der Nachweis steht nicht unter dieser Wurzel: Die Datei ist ganz, aber die eingefügte Wurzel ist eine andere. Prüfen Sie Tag und Dienst.',
      noProof:
        'Diese Datei ist kein Nachweis oder wurde geändert: Wählen Sie die Datei, die Sie auf der Seite der Anfrage gespeichert haben.',
      noFile: 'Wählen Sie die Datei des Nachweises.',
      noRoot: 'Fügen Sie die Wurzel ein: 64 Zeichen, Ziffern und Buchstaben von a bis f.',
      noHash:
        'Dieser Browser kann hier kein SHA-256 berechnen. Öffnen Sie die Seite mit einem anderen Browser oder unter ihrer https-Adresse.',
      save: 'Seite herunterladen und ohne Netz verwenden',
      saveHint: 'Es ist eine einzige Datei, die sich auf Ihrem Gerät öffnet und sich mit nichts verbindet.',
      noScript:
        'Für die Berechnung braucht es JavaScript. Ohne erklärt die API-Referenz, wie man sie mit jedem Programm für SHA-256 nachrechnet.',
    },
  },
  stages: {
    accepted: {
      name: 'Erhalten',
      explanation: 'Ihre Anfrage ist angekommen und gesichert. Sie wird in Kürze eingetragen.',
    },
    registered: {
      name: 'Eingetragen',
      explanation: 'Ihre Anfrage steht im Register und wartet auf eine Mitarbeiterin oder einen Mitarbeiter.',
    },
    'taken-in-charge': {
      name: words.stages['taken-in-charge'],
      explanation: 'Jemand arbeitet an Ihrer Anfrage.',
    },
    'waiting-for-you': {
      name: 'Wartet auf Ihre Antwort',
      explanation: 'Wir haben Sie etwas gefragt. Lesen Sie die Nachrichten und antworten Sie: Dann geht es weiter.',
    },
    forwarded: {
      name: 'An ein Amt weitergeleitet',
      explanation: 'Für die Antwort ist ein Fachamt nötig: Es kann länger dauern.',
    },
    referred: {
      name: 'An eine andere Verwaltung abgegeben',
      explanation: 'Zuständig ist eine andere Verwaltung. In den Nachrichten steht, welche und wie Sie sie erreichen.',
    },
    answered: {
      name: words.stages.answered,
      explanation:
        'Wir haben geantwortet. Lesen Sie die Antwort in den Nachrichten; wenn sie nicht reicht, schreiben Sie uns hier wieder.',
    },
    closed: {
      name: words.stages.closed,
      explanation:
        'Die Anfrage ist abgeschlossen. Wenn das Problem andauert, schreiben Sie eine Nachricht oder eine neue Anfrage.',
    },
    erased: {
      name: words.stages.erased,
      explanation:
        'Die personenbezogenen Daten dieser Anfrage wurden gelöscht: Wir können die Nachrichten nicht mehr zeigen und nicht mehr antworten. Wenn Sie noch Hilfe brauchen, senden Sie eine neue Anfrage.',
    },
  },
  lifeFirst: {
    title: 'Ist jemand in Lebensgefahr?',
    text: 'Wenn Sie oder andere in Gefahr sind, rufen Sie sofort 112, 115 oder 118 an. Warten Sie nicht auf unsere Antwort: Dieser Dienst kann keine Rettungskräfte schicken.',
    afterSending: 'Ihre Anfrage wurde zu den dringenden gelegt, aber das ersetzt den Anruf nicht.',
    afterSendingCalmly: 'Ihre Anfrage ist angekommen, aber sie ersetzt den Anruf nicht.',
    cannotSpeak: 'Sie können nicht sprechen oder hören nicht?',
    withoutVoice:
      'Die App 112 Where Are U sendet Ihren Standort und hat stillen Anruf und Chat, wo die einheitliche Nummer 112 aktiv ist. Für gehörlose Menschen:',
    leave: 'Diese Seite sofort verlassen',
    lineBusy: 'Wenn die Leitung besetzt ist, versuchen Sie es weiter und rufen Sie auch die anderen Notrufnummern an.',
  },
  sending: {
    busy: 'Wird gesendet…',
    waits: (seconds: string) =>
      `Wir erhalten gerade sehr viele Anfragen. Was Sie geschrieben haben, steht hier: Wir versuchen es in ${seconds} Sekunden von selbst erneut.`,
    silent: (seconds: string) =>
      `Bisher keine Antwort, vielleicht fehlt die Verbindung. Was Sie geschrieben haben, steht hier: Wir versuchen es in ${seconds} Sekunden von selbst erneut.`,
    stopped:
      'Das Senden ist nicht gelungen. Was Sie geschrieben haben, steht hier: Drücken Sie „Erneut senden“ oder rufen Sie an.',
    again: 'Erneut senden',
    file: (percent: string) =>
      `Eine Datei wird noch gesendet (${percent} %). Ihre Anfrage geht ab, sobald sie angekommen ist.`,
    fileFailed: 'Eine Datei ist nicht angekommen. Senden Sie sie noch einmal, oder fahren Sie ohne sie fort.',
    without: 'Ohne die Datei fortfahren',
    retry: 'Noch einmal',
  },
  refused: {
    received: 'Ihre Anfrage ist angekommen: Die Seite mit der Bestätigung folgt in Kürze.',
    reload: 'Warten Sie eine halbe Minute und laden Sie diese Seite dann neu: Es wird nichts noch einmal gesendet.',
    title: 'Wir erhalten gerade sehr viele Anfragen',
    danger: 'Rufen Sie bei Gefahr 112 an.',
    text: 'Was Sie senden wollten, ist noch nicht angekommen, und es ist nicht verloren: Mit der Zurück-Taste des Browsers finden Sie Ihren Text wieder.',
    again:
      'Warten Sie eine Minute, gehen Sie dann zurück und senden Sie erneut; oder laden Sie diese Seite neu. Wenn Sie dieselbe Anfrage zweimal senden, erhalten Sie denselben Code.',
  },
  problems: {
    tooLarge: (kilobytes: number) => `Die Anfrage ist zu groß: höchstens ${kilobytes} KB. Kürzen oder teilen Sie sie.`,
    tooManyFields: (fields: number) =>
      `Das Formular hat zu viele Felder: höchstens ${fields}. Senden Sie jedes Feld nur einmal.`,
    unsupportedType: 'Senden Sie die Anfrage als Formular oder als application/json.',
    unreadableKey:
      'Der Header Idempotency-Key ist nicht lesbar: Schreiben Sie einen einzigen Schlüssel in Anführungszeichen (RFC 9651).',
    notUtf8: 'Der Text enthält Bytes, die kein UTF-8 sind. Senden Sie ihn als UTF-8.',
    notJson: 'Der gesendete Text ist kein gültiges JSON. Prüfen Sie Kommas, Anführungszeichen und Klammern.',
    invalid: 'Einige Angaben fehlen oder sind falsch: Bei jeder steht, was zu berichtigen ist.',
    unknownMember: (name: string) => `Das Feld „${name}“ gibt es nicht: Prüfen Sie den Namen oder entfernen Sie es.`,
    notAnObject: 'Senden Sie ein Objekt mit den Feldern der Anfrage.',
    phoneForCallBack: 'Für einen Rückruf geben Sie bitte Ihre Telefonnummer an.',
    ownDoor: (service, kind) =>
      `Dafür gibt es ein eigenes Formular, damit andere es lesen können: /de/${service}/contributions/${kind}/ (API: POST /v1/services/${service}/contributions).`,
    refusedPhrases: (phrases: string) =>
      `Streichen Sie diese Wörter: «${phrases}». Dass eine Gefahr vorüber ist, sagt, wer vor Ort ist.`,
    wrongCode: words.wrongCode,
    wrongSecondFact: words.wrongSecondFact,
    reasonNeeded: 'Diese Anfrage ist nicht Ihre und wartet nicht auf Sie: Um sie zu lesen, geben Sie den Grund an.',
    notYetRegistered:
      'Die Anfrage ist angekommen, aber noch nicht eingetragen. Versuchen Sie es in einigen Minuten wieder.',
    members: {
      given: (expected: string) => `muss angegeben werden, als ${expected}`,
      unknown: (names: string) => `hier nicht bekannt: ${names}`,
      oneOf: (values: string) => `muss eines davon sein: ${values}`,
      empty: 'darf nicht leer sein',
      blank: 'muss mehr als Leerzeichen enthalten',
      pattern: (pattern: string) => `muss ${pattern} entsprechen`,
      format: (format: string) => `muss als ${format} geschrieben sein`,
      place: 'muss der ISTAT-Code einer Region (2 Ziffern), einer Provinz (3) oder einer Gemeinde (6) sein',
      measure: 'muss eine Leistung dieses Dienstes sein',
      formats: {
        datetime: 'muss ein Zeitpunkt mit Zeitzone sein, etwa 2026-09-12T10:00:00Z oder 2026-09-12T12:00:00+02:00',
        date: 'muss ein Tag sein, den es gibt, als JJJJ-MM-TT',
        email: 'muss eine E-Mail-Adresse sein',
      },
      characters: (end: 'least' | 'most', amount: string) =>
        `muss ${end === 'least' ? 'mindestens' : 'höchstens'} ${amount} Zeichen haben`,
      entries: (end: 'least' | 'most', amount: string) =>
        `muss ${end === 'least' ? 'mindestens' : 'höchstens'} ${amount} Einträge haben`,
      amount: (end: 'least' | 'most', amount: string) =>
        `muss ${end === 'least' ? 'mindestens' : 'höchstens'} ${amount} sein`,
    },
    phoneInstead: 'Sie können auch anrufen:',
    pages: {
      'malformed-body': {
        title: 'Wir konnten die Anfrage nicht lesen',
        text: 'Gehen Sie zurück, prüfen Sie den Text und senden Sie ihn erneut.',
      },
      unauthenticated: {
        title: 'Der Absender ist nicht bekannt',
        text: 'Prüfen Sie den Namen der Quelle, ihren Schlüssel und ihre Uhr: Eine Sendung ist signiert (webhook-id, webhook-timestamp, webhook-signature) oder trägt den Schlüssel in Authorization.',
      },
      'wrong-code': {
        title: 'Code nicht gefunden',
        text: 'Prüfen Sie den Code auf der Empfangsbestätigung. Großschreibung, Leerzeichen und Bindestriche sind egal; O und Null sowie I, L und Eins gelten als gleich.',
      },
      'wrong-second-fact': {
        title: 'Die Angaben stimmen nicht überein',
        text: 'Die E-Mail-Adresse oder Telefonnummer ist nicht die in der Anfrage angegebene. Prüfen Sie sie und versuchen Sie es erneut.',
      },
      'too-many-tries': {
        title: 'Zu viele falsche Versuche',
        text: 'Die E-Mail-Adresse oder Telefonnummer war zu oft falsch. Versuchen Sie es in einer Viertelstunde erneut oder rufen Sie an. In Gefahr wählen Sie 112.',
      },
      'too-many-messages': {
        title: 'Zu viele Nachrichten in einer Stunde',
        text: 'Zu dieser Anfrage kamen in der letzten Stunde viele Nachrichten: Was bisher gesendet wurde, ist gespeichert. Diese nicht: Versuchen Sie es später erneut oder rufen Sie an. Der Text steht noch auf der vorigen Seite. In Gefahr wählen Sie 112.',
      },
      'unknown-path': {
        title: 'Seite nicht gefunden',
        text: 'Die Adresse gibt es nicht oder sie hat sich geändert.',
      },
      'not-found': {
        title: 'Nicht vorhanden',
        text: 'Was Sie suchen, gibt es hier nicht: Prüfen Sie Nummer, Namen oder Code in der Adresse.',
      },
      'unknown-service': {
        title: 'Dienst nicht gefunden',
        text: 'Diesen Dienst gibt es hier nicht. Wählen Sie auf der Startseite.',
      },
      'method-not-allowed': {
        title: 'Das ist hier nicht möglich',
        text: 'Diese Adresse nimmt den Vorgang nicht an. Beginnen Sie neu auf der Startseite.',
      },
      conflict: {
        title: 'Zurzeit nicht möglich',
        text: 'Die Anfrage hat sich inzwischen geändert. Öffnen Sie die Seite der Anfrage neu und versuchen Sie es wieder.',
      },
      withdrawn: {
        title: 'Die Seite wurde zurückgezogen',
        text: 'Diese Seite wurde zurückgezogen. Suchen Sie erneut oder schreiben Sie dem Dienst.',
      },
      erased: {
        title: 'Die Daten dieser Anfrage wurden gelöscht',
        text: 'Die personenbezogenen Daten dieser Anfrage wurden gelöscht: Wir können die Nachrichten nicht mehr zeigen und nicht mehr antworten. Wenn Sie noch Hilfe brauchen, senden Sie eine neue Anfrage.',
      },
      'body-too-large': {
        title: 'Die Anfrage ist zu groß',
        text: 'Kürzen Sie den Text und senden Sie ihn erneut.',
      },
      'unsupported-media-type': {
        title: 'Format nicht angenommen',
        text: 'Nutzen Sie das Formular dieser Website.',
      },
      invalid: {
        title: 'Einige Angaben sind zu berichtigen',
        text: 'Gehen Sie zurück zum Formular und berichtigen Sie die genannten Felder.',
      },
      'too-many-requests': {
        title: 'Wir erhalten gerade sehr viele Anfragen',
        text: 'Ihre Anfrage ist noch nicht angekommen. Warten Sie eine Minute und senden Sie sie erneut: Der Text steht noch auf der vorigen Seite.',
      },
      'internal-error': {
        title: 'Etwas hat nicht funktioniert',
        text: 'Der Fehler liegt bei uns. Die Anfrage ist vielleicht nicht angekommen: Senden Sie sie erneut, es werden nicht zwei daraus.',
      },
      'not-allowed': {
        title: 'Nicht erlaubt',
        text: 'Ihnen fehlt die Rolle, die dafür nötig ist. Wenn Sie das für einen Irrtum halten, rufen Sie die Zugangsverwaltung an.',
      },
      'changed-meanwhile': {
        title: 'Inzwischen hat sich etwas geändert',
        text: 'Jemand war schneller, vielleicht Sie selbst in einem anderen Tab: Lesen Sie, was geschehen ist, und entscheiden Sie dann neu.',
      },
      'precondition-required': {
        title: 'Die Version fehlt',
        text: 'Nennen Sie mit If-Match die Version des Verzeichnisses, die Sie gelesen haben.',
      },
      'act-refused': {
        title: 'So geht es nicht',
        text: 'Der Vorgang ist so nicht möglich: Berichtigen Sie, was genannt ist.',
      },
      unavailable: {
        title: 'Versuchen Sie es gleich wieder',
        text: 'Der Dienst antwortet zurzeit nicht. Die Anfrage ist vielleicht nicht angekommen: Senden Sie sie erneut, es werden nicht zwei daraus.',
      },
    },
  },
  mail: {
    receiptSubject: (service: string, code: string) => `${service}: Wir haben Ihre Anfrage ${code} erhalten`,
    greeting: (name: string) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
    received: (when: string) => `wir haben Ihre Anfrage erhalten: ${when}.`,
    code: words.caseCode,
    kind: words.caseKind,
    due: (when: string) => `Erste Antwort bis: ${when}.`,
    noDue: words.noDue,
    follow: 'Den Stand der Anfrage und die Antwort sehen Sie mit dem Code hier:',
    keep: 'Um die Nachrichten zu lesen, fragen wir neben dem Code nach der angegebenen E-Mail-Adresse oder Telefonnummer.',
    callBack: (when: string) => `Wir rufen Sie zurück bis: ${when}.`,
    callBackSubject: (service: string, code: string) =>
      `${service}: Wir konnten Sie telefonisch nicht erreichen (${code})`,
    callBackGreeting: 'Guten Tag,',
    callBackTried:
      'Sie hatten um einen Rückruf gebeten. Wir haben es dreimal versucht, ohne Sie zu erreichen, und hören nun auf.',
    callBackOpen: 'Ihre Anfrage bleibt offen: Wir antworten schriftlich.',
    callBackAgain:
      'Wenn Sie lieber mit uns sprechen, rufen Sie während der Öffnungszeiten an und nennen Sie den Code, oder bitten Sie noch einmal um einen Rückruf:',
    protocolSubject: (service: string, number: string) => `${service}: Protokollnummer ${number}`,
    protocolAssigned: (when: string) => `was Sie uns gesandt haben, wurde im Protokoll eingetragen: ${when}.`,
    protocolNumber: words.protocolNumber,
    protocolKeep:
      'Bewahren Sie diese Nummer auf: Sie kennzeichnet Ihr Dokument in den Akten der Verwaltung. Als förmlicher Antrag gilt es digital unterschrieben, von einer PEC-Adresse, die Sie ausweist, oder von Hand unterschrieben mit einer Kopie eines Ausweises (italienischer Kodex der digitalen Verwaltung, Art. 65). Fehlt etwas, bitten wir Sie, es zu ergänzen.',
    doNotReply: 'Diese Nachricht ist automatisch: Bitte antworten Sie nicht an diese Adresse.',
    answerHere:
      'Diese Nachricht ist automatisch. Wenn Sie etwas ergänzen möchten, antworten Sie einfach auf diese E-Mail: Ihre Antwort wird Teil Ihrer Anfrage.',
  },
  privacy: {
    title: words.privacyNotice,
    lead: 'Gemäß den Artikeln 13 und 14 der Verordnung (EU) 2016/679.',
    controller: 'Verantwortlicher',
    processor: 'Auftragsverarbeiter',
    purpose: 'Warum wir Daten verarbeiten',
    data: 'Welche Daten',
    dataText:
      'Was Sie im Formular, in einer E-Mail, einem Brief oder einem Fax schreiben oder am Telefon sagen: Name, Kontaktdaten, Text, Ort und Anlagen. Von einem Anruf auch die Nummer, die Zeiten, die Wahl im Menü und den Ort der Aufnahme, falls es eine gibt; von hochgeladenen Dateien 90 Tage lang die IP-Adresse. Bitte geben Sie keine Gesundheitsdaten oder andere besondere Daten an, wenn sie nicht nötig sind.',
    base: 'Rechtsgrundlage',
    baseText: 'Die Wahrnehmung einer Aufgabe im öffentlichen Interesse (Art. 6 Abs. 1 Buchst. e der Verordnung).',
    keep: 'Wie lange',
    keepLead: 'Ab dem Abschluss der Anfrage oder, wenn niemand sie abschließt, ab der letzten Antwort:',
    keepColumnKind: words.caseKind,
    keepColumnTime: 'Aufbewahrung',
    keepDays: (days: number) => `${days} Tage`,
    keepYears: (years: number) => (years === 1 ? '1 Jahr' : `${years} Jahre`),
    keepAfter:
      'Danach löschen wir innerhalb einer Nacht die personenbezogenen Daten mit Dateien, E-Mails und Scans, und innerhalb von weiteren 35 Tagen die Sicherungskopien; es bleibt nur die anonyme Spur, dass eine Anfrage behandelt wurde.',
    keepAside: (held: number, discarded: number) =>
      `E-Mails, die keine Anfrage werden, zum Beispiel Spam, löschen wir nach ${discarded} Tagen, solche, die auf eine Prüfung warten, nach höchstens ${held} Tagen. Dokumente, die wir nicht annehmen können, löschen wir nach ${discarded} Tagen.`,
    keepFollowUp:
      'Wenn Sie am Ende eines Fragebogens zustimmen, dass wir Ihnen eine Frage stellen, behalten wir die E-Mail 60 Tage, bis die Frage abgeht, und die Namen der Leistungen weitere 30; 400 Tage bleibt ein Fingerabdruck der Adresse, damit wir nicht zweimal fragen. Ein Link löscht alles.',
    keepProtocol:
      'Hat die Anfrage eine Protokollnummer, so behält das Protokollregister Absender (Name und Kontaktdaten) und Betreff auch danach, wie es das Gesetz verlangt (DPR 445/2000, Art. 53).',
    keepDefault: 'Vorgabewerte von Sportello, vom Verantwortlichen zu bestätigen.',
    rights: 'Ihre Rechte',
    rightsText:
      'Sie können Auskunft, Berichtigung oder Löschung Ihrer Daten verlangen, deren Verarbeitung einschränken lassen oder ihr widersprechen. Sie können auch Beschwerde bei der italienischen Datenschutzbehörde einlegen (Garante per la protezione dei dati personali).',
    write: 'Schreiben Sie an',
    cookies: 'Cookies',
    cookiesText:
      'Ein einziges technisches Cookie, zehn Minuten lang nach dem Senden: Es zeigt Ihre Bestätigung mit Code und Fristen noch einmal, wenn Sie die Seite neu laden. Es ist verschlüsselt, und niemand sonst liest es. Die Website lädt nichts von anderen Websites.',
    first: 'Wer zuerst Antwort bekommt',
    firstText:
      'Die Reihenfolge bestimmen Wortlisten, die Menschen geschrieben haben und die man lesen kann, und die Mitarbeitenden, die antworten: Eine Liste kann eine Anfrage zu den dringenden stellen, ein Mensch kann sie jederzeit verschieben. Kein trainiertes Modell liest hier, was Sie schreiben.',
    firstLaw:
      'Es wäre ein System künstlicher Intelligenz (Verordnung (EU) 2024/1689, Art. 3 Nr. 1) und hochriskant, wenn es Hilferufe nach Dringlichkeit ordnete (Anhang III Nr. 5 Buchst. d; Pflichten ab 2. Dezember 2027). Nach dem italienischen Gesetz 132/2025 (Art. 14) darf künstliche Intelligenz der Verwaltung helfen; entscheiden und dafür einstehen muss ein Mensch.',
    firstTyping:
      'Während Sie im Formular schreiben, vergleicht die Seite Ihre Worte auf Ihrem eigenen Gerät mit denselben Listen, um zu zeigen, wen Sie anrufen sollen. Zu uns kommen die Worte, wenn Sie auf den Knopf drücken.',
    security: 'Wie wir sie schützen',
    securityText:
      'Personenbezogene Daten werden verschlüsselt aufbewahrt. Der Schriftwechsel ist mit dem Code und den angegebenen Kontaktdaten lesbar; auch die Mitarbeitenden des Dienstes, die die Anfrage bearbeiten, lesen ihn.',
  },
  accessibility: {
    title: 'Barrierefreiheit',
    lead: 'Alle sollen diese Website nutzen können, auch mit Hilfstechnologien und unter schwierigen Bedingungen.',
    standard: 'Woran wir uns halten',
    standardText:
      'Italienisches Gesetz 4/2004 und Norm EN 301549: die Kriterien WCAG 2.1, Stufe AA. Die Seiten werden bei jeder Änderung automatisch geprüft und sind allein mit der Tastatur bedienbar; ohne JavaScript geht alles außer dem Anhängen von Dateien.',
    limits: 'Was noch nicht geprüft ist',
    limitsText:
      'Die Erprobung mit Menschen mit Behinderungen steht noch aus. Die Erklärung zur Barrierefreiheit ist die der Verwaltung selbst, auf der Website der AgID:',
    statementOf: (service: string) => `Erklärung zur Barrierefreiheit von ${service}`,
    statementMissing: (service: string) =>
      `${service} hat die eigene Erklärung zur Barrierefreiheit noch nicht angegeben.`,
    report: 'Ein Problem melden',
    reportText:
      'Wenn Sie auf eine Barriere stoßen, schreiben Sie uns: Wir antworten innerhalb von 30 Tagen. Bleibt die Antwort aus oder genügt sie nicht, können Sie sich an die Ombudsstelle für Digitales bei der AgID wenden (Difensore civico per il digitale).',
    reportTo: (service: string) => `Barriere melden an: ${service}`,
  },
  notFound: {
    title: 'Seite nicht gefunden',
    text: 'Die Adresse gibt es nicht oder sie hat sich geändert.',
    home: 'Zur Startseite',
  },
} satisfies Texts;
