import type { Resource } from './template.ts';

/** Arn of the function that an integration calls, however its address is written. */
export function integratedFunction(integration: Resource): string {
  const uri = String(integration.properties['IntegrationUri'] ?? '');
  return /functions\/(arn:[^/]+)\/invocations/.exec(uri)?.[1] ?? uri;
}
