import type { Description } from '../operation.ts';
import { type OperationId, type Route, routes } from '../routes.ts';
import { answersOperations } from './answers.ts';
import { casesOperations } from './cases.ts';
import { contactsOperations } from './contacts.ts';
import { contributionsOperations } from './contributions.ts';
import { declarationsOperations } from './declarations.ts';
import { deskOperations } from './desk.ts';
import { protocolOperations } from './protocol.ts';
import { servicesOperations } from './services.ts';
import { tracingOperations } from './tracing.ts';

const descriptions: Record<OperationId, Description> = {
  ...servicesOperations,
  ...contactsOperations,
  ...casesOperations,
  ...answersOperations,
  ...contributionsOperations,
  ...tracingOperations,
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
