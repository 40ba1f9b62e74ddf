import { Construct } from 'constructs';
import type { Api } from './api.ts';
import { type House, HouseFunction } from './house/function.ts';

/** Tells anyone whether the platform works, and what is wrong with a path that leads nowhere. */
export class Platform extends Construct {
  /** Answers whatever no route knows, of any API. */
  readonly unknownPath: HouseFunction;

  constructor(scope: Construct, id: string, { house, api, staffApi }: { house: House; api: Api; staffApi: Api }) {
    super(scope, id);
    const healthCheck = new HouseFunction(this, 'AnyoneGet', {
      house,
      bundle: 'platform-health-check',
      description: 'Says whether the platform works',
      errorImpact: 'Whoever watches the platform from outside believes that it is down.',
      environment: {},
    });
    api.answer(healthCheck);

    this.unknownPath = new HouseFunction(this, 'UnknownPath', {
      house,
      bundle: 'platform-unknown-path',
      description: 'Answers 404 or 405, and says what to mend, where no route leads',
      errorImpact: 'Whoever mistypes an address of the API gets a server error instead of a hint.',
      environment: {},
    });
    api.routeRest(this.unknownPath);
    staffApi.routeRest(this.unknownPath);
  }
}
