import type { ContributionPageTexts } from './it.ts';

/** What citizens read who tell a story or propose an idea, in German. */
export const de: ContributionPageTexts = {
  section: 'Erzählen und vorschlagen',
  sectionLead: 'Was Sie erlebt haben, kann anderen helfen, und denen, die hier arbeiten.',
  ways: {
    story: { name: 'Ihre Geschichte erzählen', hint: 'Was geschah, was Ihnen half, was fehlte.' },
    idea: {
      name: 'Ideenkasten',
      hint: 'Ideen derer, die den Dienst nutzen, und was daraus wurde. Legen Sie Ihre dazu.',
    },
    stories: { name: 'Geschichten, die man kennen sollte', hint: 'Was andere erlebt haben, von ihnen erzählt.' },
    own: {
      name: 'Meine Geschichte, meine Idee',
      hint: 'Mit dem Code sehen Sie, was daraus wurde, und können es sich anders überlegen.',
    },
  },
  kinds: { story: 'Geschichte', idea: 'Idee' },
  give: {
    story: {
      title: 'Ihre Geschichte erzählen',
      lead: 'Erzählen Sie mit Ihren Worten. Es muss nicht gut geschrieben sein: Was geschah, zählt.',
    },
    idea: {
      title: 'Eine Idee vorschlagen',
      lead: 'Was würden Sie ändern, und für wen? Vor dem Absenden zeigen wir Ihnen ähnliche Ideen, die veröffentlicht sind.',
    },
  },
  before: {
    title: 'Bevor Sie schreiben',
    whoReads: 'Wer es liest',
    whoReadsText: (days) =>
      `Die Redaktion des Dienstes. Sie hat ${days} Tage, um über die Veröffentlichung zu entscheiden, und sagt Ihnen, warum.`,
    whatIsAsked: 'Was sich fragen muss, wer entscheidet',
    whatIsAskedText:
      'Ob der Text eine minderjährige Person, eine frühere Partnerin, einen früheren Partner oder jemand anderen erkennen lässt. Dann wird er nicht veröffentlicht, auch wenn Sie es erlauben. Namen, Adressen, Nummern und Codes werden entfernt.',
    minors: 'Wenn es um Minderjährige geht',
    minorsText: 'Veröffentlicht wird, wenn ein Elternteil oder der Vormund schreibt und das unten erklärt.',
    where: 'Wohin es kommt',
    whereText:
      'Auf diese Seiten. Es kommt nicht in offene Daten, Feeds oder Kästen auf anderen Websites: So ist es wirklich weg, wenn Sie Ihre Zustimmung zurückziehen.',
    notARequest: 'Möchten Sie eine Antwort für sich? Schreiben Sie dem Dienst.',
  },
  words: { story: 'Die Geschichte', idea: 'Die Idee' },
  you: 'Wer schreibt',
  youHint:
    'Mindestens E-Mail oder Telefon wird gebraucht: Mit dem Code sehen Sie damit, was daraus wurde. Beides wird nicht veröffentlicht.',
  fields: {
    title: { label: 'Titel', hint: 'In wenigen Worten.' },
    text: { label: 'Der Text', hint: 'Höchstens 4.000 Zeichen. Schreiben Sie keine Namen anderer Menschen.' },
    firstName: { label: 'Ihr Vorname', hint: 'Wenn Sie möchten. Er wird gezeigt, wenn Sie es unten erlauben.' },
  },
  consents: {
    title: 'Was Sie erlauben',
    hint: 'Jedes Kästchen gilt für sich. Kreuzen Sie keines an, bleibt der Text bei der Redaktion. Sie können es sich jederzeit anders überlegen.',
    purposes: {
      publish: 'Sie dürfen es auf diesen Seiten veröffentlichen, ohne meinen Namen',
      name: 'Sie dürfen meinen Vornamen dazuschreiben',
      contact: 'Sie dürfen mir schreiben, was daraus wurde',
      dialogue: 'Sie dürfen sie als Gespräch unter den Geschichten erzählen, die man kennen sollte',
    },
    parent:
      'Der Text lässt eine minderjährige Person erkennen: Ich bin Elternteil oder Vormund und erlaube die Veröffentlichung',
  },
  next: 'Weiter',
  nextHint: 'Vor dem Absenden prüfen Sie alles auf einer Seite.',
  review: {
    title: 'Prüfen und absenden',
    lead: 'Wir haben noch nichts erhalten. Prüfen und bestätigen Sie.',
    allowed: 'Sie haben erlaubt',
    nothingAllowed: 'Nichts: Der Text bleibt bei der Redaktion.',
    similar: 'Ähnliche Ideen, die veröffentlicht sind',
    similarText: 'Sehen Sie, ob Ihre schon da ist und was daraus wurde. Wenn sie anders ist, senden Sie sie ab.',
    noSimilar: 'Unter den veröffentlichten Ideen finden wir keine ähnliche.',
    send: 'Bestätigen und absenden',
    change: 'Ändern',
  },
  given: {
    title: { story: 'Geschichte erhalten', idea: 'Idee erhalten' },
    lead: 'Sie ist sicher verwahrt. Bewahren Sie diesen Code auf:',
    decidedBy: 'Entscheidung bis',
    also: 'Es geht um eine Gefahr: Auch das Team liest es, als Anfrage unter demselben Code.',
    keep: 'Mit dem Code und der E-Mail oder dem Telefon, das Sie angegeben haben, sehen Sie, was daraus wurde, und ziehen zurück, was Sie erlaubt haben.',
    follow: 'Sehen, was daraus wurde',
  },
  lists: {
    story: {
      title: 'Geschichten, die man kennen sollte',
      lead: 'Was andere erlebt haben, von ihnen erzählt. Namen und Orte sind entfernt.',
      none: 'Noch ist keine Geschichte veröffentlicht.',
    },
    idea: {
      title: 'Ideenkasten',
      lead: 'Die veröffentlichten Ideen, die jüngsten zuerst, und was daraus wurde.',
      none: 'Noch ist keine Idee veröffentlicht.',
    },
  },
  published: (day) => `Veröffentlicht am ${day}`,
  by: (name) => `von ${name}`,
  example: 'Erfunden, um zu zeigen, wie so etwas aussieht.',
  asDialogue: 'Als Gespräch erzählt',
  dialogue: { title: 'Das Gespräch', citizen: 'Wer erzählt', service: 'Der Dienst' },
  asWritten: 'Mit eigenen Worten',
  outcome: 'Was daraus wurde',
  noOutcome: 'Noch nicht bewertet',
  gone: {
    title: 'Hier ist nichts mehr',
    text: 'Wer es geschrieben hat, hat es sich anders überlegt, oder die Redaktion hat es entfernt.',
  },
  own: {
    title: 'Meine Geschichte, meine Idee',
    lead: 'Schreiben Sie den Code der Quittung und die E-Mail oder das Telefon, das Sie angegeben haben.',
    code: {
      label: 'Code',
      hint: 'Er steht auf der Quittung. Großschreibung, Leerzeichen und Striche spielen keine Rolle.',
    },
    secondFact: { label: 'E-Mail oder Telefon, das Sie angegeben haben', hint: '' },
    submit: 'Sehen, was daraus wurde',
    states: {
      waiting: ['Wartet', 'Jemand aus der Redaktion liest es und entscheidet.'],
      'changes-asked': [
        'Wir bitten Sie um eine Änderung',
        'So kann es nicht veröffentlicht werden. Lesen Sie, warum, und schreiben Sie es neu.',
      ],
      published: ['Veröffentlicht', 'Es steht auf diesen Seiten.'],
      declined: ['Nicht veröffentlicht', 'Die Redaktion hat entschieden, es nicht zu veröffentlichen.'],
      kept: ['Von der Redaktion gelesen', 'Es wird nicht veröffentlicht: Es bleibt bei denen, die hier arbeiten.'],
      withdrawn: ['Zurückgezogen', 'Es ist nirgends mehr zu lesen.'],
      erased: ['Gelöscht', 'Der Text ist weg.'],
    },
    open: 'Seite öffnen',
    reason: 'Warum',
    history: 'Was geschah',
    allowed: 'Was Sie erlauben',
    withdraw: {
      publish: 'Nicht mehr veröffentlichen',
      name: 'Meinen Namen entfernen',
      contact: 'Mir nicht mehr schreiben',
      dialogue: 'Das Gespräch entfernen',
    },
    nothingAllowed: 'Zurzeit erlauben Sie nichts.',
    all: 'Alles löschen',
    allHint: 'Seite und Text sind weg. Das lässt sich nicht rückgängig machen.',
    withdrawn: 'Erledigt: Es gilt ab jetzt. Kopien, die für das Tempo gehalten werden, leeren sich von selbst.',
    change: 'Neu schreiben',
    send: 'Neuen Text absenden',
    changed: 'Erhalten: Es wartet wieder auf eine Entscheidung.',
    another: 'Ein anderer Code',
  },
};
