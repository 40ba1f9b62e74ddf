import type { Answers } from '../../contracts/content/question.ts';
import type { Language } from '../../contracts/text.ts';
import type { Fault } from '../../core/knowledge/publish-faults.ts';
import { mostPaths, mostQuestions } from '../../core/knowledge/walk-guide.ts';

const unknownAnswer: Record<Language, string> = { it: 'non so', en: 'I do not know', de: 'weiß nicht' };

/** A way of answering in words: `isee = 20000, figli = non so`. */
const told = (path: Answers, language: Language): string =>
  Object.entries(path)
    .map(([question, answer]) => `${question} = ${answer === null ? unknownAnswer[language] : answer}`)
    .join(', ');

type Sentences = { [Name in Fault['fault']]: (fault: Extract<Fault, { fault: Name }>) => string };

const it: Sentences = {
  'no-source': () => 'Manca la fonte: senza una fonte con la data di consultazione resta una bozza.',
  'undated-source': ({ source }) => `La fonte «${source}» non ha la data in cui è stata consultata.`,
  'ends-before-it-begins': () => 'La fine della validità viene prima del suo inizio.',
  'forbidden-words': ({ words }) => `Le parole «${words}» non si pubblicano: solo chi è sul posto può dirlo.`,
  'bare-amount': ({ words }) => `L’importo «${words}» è scritto nel testo: usa un parametro con la sua data di fine.`,
  'amount-without-end': ({ from }) => `L’importo valido dal ${from} non ha una fine: gli importi finiscono con l’anno.`,
  'two-values': ({ from }) => `Per il ${from} ci sono due valori: i periodi non possono sovrapporsi.`,
  unknown: ({ kind, id }) => `Rimanda a «${id}» (${kind}), che non esiste.`,
  'dead-end': ({ path }) =>
    `Vicolo cieco: chi risponde ${told(path, 'it')} non arriva a nulla, e nessuno lo porta avanti.`,
  'never-asked': ({ question }) => `La domanda «${question}» non viene mai fatta.`,
  'never-reached': ({ result }) => `Al risultato «${result}» non arriva nessuno, comunque risponda.`,
  constant: ({ result }) => `Il risultato «${result}» esce sempre: non dipende da nessuna risposta.`,
  contradiction: ({ result, other, path }) =>
    `«${result}» e «${other}» si escludono, ma escono insieme per chi risponde ${told(path, 'it')}.`,
  'too-long': ({ questions, path }) =>
    `Almeno ${questions} domande di fila sono troppe (al massimo ${mostQuestions}): succede a chi risponde ${told(path, 'it')}.`,
  'too-many-paths': () =>
    `I percorsi sono troppi per verificarli tutti (al massimo ${mostPaths}): dividi la guida, o togli soglie.`,
  'asks-later': ({ question, later }) => `«${question}» dipende da «${later}», che viene chiesta dopo.`,
};

const en: Sentences = {
  'no-source': () => 'The source is missing: without a source and the date it was read this stays a draft.',
  'undated-source': ({ source }) => `The source “${source}” does not say when it was read.`,
  'ends-before-it-begins': () => 'Its validity ends before it begins.',
  'forbidden-words': ({ words }) => `The words “${words}” are not published: only people on the spot can know.`,
  'bare-amount': ({ words }) => `The amount “${words}” is written into the text: use a parameter that has an end.`,
  'amount-without-end': ({ from }) => `The amount valid from ${from} has no end: amounts end with their year.`,
  'two-values': ({ from }) => `There are two values for ${from}: their days must not overlap.`,
  unknown: ({ kind, id }) => `It leads to “${id}” (${kind}), which does not exist.`,
  'dead-end': ({ path }) => `Dead end: whoever answers ${told(path, 'en')} reaches nothing, and nobody leads them on.`,
  'never-asked': ({ question }) => `The question “${question}” is asked on no path.`,
  'never-reached': ({ result }) => `The result “${result}” is reached by nobody, whatever they answer.`,
  constant: ({ result }) => `The result “${result}” always holds: it hangs on no answer.`,
  contradiction: ({ result, other, path }) =>
    `“${result}” and “${other}” exclude each other, but both hold for whoever answers ${told(path, 'en')}.`,
  'too-long': ({ questions, path }) =>
    `At least ${questions} questions in a row are too many (${mostQuestions} at most): ${told(path, 'en')}.`,
  'too-many-paths': () =>
    `There are more paths than can be checked (${mostPaths} at most): part the guide, or take out cut points.`,
  'asks-later': ({ question, later }) => `“${question}” hangs on “${later}”, which is asked later.`,
};

const de: Sentences = {
  'no-source': () => 'Die Quelle fehlt: ohne Quelle mit Datum bleibt es ein Entwurf.',
  'undated-source': ({ source }) => `Bei der Quelle „${source}“ fehlt, wann sie gelesen wurde.`,
  'ends-before-it-begins': () => 'Die Gültigkeit endet, bevor sie beginnt.',
  'forbidden-words': ({ words }) => `Die Worte „${words}“ werden nicht veröffentlicht: das weiß nur, wer vor Ort ist.`,
  'bare-amount': ({ words }) => `Der Betrag „${words}“ steht im Text: Nehmen Sie eine Angabe, die ein Ende hat.`,
  'amount-without-end': ({ from }) => `Der Betrag ab ${from} hat kein Ende: Beträge enden mit ihrem Jahr.`,
  'two-values': ({ from }) => `Für den ${from} gibt es zwei Werte: die Zeiträume überschneiden sich.`,
  unknown: ({ kind, id }) => `Es verweist auf „${id}“ (${kind}), das es nicht gibt.`,
  'dead-end': ({ path }) => `Sackgasse: wer ${told(path, 'de')} antwortet, kommt zu nichts, und niemand führt weiter.`,
  'never-asked': ({ question }) => `Die Frage „${question}“ wird auf keinem Weg gestellt.`,
  'never-reached': ({ result }) => `Zum Ergebnis „${result}“ kommt niemand, wie immer die Antworten lauten.`,
  constant: ({ result }) => `Das Ergebnis „${result}“ gilt immer: es hängt von keiner Antwort ab.`,
  contradiction: ({ result, other, path }) =>
    `„${result}“ und „${other}“ schließen einander aus, gelten aber beide bei ${told(path, 'de')}.`,
  'too-long': ({ questions, path }) =>
    `Mindestens ${questions} Fragen hintereinander sind zu viele (höchstens ${mostQuestions}): ${told(path, 'de')}.`,
  'too-many-paths': () =>
    `Es gibt mehr Wege als prüfbar (höchstens ${mostPaths}): Teilen Sie den Leitfaden, oder entfernen Sie Grenzwerte.`,
  'asks-later': ({ question, later }) => `„${question}“ hängt von „${later}“ ab, das später gefragt wird.`,
};

const sentences: Record<Language, Sentences> = { it, en, de };

/** Why something is not published, in a sentence that names what to mend. */
export const faultSentence = (fault: Fault, language: Language): string =>
  (sentences[language][fault.fault] as (given: Fault) => string)(fault);
