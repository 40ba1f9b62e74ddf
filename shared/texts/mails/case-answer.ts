import type { Language } from '../../contracts/text.ts';

/** What a mail with an answer says besides the answer's own words. */
export type CaseAnswerTexts = {
  /** An answer ends what was owed; a correction says that what was written before holds no longer. */
  subject: (service: string, code: string, says: 'answer' | 'message' | 'correction') => string;
  code: string;
  /** Before the outgoing number of an answer to an instance. */
  protocol: string;
  /** Before the address of the page. */
  onPage: string;
  /** The files that the mail carries, by name. */
  files: (names: readonly string[]) => string;
  /** The whole of a mail about a case of which nothing may be told. */
  neutralSubject: (service: string, code: string) => string;
  neutral: string;
};

export const caseAnswerTexts: Record<Language, CaseAnswerTexts> = {
  it: {
    subject: (service, code, says) =>
      ({
        answer: `${service}: risposta alla tua richiesta ${code}`,
        message: `${service}: messaggio sulla tua richiesta ${code}`,
        correction: `${service}: correggiamo quello che ti abbiamo scritto, ${code}`,
      })[says],
    protocol: 'Protocollo della risposta',
    code: 'Codice',
    onPage:
      'Trovi la risposta e tutto ciò che ci siamo scritti anche qui, con il codice e l’e-mail o il telefono che hai indicato:',
    files: (names) => `In allegato: ${names.join(', ')}`,
    neutralSubject: (service, code) => `${service}: ${code}`,
    neutral: 'C’è una novità. La leggi a questo indirizzo, con il codice e l’e-mail o il telefono che hai indicato:',
  },
  en: {
    subject: (service, code, says) =>
      ({
        answer: `${service}: answer to your request ${code}`,
        message: `${service}: message about your request ${code}`,
        correction: `${service}: we correct what we wrote to you, ${code}`,
      })[says],
    protocol: 'Protocol number of the answer',
    code: 'Code',
    onPage:
      'The answer, and all that we have written to each other, is also here, with the code and the e-mail or phone that you gave:',
    files: (names) => `Attached: ${names.join(', ')}`,
    neutralSubject: (service, code) => `${service}: ${code}`,
    neutral: 'There is news. You can read it at this address, with the code and the e-mail or phone that you gave:',
  },
  de: {
    subject: (service, code, says) =>
      ({
        answer: `${service}: Antwort auf Ihre Anfrage ${code}`,
        message: `${service}: Nachricht zu Ihrer Anfrage ${code}`,
        correction: `${service}: Wir berichtigen, was wir Ihnen geschrieben haben, ${code}`,
      })[says],
    protocol: 'Protokollnummer der Antwort',
    code: 'Code',
    onPage:
      'Die Antwort und alles, was wir einander geschrieben haben, steht auch hier, mit dem Code und der E-Mail oder dem Telefon, die Sie angegeben haben:',
    files: (names) => `Anlagen: ${names.join(', ')}`,
    neutralSubject: (service, code) => `${service}: ${code}`,
    neutral:
      'Es gibt etwas Neues. Sie lesen es unter dieser Adresse, mit dem Code und der E-Mail oder dem Telefon, die Sie angegeben haben:',
  },
};
