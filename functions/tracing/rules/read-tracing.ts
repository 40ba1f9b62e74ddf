import { TracingBody } from '../../../shared/contracts/tracing.ts';
import { withConsent } from '../../../shared/core/form-consent.ts';
import { present } from '../../../shared/core/present.ts';
import type { Asked } from '../../../shared/core/tracing/tracing.ts';
import type { Issue } from '../../../shared/texts/mend.ts';

/** A form's fields as the members of a search: its own key is none, the consent gets its type. */
export function tracingOfForm(form: Record<string, unknown>): Record<string, unknown> {
  const { submission: _key, ...members } = form;
  return withConsent(members);
}

/** Reads a search in one of the events that are open: it, or every issue that keeps it from being one. */
export function readTracing(content: unknown, open: readonly string[]): { tracing: TracingBody } | { issues: Issue[] } {
  const parsed = TracingBody.safeParse(content);
  const issues: Issue[] = parsed.success ? [] : (parsed.error.issues as Issue[]);
  const { event } = (typeof content === 'object' && content !== null ? content : {}) as { event?: unknown };
  if (typeof event === 'string' && !open.includes(event)) issues.push({ code: 'custom', path: ['event'] });
  return issues.length > 0 || !parsed.success ? { issues } : { tracing: parsed.data };
}

/** What is kept of the words of a search. */
export function askedIn({ event: _event, language: _language, privacyAccepted: _read, ...asked }: TracingBody): Asked {
  return asked;
}

/** A search as words that the desk reads in Italian, where it speaks of danger and waits there as well. */
export function wordsForDesk(asked: Asked): string {
  const lines = present({
    'Cerca una persona': asked.soughtName,
    Età: asked.soughtAge,
    'Vista o sentita': asked.seenWhen,
    Dove: asked.seenWhere,
    Edificio: [asked.address, asked.municipality].filter((part) => part !== undefined).join(', ') || undefined,
    'Telefoni della persona': asked.soughtPhones,
    Segni: asked.signs,
    'Chi cerca è': asked.relation,
  });
  return Object.entries(lines)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
    .slice(0, 4_000);
}
