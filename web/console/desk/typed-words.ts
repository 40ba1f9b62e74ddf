import type { DeskCase, DocumentReading } from '../../../shared/contracts/desk.ts';
import type { Kind } from '../../../shared/contracts/kind.ts';
import type { SafeContact } from '../../../shared/contracts/safe-contact.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { memberAt } from '../kit/trouble.ts';

/** What a paper or a person says, as the fields hold it while somebody of the staff types. */
export type Typed = {
  kind: Kind | '';
  category: string;
  name: string;
  surname: string;
  email: string;
  phone: string;
  subject: string;
  message: string;
  address: string;
  municipality: string;
  senderReference: string;
  /** How the person may be reached without risk; empty where nobody said so. */
  safeContact: SafeContact | '';
  /** In which language to answer. */
  language: Language;
};

/** What is wrong with it, by field; the screens have a sentence for each. */
export type TypedWrong = 'kind' | 'message' | 'email' | 'phone';

/** Empty fields. */
export const nothingTyped: Typed = {
  kind: '',
  category: '',
  name: '',
  surname: '',
  email: '',
  phone: '',
  subject: '',
  message: '',
  address: '',
  municipality: '',
  senderReference: '',
  safeContact: '',
  language: 'it',
};

/** What is wrong with typed fields; the kind only where there is one to choose. */
export function wrongInTyped({ kind, message, email, phone }: Typed, kindNeeded: boolean): TypedWrong[] {
  const digits = phone.replace(/\D/g, '').length;
  return [
    ...(kindNeeded && kind === '' ? ['kind' as const] : []),
    ...(message.trim() === '' ? ['message' as const] : []),
    ...(email.trim() !== '' && !/^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(email.trim()) ? ['email' as const] : []),
    ...(phone.trim() !== '' && !(/^\+?\d[\d ().\-/]*$/.test(phone.trim()) && digits >= 5 && digits <= 15)
      ? ['phone' as const]
      : []),
  ];
}

/** The members that have something in them, without the blanks around it. */
export function given<Names extends string>(fields: Record<Names, string>): { [Name in Names]?: string } {
  return Object.fromEntries(
    Object.entries<string>(fields)
      .map(([name, value]) => [name, value.trim()])
      .filter(([, value]) => value !== ''),
  ) as { [Name in Names]?: string };
}

/** Words and person of typed fields, as every contract of the desk takes them. */
export function saidIn(typed: Typed) {
  const { name, surname, email, phone, subject, message, address, municipality, senderReference, safeContact } = typed;
  const place = given({ address, municipality });
  return {
    ...given({ name, surname, email, phone, subject, senderReference }),
    message: message.trim(),
    ...(safeContact ? { safeContact } : {}),
    ...(Object.keys(place).length === 0 ? {} : { place }),
  };
}

type Contact = DeskCase['contacts'][number];

/** The fields with what was typed of a contact, so that it can be mended. */
export function typedFrom(
  said: Contact | DeskCase['readings'][number],
  { kind, category = '', language }: Pick<DeskCase, 'kind' | 'category' | 'language'>,
  { paper }: Pick<Contact, 'paper'>,
): Typed {
  const { name = '', surname = '', email = '', phone = '', subject = '', message = '', place, reference } = said;
  const safeContact: Typed['safeContact'] = said.safeContact ?? '';
  const { address = '', municipality = '' } = place ?? {};
  const senderReference = reference ?? paper?.senderReference ?? '';
  const person = { name, surname, email, phone, safeContact, language };
  return { kind, category, ...person, subject, message, address, municipality, senderReference };
}

/** What typed fields make of a contact: its first reading, or a correction of what was typed before. */
export const readingIn = (typed: Typed, contact: string, corrects: boolean): DocumentReading => ({
  contact,
  ...(corrects && { corrects }),
  ...(typed.kind === '' ? {} : { kind: typed.kind }),
  ...given({ category: typed.category }),
  language: typed.language,
  ...saidIn(typed),
});

/** Splits what the center finds wrong into the fields that a form has a sentence for, and the rest. */
export function wrongFields<Field extends string>(
  wrong: readonly { pointer: string; detail: string }[],
  fields: readonly Field[],
): { known: Field[]; rest: { pointer: string; detail: string }[] } {
  const fieldAt = (pointer: string) => fields.find((field) => field === memberAt(pointer));
  return {
    known: [...new Set(wrong.map(({ pointer }) => fieldAt(pointer)).filter((field) => field !== undefined))],
    rest: wrong.filter(({ pointer }) => fieldAt(pointer) === undefined),
  };
}
