import { describe, expect, test } from '@jest/globals';
import type { LedgerEvent } from '../../../../shared/contracts/declaration.ts';
import type { HandOver } from '../../../../shared/contracts/hand-over.ts';
import type { Proposal } from '../../../../shared/contracts/proposal.ts';
import type { Duty } from '../../../../shared/core/posture/call-out.ts';
import { openPoints } from '../../../../shared/core/posture/open-points.ts';
import { shiftMail } from '../../../../shared/texts/mails/staff-mail.ts';
import { protezioneCivile } from '../../../fixtures/contacts.ts';

/** Saturday 12 September 2026, 20:00 in Rome: the night shift begins. */
const evening = '2026-09-12T18:00:00.000Z';
const day: Duty = { name: 'Ada', email: 'ada@example.org', shift: 'day' };
const night: Duty = { name: 'Carla', email: 'carla@example.org', shift: 'night' };

const flood = {
  type: 'Declared',
  declaration: 'd1',
  at: '2026-09-12T08:00:00.000Z',
  by: { subject: 'anna', name: 'Anna Bianchi' },
  reason: 'Piena del Reno',
  area: { kind: 'zones', zones: ['Emil-B1'] },
  level: 'emergency',
  hours: 'extended',
  notice: { it: 'Avviso', en: 'Notice', de: 'Hinweis' },
  endsAt: '2026-09-13T08:00:00.000Z',
} as LedgerEvent;
const proposal = (id: string, more: Partial<Proposal>): Proposal =>
  ({
    id,
    level: 'alert',
    area: { kind: 'zones', zones: ['Ligu-A'] },
    asks: true,
    proposedAt: evening,
    ...more,
  }) as Proposal;
const note = (at: string): HandOver => ({
  text: 'Piena in calo.',
  posture: 'ordinary',
  at,
  by: { subject: 'anna', name: 'Anna Bianchi' },
});
const points = (more: Partial<Parameters<typeof openPoints>[0]> = {}) =>
  openPoints({ events: [], proposals: [], notes: [], now: evening, ...more });

describe('the open points of a change of shift', () => {
  test('are what is declared then, and no more what has ended', () => {
    expect(points({ events: [flood] })).toMatchObject({ level: 'emergency', declarations: [{ declaration: 'd1' }] });
    expect(points({ events: [flood], now: '2026-09-13T18:00:00.000Z' }).declarations).toEqual([]);
  });

  test('are the proposals that wait, the newest first, and not those decided or closed', () => {
    const proposals = [
      proposal('decided', { asks: false }),
      proposal('old', { proposedAt: '2026-09-12T10:00:00.000Z' }),
      proposal('new', {}),
      proposal('expired', { closedAt: evening }),
    ];
    expect(points({ proposals }).proposals.map(({ id }) => id)).toEqual(['new', 'old']);
  });

  test.each([
    ['a note of the shift that ends', '2026-09-12T17:45:00.000Z', true],
    ['its first minute', '2026-09-12T06:00:00.000Z', true],
    ['the note of the shift before', '2026-09-12T05:59:00.000Z', false],
    ['the note of the same shift yesterday', '2026-09-11T17:45:00.000Z', false],
  ])('know %s: %s', (_what, at, counts) => {
    expect(points({ notes: [note(at)] }).note !== undefined).toBe(counts);
  });

  test('know a note from the first hour of the night in which summer time ends', () => {
    const morning = '2026-10-25T07:00:00.000Z';
    expect(points({ now: morning, notes: [note('2026-10-24T18:30:00.000Z')] }).note).toBeDefined();
  });
});

describe('the mail at a change of shift', () => {
  const facts = (given: Parameters<typeof points>[0]) => ({
    points: points(given),
    at: evening,
    consoleAddress: 'https://sportello.example.org/console/',
  });
  const open = { events: [flood], proposals: [proposal('new', {})] };

  test('tells whoever comes what is declared, until when, and what waits for a decision', () => {
    const mail = shiftMail(facts({ ...open, notes: [note('2026-09-12T17:45:00.000Z')] }), night, protezioneCivile);
    expect(mail.to).toBe('carla@example.org');
    expect(mail.subject).toBe('Contact Center della Protezione Civile: cambio turno, stato emergenza');
    expect(mail.text).toContain('Carla, comincia il tuo turno.');
    expect(mail.text).toContain('Emergenza – Emilia-Romagna');
    expect(mail.text).toContain('fino a domenica 13 settembre 2026');
    expect(mail.text).toContain('Proposte che attendono una decisione: 1');
    expect(mail.text).toContain('Allerta – Liguria');
    expect(mail.text).toContain('Le consegne le ha lasciate Anna Bianchi');
    expect(mail.text).toContain('Emergency – Emilia-Romagna');
    expect(mail.text).not.toContain('Piena in calo');
  });

  test('asks whoever goes for the note that is missing, and tells whoever comes that there is none', () => {
    const goes = shiftMail(facts(open), day, protezioneCivile);
    expect(goes.text).toContain('Ada, il tuo turno finisce.');
    expect(goes.text).toContain('Lascia le consegne prima di andare.');
    const comes = shiftMail(facts(open), night, protezioneCivile);
    expect(comes.text).toContain('Il turno che finisce non ha lasciato consegne.');
    expect(comes.text).not.toContain('Lascia le consegne');
  });

  test('says so when nothing is open', () => {
    const { text } = shiftMail(facts({}), night, protezioneCivile);
    expect(text).toContain('Nulla è dichiarato.');
    expect(text).toContain('Nessuna proposta attende una decisione.');
  });

  test('of one change and one person has one Message-ID, also when it is told twice', () => {
    const once = shiftMail(facts({}), night, protezioneCivile);
    const later = shiftMail({ ...facts({}), at: '2026-09-12T18:02:11.000Z' }, night, protezioneCivile);
    expect(later.messageId).toBe(once.messageId);
    expect(shiftMail(facts({}), day, protezioneCivile).messageId).not.toBe(once.messageId);
  });
});
