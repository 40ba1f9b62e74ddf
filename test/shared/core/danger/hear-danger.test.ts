import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { calmReasons } from '../../../../shared/core/danger/danger.ts';
import { hearDanger } from '../../../../shared/core/danger/hear-danger.ts';
import { partsOf } from '../../../../shared/core/danger/read-lists.ts';
import { lifeFirst } from '../../../../shared/texts/danger/lists.ts';

const dangers = [
  'Sono sotto le macerie in via Roma, aiuto',
  'Mio padre è intrappolato in casa dopo la scossa',
  'Mia madre non respira bene, anzi non riesce a respirare',
  'Non riesco a uscire sono intrappolato in cantina',
  'Non so cosa fare mia figlia sanguina dalla testa',
  'C’è odore di gas in tutto il palazzo',
  'Siamo senza corrente e c’è odore di gas',
  'La casa è in fiamme!',
  'C’è un incendio vicino alle case di Capricchia',
  'L’acqua sta salendo, siamo al primo piano',
  'Siamo sul tetto, l’acqua è entrata ovunque',
  'Un uomo ha avuto un malore, credo un infarto',
  'Il nonno è svenuto e non si sveglia',
  'Non riesco a contattare il 112 e mio fratello è ferito',
  'Il 118 non risponde',
  'Ci sono bambini soli in casa da ieri',
  'Voglio farla finita',
  'Mio marito mi sta picchiando',
  'Mio figlio è disperso da stanotte',
  'Non ho notizie di mia madre dal terremoto',
  'Il muro sta per crollare con la gente sotto',
  'Serve un’ambulanza in piazza',
  'SIAMO IN PERICOLO',
  'Non sappiamo se mio zio è rimasto sotto le macerie',
  'Nessuno risponde al 112',
  'Mandate aiuto, una frana ha travolto la macchina e siamo bloccati in auto',
  'Ho finito l’ossigeno, sono anziana e sola',
  'I am trapped under the rubble',
  'My father is not breathing',
  'We can’t breathe, there is smoke in the house',
  'Our house is on fire',
  'There is a strong smell of gas in the stairs',
  'The water is rising and we are on the roof',
  'My daughter is missing since this morning',
  'I want to kill myself',
  'I cannot reach 112',
  'People are in danger here',
  'She is bleeding badly',
  'Wir sind unter den Trümmern verschüttet',
  'Meine Mutter atmet nicht',
  'Mein Vater hat einen Herzinfarkt',
  'Unser Haus brennt',
  'Im Keller riecht es nach Gas',
  'Das Wasser steigt immer höher',
  'Zwei Verletzte auf der Straße',
  'Mein Kind wird vermisst',
  'Wir sind in Gefahr, bitte schnell',
  'Ich will nicht mehr leben',
  'Der Notruf ist nicht erreichbar',
  'Mi voglio uccidere',
  'Mi ammazzo stasera',
  'Non ce la faccio più a vivere',
  'Mi butto dal balcone',
  'Mio fratello vuole buttarsi dal ponte',
  'Ha detto che mi ammazza',
  'Mio marito vuole ammazzare i bambini',
  'Mia figlia ha ingoiato una pila',
  'Ha preso troppe pastiglie e non risponde',
  'Mi sono tagliata le vene',
  'Ho paura che mi faccia del male',
  'Sarebbe meglio morta',
  'I don’t want to live anymore',
  'She took all her pills',
  'He is going to jump off the bridge',
  'I cut my wrists',
  'He says he will hurt himself',
  'Ich bringe mich um',
  'Sie hat Tabletten geschluckt',
  'Er will von der Brücke springen',
  'Ich habe Angst, dass er sich etwas antut',
];

