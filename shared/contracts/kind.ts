import * as z from 'zod/mini';

/**
 * What a citizen can ask for; a service allows some of these (design.md section 5, Direttiva PCM 27 January 1994 for
 * complaints).
 */
export const kinds = [
  'information',
  'report',
  'complaint',
  'proposal',
  'intervention',
  'help-offer',
  'accessibility',
  'instance',
  'idea',
  'story',
] as const;
export const Kind = z.enum(kinds);
export type Kind = z.infer<typeof Kind>;

/** The channels a contact can come through, with the code of AgID's controlled vocabulary of channels (OntoPiA). */
export const channels = ['form', 'phone', 'email', 'pec', 'fax', 'letter', 'in-person'] as const;
export const Channel = z.enum(channels);
export type Channel = z.infer<typeof Channel>;

/** A name in addresses, messages and tables: lower case, digits, single dashes; 40 characters at most. */
export const Identifier = z.string().check(z.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/), z.maxLength(40));
/** A service's name in addresses and messages, such as `protezione-civile`. */
export const ServiceId = Identifier;
