const months = [
  ...['gennaio', 'febbraio', 'marzo', 'aprile', 'maggio', 'giugno'],
  ...['luglio', 'agosto', 'settembre', 'ottobre', 'novembre', 'dicembre'],
];
/** A month `YYYY-MM` as people say it. */
const said = (month: string): string => `${months[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

/** The mail of the month to editors and to administrations that asked for it; colleagues of an Italian administration. */
export const digestTexts = {
  subject: (service: string, month: string) => `${service}: il mese di ${said(month)}`,
  lead: (month: string) =>
    `Che cosa è stato chiesto, che cosa è rimasto senza risposta e che cosa c’è di nuovo: ${said(month)}.`,
  answered: 'Pagine che hanno risposto allo sportello',
  unanswered: 'Ricerche che non hanno trovato nulla',
  useless: 'Pagine che non sono servite',
  practices: 'Buone pratiche nuove',
  ideas: 'Idee accolte',
  idea: { 'taken-up': 'Accolta', done: 'Realizzata' },
  nothing: 'Niente da dire per questo mese.',
  times: (what: string, count: number) => `${what} (${count})`,
  statistics: 'Le richieste del mese, con i tempi di risposta, sono qui:',
  hidden: 'Quello che hanno fatto meno di cinque persone non si vede.',
};
