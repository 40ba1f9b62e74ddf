import type { Advice } from '../../contracts/contact.ts';
import type { DangerKind } from '../../contracts/danger.ts';
import type { Language, Translated } from '../../contracts/text.ts';

/**
 * A line that helps with one kind of danger, as far as it was checked: the administration confirms it before it goes
 * live.
 */
export type HelpLine = { number: string; name: Translated; source: string; checkedOn: string };

const checkedOn = '2026-11-28';

/** The lines, by a word of ours. None takes the place of 112, which stands before all of them everywhere. */
export const helpLines = {
  deaf: {
    number: '800 800 112',
    name: {
      it: 'Emergenze per persone sorde (anche app 112Sordi)',
      en: 'Emergencies for deaf people (app 112Sordi too)',
      de: 'Notruf für gehörlose Menschen (auch App 112Sordi)',
    },
    source: 'Numero unico 112 per persone sorde, servizio 112Sordi',
    checkedOn,
  },
  violence: {
    number: '1522',
    name: {
      it: 'Antiviolenza e stalking: gratis, 24 ore, anche in chat',
      en: 'Violence and stalking: free, day and night, chat too',
      de: 'Gewalt und Stalking: kostenlos, rund um die Uhr, auch auf Deutsch und im Chat',
    },
    source: '1522, Dipartimento per le pari opportunità (lineaamica.gov.it, 25 November 2024)',
    checkedOn,
  },
  childEmergency: {
    number: '114',
    name: {
      it: 'Emergenza Infanzia: gratis, 24 ore, anche in chat',
      en: 'Children in danger: free, day and night, chat too',
      de: 'Kinder in Gefahr: kostenlos, rund um die Uhr, auch im Chat',
    },
    source: '114 Emergenza Infanzia, Dipartimento per le politiche della famiglia (tg24.sky.it, 23 April 2025)',
    checkedOn,
  },
  forChildren: {
    number: '19696',
    name: {
      it: 'Linea per bambini e ragazzi: gratis, 24 ore',
      en: 'Line for children and young people: free, day and night',
      de: 'Telefon für Kinder und Jugendliche: kostenlos, rund um die Uhr',
    },
    source: '19696, Telefono Azzurro',
    checkedOn,
  },
  missingChild: {
    number: '116000',
    name: {
      it: 'Minori scomparsi: ascolto, 24 ore (non manda soccorsi)',
      en: 'Missing children: advice, day and night (sends no rescue)',
      de: 'Vermisste Kinder: Beratung, rund um die Uhr (schickt keine Rettung)',
    },
    source: '116000, Ministero dell’Interno, gestito da Telefono Azzurro',
    checkedOn,
  },
  listening: {
    number: '02 2327 2327',
    name: {
      it: 'Telefono Amico: ogni giorno dalle 9 alle 24',
      en: 'Telefono Amico, somebody who listens: every day from 9 to 24 (Italian)',
      de: 'Telefono Amico, jemand hört zu: täglich von 9 bis 24 Uhr (Italienisch)',
    },
    source: 'Telefono Amico Italia (agensir.it, 2025)',
    checkedOn,
  },
  crisisSouthTyrol: {
    number: '800 101 800',
    name: {
      it: 'Linea di crisi psicologica dell’Alto Adige: 24 ore',
      en: 'Psychological crisis line of South Tyrol: day and night',
      de: 'Psychologisches Krisentelefon Südtirol: rund um die Uhr',
    },
    source: 'Südtiroler Krisentelefon (stol.it)',
    checkedOn,
  },
  poison: {
    number: '06 6859 3726',
    name: {
      it: 'Centro antiveleni (Bambino Gesù): sempre attivo',
      en: 'Poison centre (Bambino Gesù): always open',
      de: 'Giftnotruf (Bambino Gesù): immer erreichbar',
    },
    source: 'ospedalebambinogesu.it',
    checkedOn,
  },
  poisonGemelli: {
    number: '06 305 4343',
    name: {
      it: 'Centro antiveleni (Gemelli): 24 ore',
      en: 'Poison centre (Gemelli): day and night',
      de: 'Giftnotruf (Gemelli): rund um die Uhr',
    },
    source: 'policlinicogemelli.it',
    checkedOn,
  },
} as const satisfies Record<string, HelpLine>;

