import { describe, expect, test } from '@jest/globals';
import { readAnswerTemplates } from '../../../cdk/house/answer-templates.ts';
import { certifiedMail, letterPage } from '../../../functions/desk/rules/answer-on-paper.ts';
import type { CaseRead } from '../../../functions/desk/rules/case-view.ts';
import { factsForTemplates } from '../../../functions/desk/rules/template-facts.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import { templatesFor } from '../../../shared/core/answer-template.ts';
import type { KnownCase } from '../../../shared/core/cases/case.ts';
import { caseOf } from '../../../shared/core/cases/evolve.ts';
import { caseOpened, code, contactReceived } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { at, carla, first } from '../../fixtures/given-case.ts';

const assigned = (number: number): CaseEvent => ({
  type: 'ProtocolAssigned',
  contact: code,
  year: 2026,
  number,
  assignedAt: at,
});
const given = (...events: CaseEvent[]) => ({
  code,
  state: caseOf([{ at, events: [caseOpened(), contactReceived(), ...events] }]) as KnownCase,
  answer: { answer: first, at, text: 'Sì,\nil <piano>.\n\n\n È in Comune. ' },
  definition: protezioneCivile,
  files: [] as string[],
  day: '2026-09-14',
});
const addressee = { name: 'Ada & Figli', address: ' ', municipality: 'Accumoli' };

describe('a letter', () => {
  test('says from whom, to whom, on which day, what, and under which code, in lines and paragraphs', () => {
    const page = letterPage({ ...given(), addressee });
    expect(page).toContain('<html lang="it">');
    expect(page).toContain(
      '<header><strong>Presidenza del Consiglio dei Ministri – Dipartimento della Protezione Civile</strong>' +
        '<br>Contact Center della Protezione Civile</header>',
    );
    expect(page).toContain('<div class="to">Ada &#38; Figli<br>Accumoli</div>');
    expect(page).toContain('<p>lunedì 14 settembre 2026</p>');
    expect(page).toContain(`<p class="references">Codice della richiesta: ${code}</p>`);
    expect(page).toContain('<p>Sì,<br>il &#60;piano&#62;.</p>\n<p>È in Comune.</p>\n</main>');
    expect(page).toContain('Per rispondere indichi il codice.<br>Numero verde: 800 840 840<br>Dall’estero: 0039 06');
    expect(letterPage({ ...given(), addressee: { name: `"D'Amico"` } })).toContain('&#34;D&#39;Amico&#34;');
  });

  test('names the last protocol number that holds', () => {
    const cancelled: CaseEvent = { type: 'ProtocolCancelled', ...carla, year: 2026, number: 3, reason: 'twice' };
    const page = letterPage({ ...given(assigned(1), assigned(2), assigned(3), cancelled), addressee });
    expect(page).toContain(`In risposta al protocollo: 2026-0000002<br>Codice della richiesta: ${code}</p>`);
  });
});

test.each([
  ['it', 'Codice della richiesta', 'Protocollo', 'In risposta al protocollo', 'Per rispondere indichi il codice.'],
  ['en', 'Code of the request', 'Protocol', 'In answer to protocol', 'Please name the code in your reply.'],
  ['de', 'Code der Anfrage', 'Protokoll', 'Antwort auf Protokoll', 'Geben Sie in Ihrer Antwort bitte den Code an.'],
] as const)(
  'a letter in %s says by which numbers it goes, and how to answer it',
  (language, named, protocol, instance, reply) => {
    const of = given(assigned(1));
    const answer = { ...of.answer, protocol: { year: 2026, number: 8 } };
    const page = letterPage({ ...of, answer, state: { ...of.state, language }, addressee });
    expect(page).toContain(
      `<p class="references">${protocol}: 2026-0000008<br>${instance}: 2026-0000001<br>${named}: ${code}</p>`,
    );
    expect(page).toContain(`<footer><p>${reply}<br>`);
    expect(page).toMatch(/<p>(?:lunedì|Monday|Montag)[^<]* 14[^<]* [Ss]e[^<]* 2026<\/p>/);
  },
);

