import type { RegisterEntry } from '../../../shared/contracts/case-event.ts';
import type { ContactAccepted } from '../../../shared/contracts/contact.ts';
import type { Kind } from '../../../shared/contracts/kind.ts';
import type { ServiceDefinition } from '../../../shared/contracts/service.ts';
import { chosenKind } from '../../../shared/core/cases/call.ts';
import { initialCase } from '../../../shared/core/cases/case.ts';
import type { CaseCommand } from '../../../shared/core/cases/commands.ts';
import { decideCase } from '../../../shared/core/cases/decide.ts';
import { expertsNamed } from '../../../shared/core/cases/experts.ts';
import { type Inherited, reopensSince } from '../../../shared/core/cases/following-case.ts';
import { regionOfPlace } from '../../../shared/core/cases/region-of-place.ts';
import { type Triage, triage } from '../../../shared/core/cases/triage.ts';
import { type Sha256, sealEntry } from '../../../shared/core/chain.ts';
import type { LifeFirstRules } from '../../../shared/core/danger/danger.ts';
import { present } from '../../../shared/core/present.ts';

/**
 * The first entry of a case, from what was accepted; `registeredAt` is an ISO instant, `salt` 128 random bits as hex.
 */
export function registration(input: {
  accepted: ContactAccepted;
  definition: ServiceDefinition;
  rules: LifeFirstRules;
  registeredAt: string;
  salt: string;
  sha256: Sha256;
  /** Where triage sends it, where that was worked out already. */
  sorted?: Triage;
  /** The closed case that it goes on from. */
  inherited?: Inherited | undefined;
}): RegisterEntry {
  const { accepted, definition, rules, registeredAt, salt, sha256, inherited } = input;
  const { follows, tellsViolence, ...reached } = inherited ?? {};
  const { code, firstAnswerDueAt, canary, contact } = accepted;
  const { sorted = triaged(accepted, definition, rules) } = input;
  const { lane, urgent, danger, competence, retentionDays, formal } = sorted;
  const came = received(accepted, danger);
  const { kind, category, requester, language, place } = contact;
  const region = place && regionOfPlace(place);
  const decision = decideCase(
    {
      type: 'OpenCase',
      opened: {
        service: definition.service,
        kind,
        ...present({ category }),
        requester,
        language,
        lane,
        urgent,
        competence,
        formal,
        ...present({ firstAnswerDueAt }),
        retentionDays,
        ...present({ region, canary, follows, tellsViolence }),
      },
      ...came,
      contact: {
        ...came.contact,
        // What this contact says of how to reach its citizen goes before what the one before it said.
        personal: { ...reached, ...came.contact.personal },
        ...(accepted.channel === 'form' ? {} : { contact: code }),
      },
      ...(urgent ? {} : present({ asks: askedExperts(accepted, definition, sha256) })),
    },
    initialCase(),
  );
  if ('refused' in decision) throw new Error(`an empty case refused to open: ${decision.refused}`);
  return sealEntry({ caseId: code, at: registeredAt, events: decision, previous: undefined, salt, sha256 });
}

/** What the experts whom a contact names are asked: the whole case, by when they were said to owe it. */
function askedExperts(
  { code, expertsDueAt: dueAt, contact }: ContactAccepted,
  definition: ServiceDefinition,
  sha256: Sha256,
) {
  const group = contact.experts === undefined ? undefined : expertsNamed(definition, contact.experts);
  if (group === undefined || dueAt === undefined) return undefined;
  return { to: group.name.it, ask: sha256(`experts|${code}`).slice(0, 16), dueAt };
}

/**
 * Where an accepted contact goes; formal when its kind is, or when it came as one (certified or signed mail, marked
 * paper).
 */
export function triaged(accepted: ContactAccepted, definition: ServiceDefinition, rules: LifeFirstRules): Triage {
  const sorted = triage(accepted.contact, definition, rules, accepted.urgent, accepted.danger);
  return { ...sorted, formal: sorted.formal || accepted.formal === true || accepted.channel === 'pec' };
}

/**
 * What becomes of an accepted contact whose case is there already at an ISO instant: it joins it, opens one that follows
 * it where it was closed too long ago, or tells more of a call that is known.
 */
export function furtherCommand(
  accepted: ContactAccepted,
  triage: Triage,
  definition: ServiceDefinition,
  at: string,
): Extract<CaseCommand, { type: 'ReceiveContact' | 'UpdateCall' }> {
  const { code, joins, call, firstAnswerDueAt, missedDueAt } = accepted;
  const { urgent, danger } = triage;
  const { contact, callBack, documents } = received(accepted, danger);
  const due = firstAnswerDueAt === undefined ? {} : { firstAnswerDueAt };
  if (joins === undefined && call !== undefined) {
    const kind = chosenKind(call.menuChoices ?? [], definition);
    return {
      type: 'UpdateCall',
      contact: code,
      call,
      told: contact.personal,
      ...(kind !== undefined && { sorted: { kind, ...laneOf(kind, definition), ...due } }),
      ...due,
      urgent,
      ...(callBack && { callBack }),
      ...(missedDueAt !== undefined && { ifMissed: { contact: code, dueAt: missedDueAt } }),
    };
  }
  const joining = { ...contact, contact: code };
  const reopens = reopensSince(definition, at);
  return { type: 'ReceiveContact', urgent, contact: joining, documents, reopens, ...(callBack && { callBack }) };
}

/** Where contacts of a kind go; danger to life raises the case by itself. */
function laneOf(kind: Kind, { kinds }: ServiceDefinition) {
  const { lane, formal, retentionDays } = kinds.find(
    (each) => each.kind === kind,
  ) as ServiceDefinition['kinds'][number];
  return { lane, formal, retentionDays };
}

/** The members that opening and joining a case share. */
function received(accepted: ContactAccepted, danger: Triage['danger']) {
  const {
    code,
    channel,
    receivedAt,
    call,
    mail,
    paper,
    recordedBy,
    recordedBySubject,
    documents = [],
    callBackDueAt,
    contact,
  } = accepted;
  const {
    name,
    surname,
    email,
    phone,
    subject,
    message,
    place,
    quoted,
    signature,
    reference,
    recording,
    safeContact,
    walk,
  } = contact;
  const personal = {
    name,
    surname,
    email,
    phone,
    subject,
    message,
    place,
    quoted,
    signature,
    reference,
    recording,
    safeContact,
    walk,
    danger,
  };
  return {
    contact: {
      channel,
      receivedAt,
      attachments: contact.attachments ?? [],
      ...(call && { call }),
      ...(mail && { mail }),
      ...(paper && { paper }),
      ...present({ recordedBy, recordedBySubject }),
      personal: Object.fromEntries(Object.entries(personal).filter(([, value]) => value !== undefined)),
    },
    documents: documents.map(({ document, contentType, bytes, sha256, fileName }) => ({
      attachment: document,
      contentType,
      bytes,
      sha256,
      ...(fileName === undefined ? {} : { personal: { fileName } }),
    })),
    ...(callBackDueAt === undefined ? {} : { callBack: { contact: code, dueAt: callBackDueAt } }),
  };
}
