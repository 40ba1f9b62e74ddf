import { Construct } from 'constructs';
import type { Api } from './api.ts';
import { type House, HouseFunction } from './house/function.ts';

/** Tells anyone which services there are, and when each is open. */
export class Hours extends Construct {
  constructor(scope: Construct, id: string, { house, api }: { house: House; api: Api }) {
    super(scope, id);
    const { lambda } = new HouseFunction(this, 'AnyoneGet', {
      house,
      bundle: 'hours-anyone-get',
      description: 'Says which services there are and when they are open, and why',
      errorImpact: 'Citizens and voice menus cannot see which services there are and whether they are open.',
      environment: {},
    });
    api.route('GET', '/v1/services', lambda);
    api.route('GET', '/v1/services/{service}', lambda);
    api.route('GET', '/v1/services/{service}/hours', lambda);
  }
}
