/** The words that every page has on which somebody of the staff answers what they were sent. */
export type AnswerTexts = {
  title: string;
  lead: (service: string) => string;
  button: string;
  hint: string;
  thanks: string;
  taken: (name: string, at: string) => string;
  unknownTitle: string;
  unknown: string;
};
