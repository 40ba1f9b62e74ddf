import * as z from 'zod/mini';

/**
 * What a citizen can ask for; a service allows some of these. Four are asked for under a law of their own: an instance
 * (L. 241/1990 art. 2), civic access (d.lgs 33/2013 art. 5), access to documents (L. 241/1990 art. 22) and the rights
 * of the GDPR (art. 15 to 22).
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
  'civic-access',
  'document-access',
  'privacy-rights',
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