test('a certified mail is from and to whom it says, under the code, with an id that names the answer', () => {
  const { definition, state: _known, ...rest } = given();
  const mail = certifiedMail({ ...given(assigned(7)), to: 'ada@pec.example', from: 'noi@pec.example' });
  expect(mail).toEqual({
    from: { name: definition.mail.fromName, address: 'noi@pec.example' },
    to: 'ada@pec.example',
    subject: `Contact Center della Protezione Civile ${code}`,
    text: `${rest.answer.text}\n\nIn risposta al protocollo: 2026-0000007\nCodice della richiesta: ${code}`,
    html: '',
    messageId: `<${code}.answer-${first}@protezionecivile.example>`,
    headers: { 'Content-Language': 'it' },
  });
});

describe('what templates know of a case', () => {
  const read = {
    code,
    language: 'it',
    receivedAt: '2026-09-11T22:30:00.000Z',
    protocol: [
      { number: '2026-0000001', cancelled: false },
      { number: '2026-0000002', cancelled: false },
      { number: '2026-0000003', cancelled: true },
    ],
    contacts: [{ contact: code, name: ' Ada\n', surname: 'Bianchi', subject: 'Il\n  piano ' }],
    readings: [],
  } as unknown as CaseRead;

  test('is code, service, day in Rome, name and subject on one line, the number that holds, the first phone', () => {
    expect(factsForTemplates(read, protezioneCivile)).toEqual({
      code,
      service: 'Contact Center della Protezione Civile',
      'received-on': '12 settembre 2026',
      name: 'Ada Bianchi',
      subject: 'Il piano',
      'protocol-number': '2026-0000002',
      phone: '800 840 840',
    });
  });

  const folder = new URL('../../../shared/services', import.meta.url).pathname;
  test.each([
    ['it', '2026-09-11T22:30:00.000Z', 'abbiamo letto la sua domanda del 12 settembre 2026. '],
    ['it', '2026-09-08T10:00:00.000Z', 'abbiamo letto la sua domanda dell’8 settembre 2026. '],
    ['it', '2026-10-11T10:00:00.000Z', 'abbiamo letto la sua domanda dell’11 ottobre 2026. '],
    ['it', '2026-12-31T23:30:00.000Z', 'abbiamo letto la sua domanda del 1º gennaio 2027. '],
    ['en', '2026-09-08T10:00:00.000Z', 'We have read your question of 8 September 2026. '],
    ['de', '2026-09-11T22:30:00.000Z', 'wir haben Ihre Frage vom 12. September 2026 gelesen. '],
  ] as const)('names in %s the day of %s in the sentence, with its year', (language, receivedAt, sentence) => {
    const facts = factsForTemplates({ ...read, language, receivedAt }, protezioneCivile);
    const templates = readAnswerTemplates([folder], 'protezione-civile');
    const [information] = templatesFor(templates, { kind: 'information', language, facts });
    expect(information?.text).toContain(sentence);
  });

  test('is less where less is known', () => {
    const bare = {
      ...read,
      protocol: [],
      contacts: [{ contact: code, name: ' ', surname: 'Bianchi' }],
    } as unknown as CaseRead;
    expect(factsForTemplates(bare, { ...protezioneCivile, phones: [] })).toEqual({
      code,
      service: 'Contact Center della Protezione Civile',
      'received-on': '12 settembre 2026',
      name: 'Bianchi',
    });
    const nobody = { ...bare, contacts: [{ contact: code, subject: ' \n' }] } as unknown as CaseRead;
    expect(factsForTemplates(nobody, protezioneCivile)).not.toHaveProperty('name');
    expect(factsForTemplates(nobody, protezioneCivile)).not.toHaveProperty('subject');
  });
});
