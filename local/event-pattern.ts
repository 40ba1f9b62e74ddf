/** An event pattern of EventBridge, parsed from JSON. */
export type Pattern = Record<string, unknown>;

/** A test made of several patterns as JSON text, any of which may match; without patterns everything passes. */
export function filterOf(patterns: string[]): (event: unknown) => boolean {
  if (patterns.length === 0) return () => true;
  const parsed = patterns.map((pattern) => JSON.parse(pattern) as Pattern);
  return (event) => parsed.some((pattern) => matchesPattern(pattern, event));
}

/** Tells whether an event matches a pattern by EventBridge's rules; throws on an operator that it does not know. */
export function matchesPattern(pattern: Pattern, event: unknown): boolean {
  return Object.entries(pattern).every(([key, expected]) => {
    if (key === '$or') return (expected as Pattern[]).some((branch) => matchesPattern(branch, event));
    const actual = typeof event === 'object' && event !== null ? (event as Record<string, unknown>)[key] : undefined;
    if (Array.isArray(expected)) {
      const values = Array.isArray(actual) ? actual : [actual];
      const candidates = values.length === 0 ? [undefined] : values;
      return expected.some((condition) => candidates.some((value) => matchesValue(condition, value)));
    }
    const branches = Array.isArray(actual) ? actual : [actual];
    return branches.some((branch) => matchesPattern(expected as Pattern, branch));
  });
}

function matchesValue(condition: unknown, value: unknown): boolean {
  if (typeof condition !== 'object' || condition === null) return condition === value;
  const [operator, operand] = Object.entries(condition)[0] ?? [];
  const text = typeof value === 'string' ? value : undefined;
  switch (operator) {
    case 'exists':
      return (value !== undefined) === operand;
    case 'prefix':
      if (typeof operand === 'object')
        return text?.toLowerCase().startsWith(String(operand['equals-ignore-case']).toLowerCase()) ?? false;
      return text?.startsWith(operand) ?? false;
    case 'suffix':
      if (typeof operand === 'object')
        return text?.toLowerCase().endsWith(String(operand['equals-ignore-case']).toLowerCase()) ?? false;
      return text?.endsWith(operand) ?? false;
    case 'equals-ignore-case':
      return text?.toLowerCase() === String(operand).toLowerCase();
    case 'wildcard':
      return (
        text !== undefined &&
        new RegExp(
          `^${String(operand)
            .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
            .replaceAll('*', '.*')}$`,
          's',
        ).test(text)
      );
    case 'anything-but':
      if (value === undefined) return false;
      if (Array.isArray(operand)) return !operand.includes(value);
      if (typeof operand === 'object' && operand !== null) {
        const inner = Object.entries(operand)[0] as [string, unknown];
        return [inner[1]].flat().every((each) => !matchesValue({ [inner[0]]: each }, value));
      }
      return operand !== value;
    case 'numeric': {
      if (typeof value !== 'number') return false;
      const list = operand as (string | number)[];
      for (let index = 0; index < list.length; index += 2) {
        if (!compares(String(list[index]), value, Number(list[index + 1]))) return false;
      }
      return true;
    }
  }
  throw new Error(`event pattern operator ${operator} is not known`);
}

function compares(operator: string, value: number, bound: number): boolean {
  switch (operator) {
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '>':
      return value > bound;
    case '>=':
      return value >= bound;
    default:
      return value === bound;
  }
}
