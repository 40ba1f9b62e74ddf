// Mails to supervisors are in Italian, as those to groups of experts are.

/** What supervisors are mailed about an answer of the reserve that waits for them. */
export const heldTexts = {
  subject: (service: string) => `${service}: una risposta della riserva attende di essere letta`,
  lead: (service: string) =>
    `Una risposta che la riserva di ${service} ha preparato attende che un supervisore la legga: fino ad allora non parte.`,
  open: 'Si leggono tutte, e si lasciano partire o si rimandano, nella console, dopo l’accesso:',
  paced: (most: number) =>
    `In un’ora arrivano al massimo ${most} di questi messaggi, anche se le risposte che attendono sono di più.`,
};
