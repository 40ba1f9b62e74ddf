import * as z from 'zod/mini';

/**
 * The languages every citizen text exists in: Italian first (the law's language), then English and German (Alto Adige).
 */
export const languages = ['it', 'en', 'de'] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

/** One text in every language, 1 to 4,000 characters each. */
export const Translated = z.strictObject({
  it: z.string().check(z.minLength(1), z.maxLength(4000)),
  en: z.string().check(z.minLength(1), z.maxLength(4000)),
  de: z.string().check(z.minLength(1), z.maxLength(4000)),
});
export type Translated = z.infer<typeof Translated>;

/** An instant as ISO 8601 in UTC or with an offset, such as `2026-09-11T15:00:00.000Z`. */
export const Instant = z.iso.datetime({ offset: true }).check(z.maxLength(40));

/** A calendar day as `YYYY-MM-DD`. */
export const Day = z.iso.date().check(z.maxLength(10));

/** Characters of one text in a conversation: an answer of the desk may be longer than a citizen's message. */
export const maximumTextLength = 20_000;

/** At least one sign that is seen: blanks, joiners and fillers alone say nothing. */
export const somethingSeen =
  /[^\s\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0]/;

/** No control characters but tab and line ends. */
export const noControl = z.regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/);

/** A text with its line ends as LF: a form sends CRLF (HTML, multipart and urlencoded forms), JSON what it likes. */
export const unixLines = (given: string): string => given.replace(/\r\n?/g, '\n');

/** One line that somebody types: no control characters, at most so many characters, and at least one. */
export const line = (maximum: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(maximum), z.regex(/^[^\u0000-\u001f\u007f]*$/));

/** Such a line in which something can be seen. */
export const seenLine = (maximum: number) => line(maximum).check(z.regex(somethingSeen));

/** Several lines that somebody types: no control characters but line ends and tabs. */
export const prose = (maximum: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(maximum), noControl);
