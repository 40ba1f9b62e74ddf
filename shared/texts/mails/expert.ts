// Mails to groups of experts are in Italian, as those among administrations are.

/** What a group of experts is mailed about a question that was forwarded to it. */
export const expertTexts = {
  asked: (service: string) => `${service}: una domanda per il vostro gruppo`,
  late: (service: string) => `${service}: una domanda al vostro gruppo è in ritardo`,
  lead: (service: string, group: string) => `${service} ha inoltrato una domanda a: ${group}.`,
  lateLead: (service: string, group: string) =>
    `La domanda che ${service} ha inoltrato a ${group} non ha ancora la vostra risposta.`,
  term: (dueAt: string) => `La risposta è attesa per: ${dueAt}.`,
  open: 'La domanda si legge e si risponde nella console, dopo l’accesso:',
  notByMail: 'Una risposta a questo messaggio non arriva nella richiesta.',
};