/** What to say of a kind of danger: lines beside 112, and what to do meanwhile, the most pressing first. */
export type KindAdvice = {
  lines: readonly HelpLine[];
  todo: Record<Language, readonly string[]>;
  /** Whether receipt and mail may say it too. Who reads along with somebody who is beaten must find nothing there. */
  staysOnPage?: true;
};

/** The advice by kind. Numbers and hours are data with source and date of check: see docs/limits.md. */
export const adviceByKind: Readonly<Record<DangerKind, KindAdvice>> = {
  trapped: {
    lines: [],
    todo: {
      it: [
        'Di’ al 112 il piano e la stanza in cui sei.',
        'Resta fermo, copri naso e bocca, non accendere fiamme.',
        'Batti colpi regolari su un tubo o su un muro: chi cerca ascolta.',
        'Risparmia la batteria del telefono.',
      ],
      en: [
        'Tell 112 which floor and which room you are in.',
        'Stay still, cover nose and mouth, light no flame.',
        'Knock on a pipe or a wall at regular intervals: rescuers listen.',
        'Save your telephone’s battery.',
      ],
      de: [
        'Sagen Sie dem Notruf 112 Stockwerk und Raum.',
        'Bleiben Sie ruhig liegen, bedecken Sie Mund und Nase, machen Sie kein Feuer.',
        'Klopfen Sie regelmäßig an ein Rohr oder eine Wand: Wer sucht, hört zu.',
        'Sparen Sie den Akku des Telefons.',
      ],
    },
  },
  water: {
    lines: [],
    todo: {
      it: [
        'Sali ai piani alti, senza ascensore.',
        'Non scendere in cantina o in garage, nemmeno per l’auto.',
        'Non metterti in auto e non entrare nei sottopassi.',
        'Non toccare prese o apparecchi con mani o piedi bagnati.',
      ],
      en: [
        'Go to the upper floors, not by lift.',
        'Do not go down to the cellar or garage, not even for the car.',
        'Do not drive, and do not enter an underpass.',
        'Do not touch sockets or appliances with wet hands or feet.',
      ],
      de: [
        'Gehen Sie in die oberen Stockwerke, nicht mit dem Aufzug.',
        'Gehen Sie nicht in Keller oder Garage, auch nicht wegen des Autos.',
        'Fahren Sie nicht mit dem Auto und betreten Sie keine Unterführung.',
        'Berühren Sie nichts Elektrisches mit nassen Händen oder Füßen.',
      ],
    },
  },
  fire: {
    lines: [],
    todo: {
      it: [
        'Se la via è libera esci e chiudi la porta dietro di te.',
        'Se c’è fumo sulle scale resta dentro: chiudi la porta, metti panni bagnati sotto, vai alla finestra e fatti vedere.',
        'Stai basso: vicino al pavimento si respira meglio.',
        'Non usare l’ascensore e non tornare indietro.',
      ],
      en: [
        'If the way is clear, get out and shut the door behind you.',
        'If there is smoke on the stairs stay in: shut the door, put wet cloths along it, go to a window and be seen.',
        'Stay low: the air is better near the floor.',
        'Do not use the lift and do not go back in.',
      ],
      de: [
        'Ist der Weg frei, gehen Sie hinaus und schließen Sie die Tür hinter sich.',
        'Ist Rauch im Treppenhaus, bleiben Sie drinnen: Tür zu, nasse Tücher davor, ans Fenster, machen Sie sich bemerkbar.',
        'Bleiben Sie unten: Am Boden ist die Luft besser.',
        'Benutzen Sie nicht den Aufzug und kehren Sie nicht um.',
      ],
    },
  },
  gas: {
    lines: [],
    todo: {
      it: [
        'Esci subito e porta fuori gli altri: chiama da fuori.',
        'Aprendo, lascia spalancate porte e finestre.',
        'Non toccare interruttori, campanelli, fiamme o spine.',
        'Mal di testa, nausea e sonno con una stufa o una caldaia accesa possono essere monossido: esci anche se non senti odore.',
      ],
      en: [
        'Get out at once with the others, and call from outside.',
        'Leave doors and windows wide open on your way.',
        'Do not touch switches, bells, flames or plugs.',
        'Headache, sickness and drowsiness with a stove or boiler on may be carbon monoxide: get out even if you smell nothing.',
      ],
      de: [
        'Gehen Sie sofort mit allen anderen hinaus und rufen Sie von draußen an.',
        'Lassen Sie Türen und Fenster auf dem Weg weit offen.',
        'Berühren Sie keine Schalter, Klingeln, Flammen oder Stecker.',
        'Kopfschmerzen, Übelkeit und Müdigkeit bei laufendem Ofen oder Kessel können Kohlenmonoxid sein: Gehen Sie hinaus, auch wenn Sie nichts riechen.',
      ],
    },
  },
  medical: {
    lines: [helpLines.poison, helpLines.poisonGemelli],
    todo: {
      it: [
        'Resta con la persona e apri la porta a chi arriva.',
        'Se non respira dillo subito: chi risponde ti guida nel massaggio cardiaco.',
        'Farmaci, veleni, funghi: non far vomitare; se la persona è sveglia puoi chiamare anche un centro antiveleni.',
      ],
      en: [
        'Stay with the person and unlock the door for whoever comes.',
        'If there is no breathing say so at once: whoever answers guides you through chest compressions.',
        'Medicines, poison, mushrooms: do not make the person vomit; if awake, a poison centre can be called too.',
      ],
      de: [
        'Bleiben Sie bei der Person und schließen Sie die Tür für die Helfer auf.',
        'Atmet sie nicht, sagen Sie es sofort: Am Telefon leitet man Sie zur Herzmassage an.',
        'Medikamente, Gift, Pilze: kein Erbrechen auslösen; ist die Person wach, hilft auch ein Giftnotruf.',
      ],
    },
  },
  violence: {
    lines: [helpLines.violence],
    staysOnPage: true,
    todo: {
      it: [
        'Se il pericolo è adesso, chiama il 112. Se non puoi parlare, l’app 112 Where Are U ha la chiamata muta e la chat.',
        'Se puoi, vai in una stanza con un’uscita, lontano da cucina e bagno.',
        'Scrivi solo se chi ti fa paura non può leggere: ricevuta ed e-mail non dicono di che cosa hai scritto.',
      ],
      en: [
        'If you are in danger now, call 112. If you cannot speak, the app 112 Where Are U has a silent call and chat.',
        'If you can, go to a room with a way out, away from kitchen and bathroom.',
        'Write only if whoever frightens you cannot read it: receipt and e-mail do not say what you wrote about.',
      ],
      de: [
        'Sind Sie jetzt in Gefahr, rufen Sie 112. Können Sie nicht sprechen: Die App 112 Where Are U hat stillen Anruf und Chat.',
        'Wenn möglich, gehen Sie in einen Raum mit Ausgang, nicht in Küche oder Bad.',
        'Schreiben Sie nur, wenn niemand mitliest, der Ihnen Angst macht: Beleg und E-Mail sagen nicht, worum es geht.',
      ],
    },
  },
  suicide: {
    lines: [helpLines.listening, helpLines.crisisSouthTyrol],
    todo: {
      it: [
        'Se pensi di farti del male adesso, chiama il 112 o il 118: rispondono sempre.',
        'Resta vicino a qualcuno, o chiedi a qualcuno di venire; allontanati da ciò che può farti male.',
        'Se temi per un’altra persona, parlale apertamente e non lasciarla sola.',
      ],
      en: [
        'If you think of harming yourself now, call 112 or 118: they always answer.',
        'Stay close to somebody, or ask somebody to come; move away from what could harm you.',
        'If you fear for somebody else, speak openly and do not leave them alone.',
      ],
      de: [
        'Denken Sie daran, sich jetzt etwas anzutun, rufen Sie 112 oder 118: Dort antwortet immer jemand.',
        'Bleiben Sie bei jemandem oder bitten Sie jemanden zu kommen; entfernen Sie sich von allem, was Sie verletzen kann.',
        'Sorgen Sie sich um einen anderen Menschen, sprechen Sie offen mit ihm und lassen Sie ihn nicht allein.',
      ],
    },
  },
  child: {
    lines: [helpLines.childEmergency, helpLines.forChildren],
    todo: {
      it: [
        'Di’ al 112 dove si trova il bambino e quanti anni ha.',
        'Se sei un bambino o una bambina: chiama il 112, è gratis e non devi avere il permesso. Di’ il tuo nome e dove sei.',
        'Un bambino chiuso in auto: chiama il 112 anche se sembra che dorma.',
      ],
      en: [
        'Tell 112 where the child is and how old.',
        'If you are a child: call 112, it is free and you need nobody’s permission. Say your name and where you are.',
        'A child locked in a car: call 112 even if it seems to be asleep.',
      ],
      de: [
        'Sagen Sie dem Notruf 112, wo das Kind ist und wie alt.',
        'Bist du ein Kind: Ruf 112 an, das ist kostenlos und du brauchst keine Erlaubnis. Sag deinen Namen und wo du bist.',
        'Ein Kind im verschlossenen Auto: Rufen Sie 112, auch wenn es zu schlafen scheint.',
      ],
    },
  },
  missing: {
    lines: [helpLines.missingChild],
    todo: {
      it: [
        'Non aspettare: chiama subito, anche se sono passate poche ore.',
        'Tieni pronti una foto, come è vestita la persona e dove è stata vista l’ultima volta.',
        'Lascia libero il telefono e qualcuno a casa.',
      ],
      en: [
        'Do not wait: call now, even after a few hours.',
        'Have ready a photograph, what the person wears and where they were last seen.',
        'Keep the telephone free and somebody at home.',
      ],
      de: [
        'Warten Sie nicht: Rufen Sie sofort an, auch nach wenigen Stunden.',
        'Halten Sie ein Foto bereit, wie die Person gekleidet ist und wo sie zuletzt gesehen wurde.',
        'Halten Sie das Telefon frei und lassen Sie jemanden zu Hause.',
      ],
    },
  },
  other: {
    lines: [],
    todo: {
      it: ['Di’ al 112 dove sei: via, numero, piano, Comune.'],
      en: ['Tell 112 where you are: street, number, floor, town.'],
      de: ['Sagen Sie dem Notruf 112, wo Sie sind: Straße, Nummer, Stockwerk, Gemeinde.'],
    },
  },
};

/**
 * What is told at once about a danger of one kind: `callNow` in words, the service's emergency numbers before all
 * lines.
 */
export function adviceOn(
  kind: DangerKind,
  language: Language,
  callNow: string,
  emergencyNumbers: readonly { number: string }[],
): Advice {
  const { lines, todo } = adviceByKind[kind];
  const helping = lines.map(({ number, name }) => ({ number, name: name[language] }));
  return {
    text: callNow,
    emergencyNumbers: emergencyNumbers.map(({ number }) => number),
    ...(helping.length > 0 ? { helpLines: helping } : {}),
    todo: [...todo[language]],
  };
}

/** Whether of such a danger nothing may be said that stays: who reads along on the phone must find nothing. */
export const tellsNobody = (danger: DangerKind | undefined): boolean =>
  danger !== undefined && adviceByKind[danger].staysOnPage === true;
