import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { PreparedService } from '../../contracts/service.ts';
import type { Language } from '../../contracts/text.ts';
import { logLine } from '../log.ts';
import { answering, callerLanguage, wantsPage } from './answering.ts';
import { Refusal } from './problems.ts';
import { isWriting } from './staff.ts';

/** What a page shows of what one person was sent: the name in its address, and the thing itself where there is one. */
type Shown<View> = { name: string; view?: View };

/** What differs between the things that somebody of the staff is sent a link to. */
export type LinkedThing<
  Kept extends object,
  Person extends { name: string },
  View extends { state: string },
  Said = void,
> = {
  services: readonly PreparedService[];
  /** The name in the path: `{call}`, `{wake}`. */
  parameter: string;
  /** Reads what a name in the address stands for, as it is kept now. */
  read: (service: string, name: string) => Promise<Kept | undefined>;
  /** Whose the name is. */
  person: (kept: Kept, name: string, service: PreparedService) => Person | undefined;
  /** The thing with this person's answer, or undefined where nothing is left to answer. */
  answered: (kept: Kept, person: string, now: string, said: Said) => Kept | undefined;
  /** What whoever answers says, where there is more to say than that they have heard; throws a Refusal. */
  said?: (event: APIGatewayProxyEventV2, now: Date) => Said;
  keep: (kept: Kept) => Promise<'kept' | 'changed meanwhile'>;
  /** What follows from an answer that was kept. */
  afterwards?: (service: PreparedService, kept: Kept, person: Person, now: Date) => Promise<void>;
  view: (kept: Kept) => View;
  page: () => Promise<(service: PreparedService, language: Language, shown: Shown<View>) => string>;
};

/**
 * A handler of links that one person of the staff was sent: shows what it is about, and takes their answer. Only a
 * POST answers, because mail scanners open every link. Throws Refusal `unavailable` where three others were quicker.
 */
export const answeringByLink = <
  Kept extends object,
  Person extends { name: string },
  View extends { state: string },
  Said = void,
>(
  functionName: string,
  thing: LinkedThing<Kept, Person, View, Said>,
) =>
  answering(functionName, async (event, now) => {
    const { services, parameter, read, person, answered, said, keep, afterwards, view, page } = thing;
    const { service = '', [parameter]: name = '' } = event.pathParameters ?? {};
    const definition = services.find((each) => each.service === service);
    if (definition === undefined) throw new Refusal('unknown-service');
    let kept: Kept | undefined = await read(service, name);
    const addressee = kept && person(kept, name, definition);
    const language = callerLanguage(event);
    if (kept === undefined || addressee === undefined) {
      if (!wantsPage(event)) throw new Refusal('not-found');
      return { status: 404, body: (await page())(definition, language, { name }) };
    }
    const says = isWriting(event) ? said?.(event, now) : undefined;
    // Somebody else, or the minute's own step, may change it at the same moment: then it is judged once more.
    for (let attempt = 0; isWriting(event) && attempt < 3; attempt += 1) {
      const answer = answered(kept, addressee.name, now.toISOString(), says as Said);
      if (answer === undefined) break;
      const isKept = (await keep(answer)) === 'kept';
      logLine({ level: 'info', function: functionName, service, link: name.split('-')[0], answered: isKept });
      kept = isKept ? answer : ((await read(service, name)) ?? kept);
      if (isKept) await afterwards?.(definition, answer, addressee, now);
    }
    const shown = view(kept);
    if (isWriting(event) && shown.state === 'open') throw new Refusal('unavailable');
    return {
      status: 200,
      body: wantsPage(event) ? (await page())(definition, language, { name, view: shown }) : shown,
    };
  });
