import type * as z from 'zod/mini';
import { ContactAccepted } from '../contracts/contact.ts';
import { AnswerNews, AttachmentsOffered, FormalContact } from '../contracts/handed-on.ts';
import { PoisonMessage } from './failed-message.ts';

/**
 * Reads a queue message of one service by its contract (`name` is what the message calls it); throws an Error that says
 * what is wrong with a poison one.
 */
export function readMessage<Schema extends z.ZodMiniType<{ service: string }>>(
  name: string,
  schema: Schema,
  body: string,
  service: string,
): z.infer<Schema> {
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    throw new PoisonMessage('the body is not JSON');
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new PoisonMessage(`${name} does not hold at /${issue?.path.join('/') ?? ''}: ${issue?.code ?? ''}`);
  }
  if (parsed.data.service !== service)
    throw new PoisonMessage(`a contact of ${parsed.data.service} in the queue of ${service}`);
  return parsed.data;
}

/** Reads an accepted contact from the queue of its service; throws as `readMessage` does. */
export const readAccepted = (body: string, service: string): ContactAccepted =>
  readMessage('contact-accepted.v1', ContactAccepted, body, service);

/** Reads that a case offers attachments; throws as `readMessage` does. */
export const readOffered = (body: string, service: string): AttachmentsOffered =>
  readMessage('attachments-offered.v1', AttachmentsOffered, body, service);

/** Reads that a formal contact is to get its number; throws as `readMessage` does. */
export const readFormal = (body: string, service: string): FormalContact =>
  readMessage('formal-contact.v1', FormalContact, body, service);

/** Reads what becomes of an answer; throws as `readMessage` does. */
export const readAnswerNews = (body: string, service: string): AnswerNews =>
  readMessage('answer-news.v1', AnswerNews, body, service);