const calm = [
  'Non siamo in pericolo, vorremmo solo sapere quando riapre la strada',
  'Per fortuna nessun ferito',
  'Non ci sono feriti',
  'Nessuno è rimasto intrappolato',
  'Frazione danneggiata con case inagibili ma senza crollo né feriti',
  'Siamo fuori pericolo',
  'Vorrei iscrivermi al corso antincendio',
  'Come posso donare il sangue?',
  'Che cosa fare in caso di incendio?',
  'Come comportarsi se si sente odore di gas?',
  'Mio padre ha avuto un ictus due anni fa: a quali aiuti ha diritto?',
  'Campagna contro gli incendi boschivi: quando parte?',
  'Servono tende, coperte e coltelli da cucina',
  'Offro il mio furgone per portare viveri',
  'Quando verranno rimosse le macerie dalla via?',
  'Cresco mio figlio da sola, quali bonus ci sono?',
  'Ci saranno altre scosse?',
  'La bolletta del gas è troppo alta',
  'Nemmeno un ferito, grazie a Dio',
  'Quando scade la domanda per il bonus bebè?',
  'La strada è bloccata da una frana, quando riapre?',
  'We are not in danger, we only need information',
  'Nobody was injured',
  'No one is trapped',
  'What should people do if there is a fire?',
  'I would like to join a fire safety course',
  'A document is missing from my application',
  'Es gibt keine Verletzten',
  'Niemand wurde verletzt',
  'Wir sind nicht in Gefahr',
  'Ich suche einen Kurs zum Brandschutz',
  'Ich erziehe mein Kind allein, welche Beiträge gibt es?',
  'Mein Vater hatte vor zwei Jahren einen Schlaganfall, wer hilft bei der Pflege?',
  'Wann öffnet die Straße wieder?',
  'Il caldo ci uccide, quando aprono i centri per gli anziani?',
  'Come si previene il suicidio tra i ragazzi?',
  'Non voglio più vivere in questa casa umida',
  'Mio padre è morto a marzo, quali pratiche servono?',
  'I do not want to live in this house any more',
  'Has anybody jumped the queue?',
  'Ich will nicht aus dem Fenster auf die Baustelle sehen',
];

const levelOf = (text: string) => hearDanger(text, lifeFirst).level;

describe('danger to life', () => {
  test.each(dangers)('goes to the urgent lane: %s', (sentence) => {
    expect(levelOf(sentence)).toBe('lane');
  });

  test.each(calm)('does not go to the urgent lane: %s', (sentence) => {
    expect(levelOf(sentence)).not.toBe('lane');
  });

  test('is heard after a sentence that denies it', () => {
    expect(levelOf('Noi non siamo in pericolo. Ma il vicino è sotto le macerie.')).toBe('lane');
  });

  test('is not denied over a verb of its own', () => {
    expect(levelOf('non posso aspettare la casa brucia')).toBe('lane');
    expect(levelOf('la casa non brucia')).toBe('none');
  });

  test('has a kind, the sentence and the line that heard it', () => {
    expect(hearDanger('Buongiorno. Mio marito mi picchia ancora! Grazie.', lifeFirst)).toEqual({
      level: 'lane',
      kind: 'violence',
      evidence: 'Mio marito mi picchia ancora',
      rule: expect.stringMatching(/^it\/violence\/lane\/\d+$/),
    });
  });

  test('is advised of, not more, where somebody asks what one should do', () => {
    expect(levelOf('Cosa si deve fare se si sente odore di gas?')).toBe('advice');
    expect(levelOf('What should I do if I smell gas?')).toBe('advice');
    expect(levelOf('Was soll ich tun, wenn es nach Gas riecht?')).toBe('advice');
  });

  test('stays in the urgent lane where who asks speaks of their own', () => {
    expect(levelOf('what to do if my baby is not breathing help')).toBe('lane');
    expect(levelOf('come ci si comporta con mio padre che non respira')).toBe('lane');
    expect(levelOf('was macht man mein kind atmet nicht mehr')).toBe('lane');
  });

  test('is judged of any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 4000 }), (text) => {
        expect(['none', 'advice', 'lane']).toContain(levelOf(text));
      }),
    );
  });

  test.each(calmReasons.filter((reason) => reason !== 'figures' && reason !== 'asks'))(
    'is not silenced by a calm phrase beside it in one sentence: %s',
    (reason) => {
      const silenced = lifeFirst.it.calm[reason].flatMap((line) => {
        const { example } = partsOf(line);
        const around = example.replace(/[.!?]+/g, '');
        return [`${around}, mio padre non respira`, `Mio padre non respira più, ${around}`].filter(
          (text) => levelOf(text) === 'none',
        );
      });
      expect(silenced).toEqual([]);
    },
  );
});
