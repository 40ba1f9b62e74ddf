import { keyOf } from './receipt-code.ts';

const named = /^[A-Za-z0-9-]{1,64}$/;

/** What a form's own press is known by, which its page carried; undefined for a form that carries none. */
export function submissionNamed({ submission }: Record<string, unknown>): string | undefined {
  return typeof submission === 'string' && named.test(submission) ? submission : undefined;
}

/**
 * The key that a request is repeated under: its Idempotency-Key or, of a form, what its page carried; `'unreadable'`
 * for a header that names no one key.
 */
export function keyNamed(
  header: string | undefined,
  form: Record<string, unknown>,
): { key: string } | undefined | 'unreadable' {
  const submission = submissionNamed(form);
  return keyOf(header) ?? (submission === undefined ? undefined : { key: `form|${submission}` });
}
