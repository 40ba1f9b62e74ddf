import type {
  Area,
  DeclarationAct,
  DeclaredLevel,
  HoursChoice,
  LegalBasis,
} from '../../../shared/contracts/declaration.ts';
import type { LedgerView } from '../../../shared/contracts/officer-view.ts';
import type { Proposal } from '../../../shared/contracts/proposal.ts';
import type { Translated } from '../../../shared/contracts/text.ts';
import { LONGEST_LENGTH } from '../../../shared/core/posture/ledger.ts';
import type { ConsoleTexts } from '../../../shared/texts/officer/it.ts';
import { instantOfWallTime, wallTimeOf } from '../kit/rome-time.ts';
import type { ConsoleService } from '../session/center.ts';

/** A declaration or a change while an officer writes it: what the fields hold, and what it acts on. */
export type Draft = {
  /** The declaration that is changed; undefined for a new one. */
  changes: string | undefined;
  /** The proposal that it answers, at the revision that the officer saw. */
  proposal: { id: string; revision: number; level: DeclaredLevel; area: Area } | undefined;
  level: DeclaredLevel;
  where: 'national' | 'zones';
  zones: string[];
  hours: HoursChoice;
  reason: string;
  basis: 'none' | LegalBasis['kind'];
  basisNumber: string;
  basisDate: string;
  /** Hours from now, or `date` for the wall time in `endDate` (Rome). */
  end: '6' | '12' | '24' | '48' | 'date';
  endDate: string;
  notice: Translated;
  /** Whether people of the reserve are asked; a change asks nobody. */
  asksReserve: boolean;
};

/** What is wrong with a draft, by field; the console has a sentence for each. */
export type Wrong = keyof ConsoleTexts['form']['wrong'];

/** The hours that go with a level unless the officer says otherwise: the extension is gradual. */
const usualHours: Record<DeclaredLevel, HoursChoice> = { alert: 'extended', emergency: 'around-the-clock' };

/** A new declaration, with the texts of the service's definition. */
export function newDraft(service: ConsoleService, now: number): Draft {
  return {
    changes: undefined,
    proposal: undefined,
    level: 'alert',
    where: 'zones',
    zones: [],
    hours: usualHours.alert,
    reason: '',
    basis: 'none',
    basisNumber: '',
    basisDate: '',
    end: '24',
    endDate: wallTimeOf(new Date(now + 86_400_000).toISOString()),
    notice: service.notices.alert,
    asksReserve: false,
  };
}

/** A draft with another level: hours and texts follow as long as the officer has not written their own. */
export function withLevel(service: ConsoleService, draft: Draft, level: DeclaredLevel): Draft {
  const untouched = JSON.stringify(draft.notice) === JSON.stringify(service.notices[draft.level]);
  const usual = draft.hours === usualHours[draft.level];
  return {
    ...draft,
    level,
    ...(usual ? { hours: usualHours[level] } : {}),
    ...(untouched ? { notice: service.notices[level] } : {}),
  };
}

const areaFields = (area: Area) => ({ where: area.kind, zones: area.kind === 'zones' ? [...area.zones] : [] });

/** A declaration that follows a proposal: its level, its area and its end (at most 14 days ahead). */
export function draftFromProposal(service: ConsoleService, proposal: Proposal, reason: string, now: number): Draft {
  return { ...following(service, newDraft(service, now), proposal, now), reason };
}

/** A draft that follows a proposal as it is now in level, area and end; what the officer wrote stays. */
export function following(service: ConsoleService, draft: Draft, proposal: Proposal, now: number): Draft {
  const { level, area, validTo } = proposal;
  const end = Math.min(Date.parse(validTo), now + LONGEST_LENGTH - 60_000);
  return {
    ...answering(withLevel(service, draft, level), proposal),
    ...areaFields(area),
    ...(end > now ? { end: 'date' as const, endDate: wallTimeOf(new Date(end).toISOString()) } : {}),
  };
}

/** A draft as it was written, known to answer a proposal as it is now. */
export function answering(draft: Draft, { id, revision, level, area }: Proposal): Draft {
  return { ...draft, proposal: { id, revision, level, area } };
}

/** The fields of a declaration in force, to change it. */
export function draftFromDeclaration(
  service: ConsoleService,
  { declaration, level, area, hours, notice }: LedgerView['declarations'][number],
  now: number,
): Draft {
  return { ...newDraft(service, now), changes: declaration, level, ...areaFields(area), hours, notice };
}

/** The area that a draft names. */
export const areaOf = ({ where, zones }: Draft): Area =>
  where === 'national' ? { kind: 'national' } : { kind: 'zones', zones: [...zones].sort() };

/** The instant at which a draft ends; undefined when its date is none. */
export function endOf({ end, endDate }: Pick<Draft, 'end' | 'endDate'>, now: number): string | undefined {
  return end === 'date' ? instantOfWallTime(endDate) : new Date(now + Number(end) * 3_600_000).toISOString();
}

/** What is wrong in the fields of a step; empty when one can go on. */
export function wrongIn(draft: Draft, step: 1 | 2, now: number): Wrong[] {
  if (step === 1) return draft.where === 'zones' && draft.zones.length === 0 ? ['zones'] : [];
  const wrong: Wrong[] = [];
  if (draft.reason.trim().length < 3) wrong.push('reason');
  if (draft.basis !== 'none') {
    if (draft.basisNumber.trim() === '') wrong.push('basisNumber');
    if (!/^\d{4}-\d\d-\d\d$/.test(draft.basisDate)) wrong.push('basisDate');
  }
  if (draft.changes === undefined) {
    const end = endOf(draft, now);
    if (end === undefined) wrong.push('endDate');
    else if (Date.parse(end) <= now) wrong.push('endPast');
    else if (Date.parse(end) > now + LONGEST_LENGTH) wrong.push('endFar');
  }
  const { it, en, de } = draft.notice;
  if (it.trim() === '') wrong.push('noticeIt');
  if (en.trim() === '') wrong.push('noticeEn');
  if (de.trim() === '') wrong.push('noticeDe');
  return wrong;
}

/** The legal basis that fields name; undefined for none. */
export const basisOf = ({ basis, basisNumber, basisDate }: Pick<Draft, 'basis' | 'basisNumber' | 'basisDate'>) =>
  basis === 'none' ? undefined : { kind: basis, number: basisNumber.trim(), date: basisDate };

/** The act that a draft stands for at an instant (epoch milliseconds). */
export function actOf(draft: Draft, now: number): DeclarationAct {
  const legalBasis = basisOf(draft);
  const common = {
    reason: draft.reason.trim(),
    ...(legalBasis === undefined ? {} : { legalBasis }),
    area: areaOf(draft),
    level: draft.level,
    hours: draft.hours,
    notice: draft.notice,
  };
  if (draft.changes !== undefined) return { act: 'change', declaration: draft.changes, ...common };
  const endsAt = endOf(draft, now);
  return {
    act: 'declare',
    ...common,
    ...(endsAt === undefined ? {} : { endsAt }),
    ...(draft.proposal === undefined ? {} : { proposal: draft.proposal.id }),
    ...(draft.asksReserve && { asksReserve: true as const }),
  };
}

/** Whether a draft is what its proposal proposed, or something else that it led to. */
export function verdictOn(draft: Draft): 'confirmed' | 'changed' {
  const { proposal } = draft;
  if (proposal === undefined) return 'confirmed';
  const sorted = (area: Area) => (area.kind === 'national' ? 'national' : [...area.zones].sort().join(' '));
  return draft.level === proposal.level && sorted(areaOf(draft)) === sorted(proposal.area) ? 'confirmed' : 'changed';
}
