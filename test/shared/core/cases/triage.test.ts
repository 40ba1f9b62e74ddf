import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dangerToLife, triage, wordsOf } from '../../../../shared/core/cases/triage.ts';
import { lifeFirst } from '../../../../shared/texts/danger/lists.ts';
import { contact, familyLine, protezioneCivile } from '../../../fixtures/contacts.ts';

describe('danger to life', () => {
  test.each([
    'Aiuto! Mio padre è intrappolato sotto le macerie in via Roma',
    'siamo bloccati sul tetto, l’acqua continua a salire',
    'C’è un incendio nel palazzo e non riusciamo a uscire',
    'sento odore di gas in tutta la casa',
    'Mia figlia non respira',
    'non riesco a contattare il 112, mio marito ha un infarto',
    'Una persona è dispersa da ieri sera dopo la frana',
    'voglio farla finita',
    'perde molto sangue, fate presto',
    'My grandmother is trapped under the rubble',
    'The house is on fire and we cannot get out',
    'he is not breathing',
    'We are on the roof and the water is rising',
    'Mio marito mi vuole uccidere, ho paura',
    'He threatened us and wants to kill me',
    'Mein Mann will mich töten',
    'Meine Mutter ist unter den Trümmern eingeschlossen',
    'Das Haus brennt, wir kommen nicht heraus',
    'Er atmet nicht mehr',
    'Il paese è isolato, non ci sono feriti gravi ma un anziano è svenuto e non si sveglia',
  ])('is heard in: %s', (text) => {
    expect(dangerToLife(text, lifeFirst)).toBe(true);
  });

  test.each([
    'Per fortuna non ci sono feriti e nessuno è intrappolato',
    'Vorrei sapere dove trovo il piano di protezione civile del mio comune',
    'Non siamo in pericolo, chiedo solo informazioni sui contributi',
    'Offro coperte, acqua e un camper per gli sfollati',
    'Come posso donare il sangue?',
    'Vorrei iscrivermi a un corso antincendio boschivo',
    'Nessuno è in pericolo di vita, ma il ponte è chiuso',
    'Quando esce il bando per il volontariato?',
    'Nobody is injured, we only need information about the road',
    'Is it possible to volunteer for the forest fire season?',
    'Es gibt keine Verletzten, die Straße ist gesperrt',
    'Wir sind nicht in Gefahr',
    'A chi posso chiedere il bonus per il terzo figlio?',
  ])('is not heard in: %s', (text) => {
    expect(dangerToLife(text, lifeFirst)).toBe(false);
  });

  test('is heard whatever the case, the accents and the blanks', () => {
    expect(dangerToLife('E’  INTRAPPOLATA   SOTTO LE MACERIE', lifeFirst)).toBe(true);
  });

  test('is judged of any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 4000 }), (text) => {
        expect(typeof dangerToLife(text, lifeFirst)).toBe('boolean');
      }),
    );
  });
});

describe('triage', () => {
  test('puts life first, whatever the kind and the service', () => {
    const message = 'Mio figlio non respira';
    expect(triage({ ...contact, kind: 'help-offer', message }, protezioneCivile, lifeFirst)).toMatchObject({
      lane: 'urgent',
      urgent: true,
    });
    expect(triage({ ...contact, kind: 'story', message }, familyLine, lifeFirst)).toMatchObject({
      lane: 'urgent',
      urgent: true,
    });
  });

  test('never queues offers of help with requests for help', () => {
    const lanes = (kind: 'help-offer' | 'intervention' | 'report') =>
      triage({ ...contact, kind }, protezioneCivile, lifeFirst).lane;
    expect(lanes('help-offer')).not.toBe(lanes('intervention'));
    expect(lanes('help-offer')).not.toBe(lanes('report'));
  });

  test('says when another administration is competent', () => {
    const other = protezioneCivile.categories.find(({ competence }) => competence === 'other');
    expect(triage({ ...contact, category: other?.category }, protezioneCivile, lifeFirst).competence).toBe('other');
    expect(triage(contact, protezioneCivile, lifeFirst).competence).toBe('own');
  });

  test('refuses a kind that the service does not have', () => {
    expect(() => triage({ ...contact, kind: 'story' }, protezioneCivile, lifeFirst)).toThrow('protezione-civile');
  });
});

describe('the danger that goes with a case', () => {
  const calm = 'Vorrei sapere quando riapre la strada.';
  const danger = 'Mio figlio non respira';
  const sorted = (more: object, told?: boolean, heard?: Parameters<typeof triage>[4]) =>
    triage({ ...contact, message: calm, ...more }, protezioneCivile, lifeFirst, told, heard);
  const atDoor = { level: 'lane', kind: 'fire', evidence: 'brucia', rule: 'fire' } as const;

  test('is what the words tell, and nothing where the door has judged that it can wait', () => {
    expect(sorted({ message: danger })).toMatchObject({ urgent: true, danger: { level: 'lane' } });
    expect(sorted({ message: danger }, false)).toMatchObject({
      urgent: false,
      lane: expect.not.stringMatching('urgent'),
    });
    expect(sorted({ message: danger }, false).danger).toBeUndefined();
    expect(sorted({}, true)).toMatchObject({ urgent: true, lane: 'urgent' });
  });

  test('is heard in what a mail quotes or is signed with, where that is what raised it and nothing else did', () => {
    expect(sorted({ quoted: danger }, true).danger?.level).toBe('lane');
    expect(sorted({ signature: danger }, true).danger?.level).toBe('lane');
    expect(sorted({ quoted: danger }).danger?.level).not.toBe('lane');
    expect(sorted({ quoted: danger }, true, atDoor).danger).toEqual(atDoor);
    expect(sorted({}, true, atDoor).danger).toEqual(atDoor);
  });

  test('is looked for in the subject as in a sentence of its own', () => {
    expect(wordsOf({ subject: 'Aiuto', message: 'brucia' })).toBe('Aiuto\n\nbrucia');
    expect([wordsOf({ subject: 'Aiuto' }), wordsOf({ subject: '', message: 'x' }), wordsOf({})]).toEqual([
      'Aiuto',
      'x',
      '',
    ]);
    expect(sorted({ subject: danger })).toMatchObject({ urgent: true });
  });
});
