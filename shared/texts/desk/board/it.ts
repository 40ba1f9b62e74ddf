/** Every text of the supervisors' board, in Italian: this one defines what the other languages must have. */
export const it = {
  nav: 'Quadro',
  title: 'Quadro dello sportello',
  lead: 'Che cosa aspetta adesso, per corsia e per gruppo di lavoro. Ogni numero porta alle richieste che conta.',
  hours: {
    open: (until: string | undefined) =>
      until === undefined ? 'Il servizio è aperto.' : `Il servizio è aperto fino a ${until}.`,
    closed: (from: string | undefined) =>
      from === undefined ? 'Il servizio è chiuso.' : `Il servizio è chiuso, apre ${from}.`,
  },
  people: (present: number, onBreak: number, known: number) =>
    `Presenti ${present}, in pausa ${onBreak}, di ${known} che lavorano a questo sportello.`,
  more: (lanes: string) =>
    `Di queste corsie si guardano le prime mille richieste in scadenza, ce ne sono altre: ${lanes}. I loro numeri sono il minimo.`,
  atLeast: (count: number) => `almeno ${count}`,
  tables: { lane: 'Per corsia', group: 'Per gruppo di esperti', shift: 'Per turno', colleague: 'Per persona' },
  columns: {
    line: { lane: 'Corsia', group: 'Gruppo', shift: 'Turno', colleague: 'Persona' },
    waiting: 'Aspettano noi',
    free: 'Di nessuno',
    overdue: 'In ritardo',
    others: 'Aspettano altri',
    oldest: 'La più vecchia aspetta da',
    people: 'Presenti',
  },
  peopleOf: (present: number, people: number) => `${present} di ${people}`,
  noOldest: 'nessuna',
  noLines: 'Nessuno.',
  outOfShift: 'Fuori turno',
  behind: (what: string, line: string, count: string) =>
    `${count}, ${what.toLowerCase()}, ${line}: mostra le richieste`,
  chart: 'Quante aspettano noi, per corsia',
  chartHint: 'Gli stessi numeri sono nella tabella «Per corsia».',
  small: (names: string) =>
    `Gruppi e turni con meno di tre persone non hanno numeri, perché sarebbero di una persona sola: ${names}.`,
  noAgreement:
    'I numeri di una persona sola non si vedono: la legge (L. 300/1970, art. 4) chiede un accordo sindacale, e questo servizio non ne indica uno.',
  agreement: (act: string, day: string) => `I numeri per persona si vedono in base a: ${act}, ${day}.`,
  showColleagues: 'Mostra anche per persona',
  hideColleagues: 'Nascondi i numeri per persona',
  back: 'Torna al quadro',
  list: (what: string, line: string) => `${line}: ${what.toLowerCase()}`,
  counted: (count: number, shown: number) =>
    count === shown ? `Richieste: ${count}.` : `Richieste: ${count}. Qui sono le prime ${shown} in scadenza.`,
  listMore: 'Ce ne sono altre che non sono state contate.',
  none: 'Nessuna richiesta.',
  move: {
    choose: 'Scegli le richieste da spostare',
    title: (count: number) => (count === 1 ? 'Sposta 1 richiesta' : `Sposta ${count} richieste`),
    hint: 'Un pericolo per la vita non si sposta insieme ad altre: apri la richiesta e dalla a una persona presente.',
    to: 'Dove',
    toList: 'Di nuovo nell’elenco, di nessuno',
    toLane: (lane: string) => `Nella corsia ${lane}, di nessuno`,
    toColleague: (name: string, isThere: boolean) => `${name} · ${isThere ? 'presente' : 'non c’è'}`,
    reason: 'Perché',
    lackingTo: 'Scegli dove.',
    lackingReason: 'Scrivi perché le sposti: resta nella storia di ogni richiesta.',
    preview: 'Mostra che cosa succede',
    previewTitle: 'Che cosa succede',
    would: (count: number) => (count === 1 ? '1 richiesta si sposta.' : `${count} richieste si spostano.`),
    confirm: (count: number) => (count === 1 ? 'Sposta la richiesta' : `Sposta le ${count} richieste`),
    change: 'Cambia la scelta',
    done: (count: number) => (count === 1 ? 'Spostata 1 richiesta.' : `Spostate ${count} richieste.`),
    skipped: (count: number) => (count === 1 ? '1 resta dov’è:' : `${count} restano dove sono:`),
    skips: {
      changed: 'è cambiata dopo che l’hai vista',
      closed: 'è chiusa',
      danger: 'pericolo per la vita: va a una persona presente',
      same: 'è già lì',
      refused: 'il suo stato non lo permette',
    },
  },
  proposal: {
    link: 'Proponi come riequilibrare',
    title: 'Come si potrebbe riequilibrare',
    lead: 'Le richieste di chi non c’è, e quelle date e non iniziate di chi ne ha di più, a chi è presente e ha la corsia, la lingua e la competenza. I pericoli per la vita non ci sono: li passa una persona. Non succede nulla finché non confermi.',
    none: 'Non c’è nulla da riequilibrare.',
    table: 'Spostamenti proposti',
    columns: { take: 'Sì', case: 'Richiesta', from: 'Da', to: 'A', because: 'Perché' },
    take: (code: string) => `Sposta la richiesta ${code}`,
    because: { away: 'chi ce l’ha non c’è', load: 'chi ce l’ha ne ha di più' },
  },
};
