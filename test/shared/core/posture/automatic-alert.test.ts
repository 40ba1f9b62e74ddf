import { describe, expect, test } from '@jest/globals';
import { takeIn } from '../../../../functions/bulletins/rules/take-in.ts';
import type { DeclarationAct, LedgerEntry } from '../../../../shared/contracts/declaration.ts';
import { defaultProposalRule } from '../../../../shared/contracts/proposal.ts';
import { nextAct } from '../../../../shared/core/posture/acts.ts';
import { automaticAlert, nobody } from '../../../../shared/core/posture/automatic-alert.ts';
import { decideProposal, dueAutomaticAlerts } from '../../../../shared/core/posture/decisions.ts';
import { noProposals } from '../../../../shared/core/posture/episodes.ts';
import { brokenLink } from '../../../../shared/core/posture/ledger-chain.ts';
import { postureAt } from '../../../../shared/core/posture/posture-at.ts';
import { sha256 } from '../../../../shared/shell/hashing.ts';
import { protezioneCivile } from '../../../fixtures/contacts.ts';
import { nameOf, todayAt } from '../../../functions/bulletins/bulletin-files.ts';

const service = 'protezione-civile';
const publishedAt = '2024-09-18T15:18:59+02:00';
const proposedAt = '2024-09-18T13:20:00.000Z';
const rule = { ...defaultProposalRule, automaticAlertAfterMinutes: 30 };
const proposed = takeIn(
  noProposals(service),
  [{ kind: 'bulletin', name: nameOf(publishedAt, 'oggi'), bytes: todayAt(publishedAt, { 'Emil-B1': 'red' }) }],
  rule,
  proposedAt,
).state;
const later = (minutes: number) => new Date(Date.parse(proposedAt) + minutes * 60_000).toISOString();

const alertAt = (minutes: number, entries: readonly LedgerEntry[] = [], state = proposed) =>
  dueAutomaticAlerts(state, rule, later(minutes)).flatMap(
    (proposal) =>
      automaticAlert({
        service,
        entries,
        proposal,
        minutes: 30,
        notice: protezioneCivile.notices.alert,
        now: later(minutes),
        newDeclaration: `automatic-${minutes}`,
        sha256,
      }) ?? [],
  );
const declared = (act: Partial<Extract<DeclarationAct, { act: 'declare' }>>): LedgerEntry[] => {
  const next = nextAct(
    service,
    [],
    {
      act: {
        act: 'declare',
        reason: 'Bollettino delle 15',
        area: { kind: 'zones', zones: ['Emil-B1'] },
        level: 'emergency',
        hours: 'around-the-clock',
        notice: protezioneCivile.notices.emergency,
        ...act,
      },
      by: { subject: 'officer-1', name: 'Capo turno' },
      at: later(10),
      newDeclaration: 'by-hand',
      expectedVersion: 0,
    },
    sha256,
  );
  if ('refused' in next) throw new Error(next.refused);
  return [next.entry];
};

