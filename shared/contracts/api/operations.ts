import type { Description } from './operation.ts';
import { casesOperations } from './operations/cases.ts';
import { contactsOperations } from './operations/contacts.ts';
import { declarationsOperations } from './operations/declarations.ts';
import { deskOperations } from './operations/desk.ts';
import { protocolOperations } from './operations/protocol.ts';
import { servicesOperations } from './operations/services.ts';
import { type OperationId, type Route, routes } from './routes.ts';

const descriptions: Record<OperationId, Description> = {
  ...servicesOperations,
  ...contactsOperations,
  ...casesOperations,
  ...declarationsOperations,
  ...deskOperations,
  ...protocolOperations,
};

/** One operation of the HTTP API: its route, and what the document says of it. */
export type Operation = Route & Description & { operationId: OperationId };

/** Every operation of the HTTP API, in the order of the table of routes. */
export const operations: readonly Operation[] = (Object.keys(routes) as OperationId[]).map((operationId) => ({
  operationId,
  ...routes[operationId],
  ...descriptions[operationId],
}));
