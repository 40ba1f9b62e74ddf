import { answering } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { refusalOfPath } from './rules/unknown-path.ts';

const services = readServices().map(({ service }) => service);

/** Says what is wrong with an address that no route answers: the service, the method or the path. */
export const handler = answering('unknown-path', async ({ rawPath, requestContext }) => {
  const { name, allow } = refusalOfPath(rawPath, requestContext.http.method, services);
  throw new Refusal(name, undefined, allow === undefined ? {} : { headers: { Allow: allow } });
});
