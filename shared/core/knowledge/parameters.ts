import type { Parameter } from '../../contracts/content/parameter.ts';

/** The value of a dated figure on a day `YYYY-MM-DD`; undefined when none is published for that day. */
export function valueOn(parameter: Parameter, day: string): number | undefined {
  return parameter.values.find(({ from, to }) => from <= day && (to === undefined || day <= to))?.value;
}

/** What dated figures are worth on one day. */
export type Figures = (id: string) => number | undefined;

/** The figures of a day, by their ids; an id that nobody knows has no value. */
export function figuresOn(parameters: readonly Parameter[], day: string): Figures {
  const values = new Map(parameters.map((parameter) => [parameter.id, valueOn(parameter, day)]));
  return (id) => values.get(id);
}

/** The parameters that a text names as `{{parameter}}`, each once. */
export function parametersNamed(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{([a-z0-9-]+)\}\}/g)].map(([, id = '']) => id))];
}
