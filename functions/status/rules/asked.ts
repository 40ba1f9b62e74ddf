import {
  AddedMessage,
  ConsentSaid,
  clarities,
  RatingSaid,
  SecondFact,
  StatusAsked,
} from '../../../shared/contracts/case-status.ts';
import type { CaseCommand } from '../../../shared/core/cases/commands.ts';
import { present } from '../../../shared/core/present.ts';
import type { Issue } from '../../../shared/texts/mend.ts';

/**
 * What a citizen asks of the status function: the stage, the conversation, to add a message, the proof of a case, what
 * they allow, or how an answer was.
 */
export type Asked = {
  code: string;
  secondFact?: string;
  message?: string;
  after?: number;
  proof?: true;
  publication?: boolean;
  ratings?: CaseCommand<'Rate'>['ratings'];
};

/** Reads the request of one route (the last part of its address) or tells every issue with it. */
export function readAsked(
  address: string,
  pathCode: string | undefined,
  content: unknown,
): Asked | { issues: Issue[] } {
  const read = <Shape>(
    parsed: { success: true; data: Shape } | { success: false; error: { issues: unknown[] } },
    asked: (data: Shape) => Asked,
  ) => (parsed.success ? asked(parsed.data) : { issues: parsed.error.issues as Issue[] });
  switch (address) {
    case 'contact-status':
      return read(StatusAsked.safeParse(content), ({ code, secondFact }) => ({
        code,
        ...present({ secondFact }),
      }));
    case 'conversation':
      return read(SecondFact.safeParse(content), (data) => ({ code: pathCode ?? '', ...data }));
    case 'proof':
      return read(SecondFact.safeParse(content), (data) => ({ code: pathCode ?? '', ...data, proof: true }));
    case 'consent':
      return read(ConsentSaid.safeParse(content), ({ secondFact, publication }) => ({
        code: pathCode ?? '',
        secondFact,
        publication: publication === 'yes',
      }));
    case 'rating':
      return read(RatingSaid.safeParse(content), ({ stars, clear }) => ({
        code: pathCode ?? '',
        ratings: [
          ...(stars === undefined ? [] : [{ scale: 'stars' as const, value: Number(stars) }]),
          ...(clear === undefined ? [] : [{ scale: 'clear' as const, value: clarities.indexOf(clear) + 1 }]),
        ],
      }));
    case 'messages':
      return read(AddedMessage.safeParse(content), ({ secondFact, message, after }) => ({
        code: pathCode ?? '',
        secondFact,
        message,
        ...(after !== undefined && { after: Number(after) }),
      }));
    default:
      return { code: pathCode ?? '' };
  }
}

/** The code that a form or an address gave, as it was typed, so that nobody types it anew; undefined for none. */
export function codeGiven(pathCode: string | undefined, content: unknown): string | undefined {
  const { code } = (typeof content === 'object' && content !== null ? content : {}) as { code?: unknown };
  const given = pathCode ?? (typeof code === 'string' ? code : undefined);
  return given?.slice(0, 80);
}
