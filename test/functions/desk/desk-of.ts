import { answerToMany } from '../../../functions/desk/answer-to-many.ts';
import type { Desk, DeskRequest } from '../../../functions/desk/desk.ts';
import { ManyView } from '../../../shared/contracts/answer-to-many.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import type { PersonalPart } from '../../../shared/contracts/event-members.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { sealEntry } from '../../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../../shared/shell/hashing.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { caseOpened, contactReceived, hmac } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { memoryCaseIndex } from '../../stores/memory-case-index.ts';
import { memoryDrafts } from '../../stores/memory-drafts.ts';
import { memoryJudgedCounts } from '../../stores/memory-judged-counts.ts';
import { memoryProtocol } from '../../stores/memory-protocol.ts';
import { memoryReads } from '../../stores/memory-reads.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { memoryReserve } from '../../stores/memory-reserve.ts';
import { memoryReserveAsks } from '../../stores/memory-reserve-asks.ts';
import { memoryShifts } from '../../stores/memory-shifts.ts';
import { memoryWorklist } from '../../stores/memory-worklist.ts';

const nowhere = { leave: async () => undefined };

/** A desk with nothing on it, worked on by an operator. */
export const deskOf = (more: Partial<Desk> = {}): Desk => ({
  definition: protezioneCivile,
  register: memoryRegister(),
  worklist: memoryWorklist(),
  finder: memoryCaseIndex(),
  judgedCounts: memoryJudgedCounts(),
  readerCounts: { add: async () => undefined },
  rules: lifeFirst,
  hmac,
  periods: async () => [],
  contacts: { service: 'protezione-civile', queue: nowhere, inbox: { keep: nowhere.leave } },
  protocolQueue: nowhere,
  answersQueue: nowhere,
  attachmentsBucket: '',
  uploads: { bytesOf: async () => undefined, kept: async () => undefined },
  templates: [],
  training: [],
  drafts: memoryDrafts(),
  protocol: memoryProtocol(),
  shifts: memoryShifts(),
  reserve: memoryReserve(),
  reserveAsks: memoryReserveAsks(),
  inForce: async () => new Set(),
  events: async () => [],
  posture: async () => 'ordinary',
  reads: memoryReads(),
  officer: { subject: 'operator-1', name: 'Carla Villa' },
  roles: rolesOf('operator'),
  chance: 0,
  now: new Date('2026-11-29T10:00:00.000Z'),
  ...more,
});

/** Puts a case of a form into the register of a desk, then whatever else is told, an entry each; gives its code. */
export async function openCase(
  { register }: Desk,
  name: string,
  personal: PersonalPart,
  ...more: CaseEvent[][]
): Promise<string> {
  const caseId = mintCode('PC', name, hmac);
  const at = '2026-11-28T09:00:00.000Z';
  let previous: Parameters<typeof sealEntry>[0]['previous'];
  for (const events of [[caseOpened(), contactReceived({ receivedAt: at, personal })], ...more]) {
    const entry = sealEntry({ caseId, at, events, previous, salt: randomHex(), sha256 });
    await register.append(entry);
    previous = entry;
  }
  return caseId;
}

/** A request with a body, as the API hands it to the desk. */
export const requestWith = (body: object): DeskRequest =>
  ({
    headers: { 'content-type': 'application/json' },
    isBase64Encoded: false,
    body: JSON.stringify(body),
  }) as unknown as DeskRequest;

/** What a desk says to a request about many cases, which must be of this kind. */
export async function askedOfMany<Is extends ManyView['is']>(
  desk: Desk,
  body: object,
  is: Is,
): Promise<Extract<ManyView, { is: Is }>> {
  const view = ManyView.parse((await answerToMany(desk, requestWith(body))).body);
  if (view.is !== is) throw new Error(`not ${is}`);
  return view as Extract<ManyView, { is: Is }>;
}
