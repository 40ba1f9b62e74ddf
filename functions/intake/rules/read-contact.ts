import { ContactBody } from '../../../shared/contracts/contact.ts';
import type { ServiceDefinition } from '../../../shared/contracts/service.ts';
import { hasOwnDoor } from '../../../shared/core/contributions/own-door.ts';
import { withConsent } from '../../../shared/core/form-consent.ts';
import { readWalk } from '../../../shared/core/knowledge/read-walk.ts';
import { present } from '../../../shared/core/present.ts';
import type { Issue } from '../../../shared/texts/mend.ts';

/** A form's fields as the members of a contact: numbers, the consent and the list of attachments get their types. */
export function contactOfForm(form: Record<string, unknown>): Record<string, unknown> {
  const { step: _button, submission: _key, place, attachments, ...members } = form;
  const coordinates = (value: unknown) =>
    Object.fromEntries(
      Object.entries(value as Record<string, unknown>).map(([name, text]) => [
        name,
        name === 'latitude' || name === 'longitude' ? degrees(text) : text,
      ]),
    );
  return {
    ...withConsent(members),
    ...(place === undefined
      ? {}
      : { place: typeof place === 'object' && !Array.isArray(place) ? coordinates(place) : place }),
    ...(attachments === undefined ? {} : { attachments: Array.isArray(attachments) ? attachments : [attachments] }),
  };
}

/**
 * Degrees as a person writes them, with a point or Italy's comma; what is no such number stays as it is, and is told.
 */
const degrees = (text: unknown): unknown =>
  typeof text === 'string' && /^\s*[+-]?\d{1,3}(?:[.,]\d{1,20})?\s*$/.test(text)
    ? Number(text.replace(',', '.'))
    : text;

/** Reads a contact for one service: the contact, or every issue that keeps it from being one. */
export function readContact(
  content: unknown,
  definition: Pick<ServiceDefinition, 'service' | 'kinds' | 'categories' | 'experts' | 'contributions'>,
): { contact: ContactBody } | { issues: Issue[] } {
  const { service, kinds, categories, experts = [] } = definition;
  const parsed = ContactBody.safeParse(withReadWalk(content));
  if (!parsed.success) {
    return { issues: [...unreachableByPhone(content), ...(parsed.error.issues as Issue[]), ...unreachable(content)] };
  }
  const contact = parsed.data;
  const issues = [...unreachableByPhone(contact), ...unreachable(contact)];
  const { kind } = contact;
  if (hasOwnDoor(definition, kind)) {
    issues.push({ code: 'custom', path: ['kind'], saying: { ownDoor: { service, kind } } });
  } else if (!kinds.some((known) => known.kind === kind)) issues.push({ code: 'custom', path: ['kind'] });
  if (contact.category !== undefined && !categories.some(({ category }) => category === contact.category)) {
    issues.push({ code: 'custom', path: ['category'] });
  }
  if (contact.experts !== undefined && !experts.some(({ group }) => group === contact.experts)) {
    issues.push({ code: 'custom', path: ['experts'] });
  }
  return issues.length > 0 ? { issues } : { contact };
}

/** What came with a walk through a guide; what cannot be read as one is left out, as the words of the message say it. */
function withReadWalk(content: unknown): unknown {
  if (typeof content !== 'object' || content === null || !('walk' in content)) return content;
  const { walk, ...rest } = content;
  return { ...rest, ...present({ walk: readWalk(walk) }) };
}

/** Whoever wants to be called back says at which number. */
function unreachableByPhone(content: unknown): Issue[] {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return [];
  const { callBack, phone } = content as { callBack?: unknown; phone?: unknown };
  return callBack !== undefined && phone === undefined
    ? [{ code: 'custom', path: ['phone'], saying: 'phoneForCallBack' }]
    : [];
}

/** One of e-mail and phone is needed: it is where the answer goes, and the second fact. */
function unreachable(content: unknown): Issue[] {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return [];
  const { email, phone } = content as { email?: unknown; phone?: unknown };
  return email === undefined && phone === undefined ? [{ code: 'custom', path: ['email'] }] : [];
}
