/** An event pattern of EventBridge, parsed from JSON. */
export type Pattern = Record<string, unknown>;

/** A test made of several patterns as JSON text, any of which may match; without patterns everything passes. */
export function filterOf(patterns: string[]): (event: unknown) => boolean {
  if (patterns.length === 0) return () => true;
  const parsed = patterns.map((pattern) => JSON.parse(pattern) as Pattern);
  return (event) => parsed.some((pattern) => matchesPattern(pattern, event));
}

/**
 * The first operator in a pattern, such as `prefix` or `$or`; undefined when it is made of literals, as all of ours
 * are.
 */
export function operatorIn(pattern: Pattern): string | undefined {
  for (const [key, expected] of Object.entries(pattern)) {
    if (key.startsWith('$')) return key;
    const operator = Array.isArray(expected)
      ? expected.flatMap((value) => (value !== null && typeof value === 'object' ? Object.keys(value) : []))[0]
      : operatorIn(expected as Pattern);
    if (operator !== undefined) return operator;
  }
  return undefined;
}

/**
 * Tells whether an event has, in every member that the pattern names, one of the values that it lists: EventBridge's
 * rules for literals. An operator matches nothing; `operatorIn` names it at start.
 */
export function matchesPattern(pattern: Pattern, event: unknown): boolean {
  return Object.entries(pattern).every(([key, expected]) => {
    const actual = typeof event === 'object' && event !== null ? (event as Record<string, unknown>)[key] : undefined;
    const values = Array.isArray(actual) ? actual : [actual];
    return Array.isArray(expected)
      ? values.some((value) => expected.includes(value))
      : values.some((value) => matchesPattern(expected as Pattern, value));
  });
}