describe('a proposal that nobody decides on', () => {
  test('is nobody’s business before its minutes are over, and an alert when they are', () => {
    expect(alertAt(29.9)).toEqual([]);
    const [entry] = alertAt(30);
    expect(entry?.event).toMatchObject({
      type: 'Declared',
      by: nobody,
      area: { kind: 'zones', zones: ['Emil-B1'] },
      level: 'alert',
      hours: 'none',
      proposal: Object.keys(proposed.proposals)[0],
      endsAt: later(30 + 6 * 60),
    });
    expect(entry?.event).toHaveProperty('reason', expect.stringContaining('nessuno ha deciso entro 30 minuti'));
    expect(brokenLink(entry ? [entry] : [], sha256)).toBeUndefined();
  });

  test('never becomes more than an alert, although it proposes an emergency', () => {
    const [entry] = alertAt(30);
    expect(Object.values(proposed.proposals)[0]?.level).toBe('emergency');
    expect(postureAt(entry ? [entry.event] : [], later(31))).toMatchObject({ level: 'alert', hours: 'none' });
    expect(postureAt(entry ? [entry.event] : [], later(30 + 6 * 60)).level).toBe('ordinary');
  });

  test('is applied once, also after the alert has ended', () => {
    const entries = alertAt(30);
    expect(alertAt(35, entries)).toEqual([]);
    expect(alertAt(30 + 7 * 60, entries)).toEqual([]);
  });

  test('is left alone once an officer refused it, or declared on it, or declared for all its zones', () => {
    const [proposal] = Object.values(proposed.proposals);
    if (!proposal) throw new Error('the bulletin proposes');
    const request = { verdict: 'refused', revision: proposal.revision, reason: 'Falso allarme' } as const;
    const refused = decideProposal(proposed, proposal.id, request, { subject: 'o', name: 'O' }, later(5));
    if ('refused' in refused) throw new Error(refused.refused);
    expect(alertAt(40, [], refused.state)).toEqual([]);
    expect(alertAt(40, declared({ area: { kind: 'zones', zones: ['Sici-A'] }, proposal: proposal.id }))).toEqual([]);
    expect(alertAt(40, declared({}))).toEqual([]);
    expect(alertAt(40, declared({ area: { kind: 'national' } }))).toEqual([]);
  });

  const raised = (state = proposed) => {
    const update = '2024-09-18T18:00:59+02:00';
    const bytes = todayAt(update, { 'Emil-B1': 'red', 'Marc-1': 'red' });
    const outcome = takeIn(state, [{ kind: 'bulletin', name: nameOf(update, 'oggi'), bytes }], rule, later(161));
    expect(outcome.changed.map(({ revision, asks }) => [revision, asks])).toEqual([[2, true]]);
    return outcome.state;
  };
  const areas = (entries: LedgerEntry[]) => entries.map(({ event }) => 'area' in event && event.area);

  test('and that grows is applied once more, only where it grew', () => {
    const entries = alertAt(30);
    const grown = raised();
    const more = alertAt(165, entries, grown);
    expect(areas(more)).toEqual([{ kind: 'zones', zones: ['Marc-1'] }]);
    expect(alertAt(170, [...entries, ...more], grown)).toEqual([]);
  });

  test('in what it came to say after an officer had refused it is nobody’s decision again', () => {
    const [proposal] = Object.values(proposed.proposals);
    if (!proposal) throw new Error('the bulletin proposes');
    const request = { verdict: 'refused', revision: 1, reason: 'Basta così' } as const;
    const refused = decideProposal(proposed, proposal.id, request, { subject: 'o', name: 'O' }, later(5));
    if ('refused' in refused) throw new Error(refused.refused);
    const grown = raised(refused.state);
    expect(alertAt(161 + 29, [], grown)).toEqual([]);
    expect(areas(alertAt(161 + 30, [], grown))).toEqual([{ kind: 'zones', zones: ['Emil-B1', 'Marc-1'] }]);
  });

  test('in what it came to say after an officer had declared on it applies where nothing is declared', () => {
    const [proposal] = Object.values(proposed.proposals);
    if (!proposal) throw new Error('the bulletin proposes');
    const entries = declared({ proposal: proposal.id });
    const confirmed = decideProposal(
      proposed,
      proposal.id,
      { verdict: 'confirmed', revision: 1, reason: 'Confermo' },
      { subject: 'o', name: 'O' },
      later(9),
    );
    if ('refused' in confirmed) throw new Error(confirmed.refused);
    expect(areas(alertAt(161 + 30, entries, raised(confirmed.state)))).toEqual([{ kind: 'zones', zones: ['Marc-1'] }]);
  });

  test('applies when only another area was declared for', () => {
    const entries = declared({ area: { kind: 'zones', zones: ['Sici-A'] } });
    const [entry] = alertAt(40, entries);
    expect(entry?.version).toBe(2);
    expect(brokenLink([...entries, ...(entry ? [entry] : [])], sha256)).toBeUndefined();
  });

  test('stays a proposal where the service’s rule names no minutes', () => {
    expect(dueAutomaticAlerts(proposed, defaultProposalRule, later(600))).toEqual([]);
  });
});
