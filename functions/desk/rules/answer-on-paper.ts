import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { KnownCase } from '../../../shared/core/cases/case.ts';
import type { AnswerOfCase } from '../../../shared/core/cases/desk-facts.ts';
import { numberText } from '../../../shared/core/protocol.ts';
import { readableDay } from '../../../shared/texts/dates.ts';

const words = {
  it: {
    code: 'Codice della richiesta',
    protocol: 'Protocollo',
    instance: 'In risposta al protocollo',
    reply: 'Per rispondere indichi il codice.',
    files: 'Allegati',
  },
  en: {
    code: 'Code of the request',
    protocol: 'Protocol',
    instance: 'In answer to protocol',
    reply: 'Please name the code in your reply.',
    files: 'Enclosed',
  },
  de: {
    code: 'Code der Anfrage',
    protocol: 'Protokoll',
    instance: 'Antwort auf Protokoll',
    reply: 'Geben Sie in Ihrer Antwort bitte den Code an.',
    files: 'Anlagen',
  },
} as const;

/** Whom a letter is for: as far as the citizen or whoever read the paper said so. */
export type Addressee = { name?: string | undefined; address?: string | undefined; municipality?: string | undefined };

type Given = {
  code: string;
  state: KnownCase;
  answer: Pick<AnswerOfCase, 'answer' | 'text' | 'at' | 'protocol'>;
  /** Names of the files that go with it. */
  files: readonly string[];
  definition: PreparedService;
  /** The day on which it is printed, in Rome. */
  day: string;
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (symbol) => `&#${symbol.charCodeAt(0)};`);

/** The number of the instance that is answered: the last one that holds. */
function protocolOf({ protocol }: KnownCase): string | undefined {
  const last = protocol.findLast(({ cancelled }) => !cancelled);
  return last && numberText(last.year, last.number);
}

/** The number of the answer, that of the instance and the code, as far as there are any, each on its line. */
function references({ code, state, answer: { protocol } }: Given): string[] {
  const number = protocolOf(state);
  const texts = words[state.language];
  return [
    ...(protocol === undefined ? [] : [`${texts.protocol}: ${numberText(protocol.year, protocol.number)}`]),
    ...(number === undefined ? [] : [`${texts.instance}: ${number}`]),
    `${texts.code}: ${code}`,
  ];
}

const filesLine = ({ state, files }: Given) => `${words[state.language].files}: ${files.join(', ')}`;

/**
 * The page of a letter, ready to be printed on A4 and folded: whom it is for, the words of the answer, the code. It has
 * no script and asks for nothing from anywhere; of the case it is given no note.
 */
export function letterPage(given: Given & { addressee: Addressee }): string {
  const { state, answer, definition, day, addressee } = given;
  const { language } = state;
  const lines = (all: readonly (string | undefined)[]) =>
    all
      .filter((line) => line !== undefined && line.trim() !== '')
      .map((line) => escaped(line as string))
      .join('<br>');
  const paragraphs = (answer.text ?? '')
    .split(/\n{2,}/)
    .map((text) => `<p>${escaped(text.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('\n');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${escaped(given.code)}</title>
<style>
@page { size: A4; margin: 25mm 20mm; }
body { font: 12pt/1.5 "Titillium Web", "Liberation Sans", Arial, sans-serif; color: #000; max-width: 170mm; margin: 0 auto; }
.to { margin: 20mm 0 10mm 90mm; min-height: 25mm; }
.references { margin: 0 0 10mm; }
p { orphans: 3; widows: 3; }
</style>
</head>
<body>
<header><strong>${escaped(definition.administration[language])}</strong><br>${escaped(definition.name[language])}</header>
<div class="to">${lines([addressee.name, addressee.address, addressee.municipality])}</div>
<p>${escaped(`${readableDay(day, language)} ${day.slice(0, 4)}`)}</p>
<p class="references">${lines(references(given))}</p>
<main>
${paragraphs}${given.files.length === 0 ? '' : `\n<p>${escaped(filesLine(given))}</p>`}
</main>
<footer><p>${escaped(words[language].reply)}<br>${lines(definition.phones.map(({ name, display }) => `${name[language]}: ${display}`))}</p></footer>
</body>
</html>
`;
}

/** A certified mail in words, to be sent by the administration's own provider: SES sends none. */
export function certifiedMail(given: Given & { to: string; from: string }) {
  const { code, state, answer, definition, to, from } = given;
  const { language } = state;
  const domain = definition.mail.from.split('@')[1] ?? 'localhost';
  return {
    from: { name: definition.mail.fromName, address: from },
    to,
    subject: `${definition.name[language]} ${code}`,
    text: [
      answer.text ?? '',
      ...(given.files.length === 0 ? [] : [filesLine(given)]),
      references(given).join('\n'),
    ].join('\n\n'),
    html: '',
    // By it the provider's receipt names the answer.
    messageId: `<${code}.answer-${answer.answer}@${domain}>`,
    headers: { 'Content-Language': language },
  };
}
