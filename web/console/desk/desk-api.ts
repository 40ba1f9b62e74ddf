import type { Receipt } from '../../../shared/contracts/contact.ts';
import type {
  CallAttempt,
  CaseJoin,
  DeskCase,
  DocumentReading,
  RecordedContact,
} from '../../../shared/contracts/desk.ts';
import type { HeldBox, HeldMail, HeldMailDecision, HeldMailsView } from '../../../shared/contracts/held-mail.ts';
import type { CancellationRequest, ProtocolDayView, ProtocolEntryView } from '../../../shared/contracts/protocol.ts';
import type { WorklistView } from '../../../shared/contracts/worklist.ts';
import type { Call } from '../session/api.ts';

/** What the desk's screens ask of the center. */
export type DeskApi = ReturnType<typeof deskApi>;

type Seen = Pick<DeskCase, 'service' | 'code' | 'version'>;

const asked = (query: Record<string, string | undefined>): string => {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
};

/** The calls of the desk. Throws Refused. */
export function deskApi(call: Call) {
  const get = <Body>(service: string, path: string) => call<Body>(`/desk/${service}/${path}`);
  const post = <Body>(service: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    call<Body>(`/desk/${service}/${path}`, { method: 'POST', body: JSON.stringify(body), headers });
  /** An act on a case at the version that was seen: of two colleagues at once the second is told. */
  const act = ({ service, code, version }: Seen, what: string, body: unknown) =>
    post<DeskCase>(service, `cases/${code}/${what}`, body, { 'If-Match': `"${version}"` });
  return {
    worklist: (service: string, page: { lane?: string | undefined; cursor?: string | undefined }) =>
      get<WorklistView>(service, `worklist${asked(page)}`),
    case: (service: string, code: string) => get<DeskCase>(service, `cases/${encodeURIComponent(code)}`),
    record: (service: string, contact: RecordedContact, key: string) =>
      post<Receipt>(service, 'contacts', contact, { 'Idempotency-Key': `"${key}"` }),
    read: (seen: Seen, reading: DocumentReading) => act(seen, 'readings', reading),
    tryCall: (seen: Seen, attempt: CallAttempt) => act(seen, 'call-attempts', attempt),
    join: (seen: Seen, join: CaseJoin) => act(seen, 'joins', join),
    heldMails: (service: string, box: HeldBox, after?: string) =>
      get<HeldMailsView>(service, `held-mails${asked({ box, after })}`),
    decideMail: (service: string, mail: string, decision: HeldMailDecision) =>
      post<HeldMail>(service, `held-mails/${encodeURIComponent(mail)}/decisions`, decision),
    protocolDay: (service: string, day: string, after?: string) =>
      get<ProtocolDayView>(service, `protocol${asked({ day, after })}`),
    protocolEntry: (service: string, number: string) => get<ProtocolEntryView>(service, `protocol/${number}`),
    cancelNumber: (service: string, number: string, request: CancellationRequest) =>
      post<ProtocolEntryView>(service, `protocol/${number}/cancellations`, request),
  };
}
