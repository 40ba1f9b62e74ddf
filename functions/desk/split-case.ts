import type { CaseActBody } from '../../shared/contracts/case-act.ts';
import type { CaseEvent } from '../../shared/contracts/case-event.ts';
import { type EventOf, initialCase } from '../../shared/core/cases/case.ts';
import { decideCase } from '../../shared/core/cases/decide.ts';
import { openEntry, sealEntry } from '../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { actOn } from './act-on-case.ts';
import { actRefused, type Desk, logAct } from './desk.ts';
import { readRegistered } from './show-case.ts';

// An act on two cases, after show-case.ts: a contact that is about something else goes on in a case of its own.

/**
 * Splits a contact off. Its own case is written first, under the contact's own code and with its words and files: an act
 * that was stopped half-way leaves the contact in both, where somebody sees it, and the same act sent again finishes it.
 */
export async function splitCase(
  desk: Desk,
  code: string,
  seen: number,
  { contact, reason }: Extract<CaseActBody, { act: 'split' }>,
): Promise<void> {
  const { register, officer, now } = desk;
  const { entries } = await readRegistered(desk, code);
  const events = entries.slice(0, seen).flatMap((entry) => openEntry(entry));
  const received = events.find(
    (event): event is EventOf<'ContactReceived'> => event.type === 'ContactReceived' && event.contact === contact,
  );
  const opened = events.find((event): event is EventOf<'CaseOpened'> => event.type === 'CaseOpened');
  if (received === undefined || opened === undefined) throw refused(desk, code, 'no-such-contact');
  if (contact === code || received === events.find(({ type }) => type === 'ContactReceived')) {
    throw refused(desk, code, 'nothing-to-split');
  }
  const at = now.toISOString();
  const decided = decideCase(ownCase(opened, received, filesOf(events, received), code), initialCase());
  if ('refused' in decided) throw refused(desk, code, decided.refused);
  await register.append(
    sealEntry({ caseId: contact, at, events: decided, previous: undefined, salt: randomHex(), sha256 }),
  );
  const { name: by, subject } = officer;
  await actOn(desk, code, seen, { type: 'SplitOff', contact, to: contact, by, subject, reason });
}

function refused(desk: Desk, code: string, why: string) {
  logAct(desk, 'SplitOff', { code, refused: why });
  return actRefused(why);
}

/** The case of a contact alone: danger that was heard in its own words puts it into the urgent lane. */
function ownCase(
  opened: EventOf<'CaseOpened'>,
  received: EventOf<'ContactReceived'>,
  documents: Omit<EventOf<'AttachmentAttached'>, 'type'>[],
  from: string,
) {
  const { type: _opened, ...facts } = opened;
  const { type: _received, ...contact } = received;
  const urgent = received.personal?.danger?.level === 'lane';
  const lane = urgent ? 'urgent' : facts.lane === 'urgent' ? 'information' : facts.lane;
  return { type: 'OpenCase', opened: { ...facts, urgent, lane, follows: from }, contact, documents } as const;
}

/** The files that the contact brought, as they were checked. */
const filesOf = (events: readonly CaseEvent[], { attachments }: EventOf<'ContactReceived'>) =>
  events.flatMap((event) => {
    if (event.type !== 'AttachmentAttached' || !attachments.includes(event.attachment)) return [];
    const { type: _attached, ...document } = event;
    return [document];
  });
