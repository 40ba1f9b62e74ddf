import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import type { ContactAccepted } from '../../shared/contracts/contact.ts';
import type { ServiceDefinition } from '../../shared/contracts/service.ts';
import { decideCase, initialCase } from '../../shared/core/case.ts';
import { type Sha256, sealEntry } from '../../shared/core/chain.ts';
import { type LifeFirstRules, triage } from '../../shared/core/triage.ts';

/** The first entry of a case, from what intake accepted; `registeredAt` is an ISO instant, `salt` 128 random bits as hex. */
export function registration(input: {
  accepted: ContactAccepted;
  definition: ServiceDefinition;
  rules: LifeFirstRules;
  registeredAt: string;
  salt: string;
  sha256: Sha256;
}): RegisterEntry {
  const { accepted, definition, rules, registeredAt, salt, sha256 } = input;
  const { code, channel, receivedAt, firstAnswerDueAt, urgent: told, contact } = accepted;
  const { lane, urgent, competence, formal, retentionDays } = triage(contact, definition, rules, told);
  const { kind, category, requester, language, attachments = [], privacyAccepted: _given, ...personal } = contact;
  const decision = decideCase(
    {
      type: 'OpenCase',
      opened: {
        service: definition.service,
        kind,
        ...(category === undefined ? {} : { category }),
        requester,
        language,
        lane,
        urgent,
        competence,
        formal,
        ...(firstAnswerDueAt === undefined ? {} : { firstAnswerDueAt }),
        retentionDays,
      },
      contact: { channel, receivedAt, attachments, personal },
    },
    initialCase(),
  );
  if ('refused' in decision) throw new Error(`an empty case refused to open: ${decision.refused}`);
  return sealEntry({ caseId: code, at: registeredAt, events: decision, previous: undefined, salt, sha256 });
}
