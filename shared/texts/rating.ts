import type { clarities } from '../contracts/case-status.ts';
import type { Language } from '../contracts/text.ts';

export type RatingTexts = {
  title: string;
  lead: (until: string) => string;
  thanks: string;
  clear: string;
  clarities: Record<(typeof clarities)[number], string>;
  stars: string;
  starNames: readonly string[];
  send: string;
  /** In the mail with an answer, after the address of the page. */
  inMail: string;
};

/** What citizens are asked of an answer that they got. */
export const ratingTexts: Record<Language, RatingTexts> = {
  it: {
    title: 'Com’è stata la risposta?',
    lead: (until) =>
      `Rispondere è libero e non cambia niente della tua richiesta. I giudizi si contano insieme, senza nomi. Puoi cambiare idea fino al ${until}.`,
    thanks: 'Grazie: il tuo giudizio è registrato.',
    clear: 'La risposta era chiara?',
    clarities: { yes: 'Sì', partly: 'In parte', no: 'No' },
    stars: 'Quanto sei soddisfatto?',
    starNames: [
      '1 stella: per niente',
      '2 stelle: poco',
      '3 stelle: abbastanza',
      '4 stelle: molto',
      '5 stelle: del tutto',
    ],
    send: 'Invia il giudizio',
    inMail: 'Dalla stessa pagina puoi dirci se la risposta era chiara e quanto sei soddisfatto: basta il codice.',
  },
  en: {
    title: 'How was the answer?',
    lead: (until) =>
      `You are free to say, and it changes nothing of your request. What people say is counted together, without names. You can change your mind until ${until}.`,
    thanks: 'Thank you: what you said is kept.',
    clear: 'Was the answer clear?',
    clarities: { yes: 'Yes', partly: 'In part', no: 'No' },
    stars: 'How content are you?',
    starNames: ['1 star: not at all', '2 stars: little', '3 stars: fairly', '4 stars: much', '5 stars: fully'],
    send: 'Send',
    inMail:
      'On the same page you can tell us whether the answer was clear and how content you are: the code is enough.',
  },
  de: {
    title: 'Wie war die Antwort?',
    lead: (until) =>
      `Die Bewertung ist freiwillig und ändert nichts an Ihrer Anfrage. Gezählt wird alles zusammen, ohne Namen. Sie können sie bis ${until} ändern.`,
    thanks: 'Danke: Ihre Bewertung ist gespeichert.',
    clear: 'War die Antwort klar?',
    clarities: { yes: 'Ja', partly: 'Zum Teil', no: 'Nein' },
    stars: 'Wie zufrieden sind Sie?',
    starNames: ['1 Stern: gar nicht', '2 Sterne: wenig', '3 Sterne: ziemlich', '4 Sterne: sehr', '5 Sterne: völlig'],
    send: 'Bewertung senden',
    inMail:
      'Auf derselben Seite können Sie uns sagen, ob die Antwort klar war und wie zufrieden Sie sind: Der Code genügt.',
  },
};
