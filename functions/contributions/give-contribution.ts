import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { maximumBodyBytes } from '../../shared/contracts/contact.ts';
import type { ContributionBody, ContributionReceipt } from '../../shared/contracts/contribution.ts';
import { mintCode, submissionOf } from '../../shared/core/cases/receipt-code.ts';
import { type Contribution, decidedBy } from '../../shared/core/contributions/contribution.ts';
import { present } from '../../shared/core/present.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { callerLanguage, type Reply } from '../../shared/shell/http/answering.ts';
import { readSent } from '../../shared/shell/http/body.ts';
import { type Heard, heardFirst, heardIn } from '../../shared/shell/http/heard-first.ts';
import { tellsNobody } from '../../shared/texts/danger/advice.ts';
import { dangerIn, heardMembers, idOf } from './contributions-work.ts';
import { contributionOfForm, readContribution } from './rules/read-contribution.ts';
import { tellSoon } from './tell-author.ts';
import { type Giving, tellDesk } from './tell-desk.ts';
import { wrongFields } from './wrong-fields.ts';

function contributionOf(
  { rules }: Giving,
  body: ContributionBody,
  { id, code, at, danger }: { id: string; code: string; at: string; danger: Heard['danger'] },
): Contribution {
  const { kind, language, ...given } = wordsOf(body);
  const { consents = {} } = body;
  const said = (consent: 'yes' | 'no' | undefined) => consent === 'yes';
  return {
    ...{ id, code, version: 1, kind, language, state: 'waiting', since: at, receivedAt: at },
    decidedBy: decidedBy(rules, at),
    given,
    consents: {
      publish: said(consents.publish),
      name: said(consents.name),
      contact: said(consents.contact),
      dialogue: said(consents.dialogue),
    },
    parentAgrees: said(body.parentAgrees),
    ...present({ danger: dangerIn(danger) }),
    history: [{ at, what: 'given' }],
  };
}

/**
 * Keeps a contribution durably, once however often it is sent, and gives its receipt. Throws the Refusals `invalid`,
 * with whom to call where the words speak of danger, and `unavailable` where it cannot be kept.
 */
export async function giveContribution(work: Giving, event: APIGatewayProxyEventV2, now: Date): Promise<Reply> {
  const { from, content: sent, form, key } = readSent(event, maximumBodyBytes);
  const content = from === 'form' ? contributionOfForm(form) : sent;
  const heard = await heardIn(event, content, work.definition, heardMembers);
  return heardFirst(heard, async () => {
    const reading = readContribution(content, work.rules);
    if ('issues' in reading) throw await wrongFields(reading.issues, content, callerLanguage(event));
    return { status: 202, body: await keep(work, reading.contribution, { heard, key, now }) };
  });
}

/** The words of a contribution, with how its author is reached. */
const wordsOf = ({ kind, language, title, text, firstName, email, phone, safeContact }: ContributionBody) => ({
  ...{ kind, language, title, text },
  ...present({ firstName, email, phone, safeContact }),
});

async function keep(
  work: Giving,
  body: ContributionBody,
  { heard, key, now }: { heard: Heard; key: string | undefined; now: Date },
): Promise<ContributionReceipt> {
  const { definition, contributions, rules } = work;
  const { service, codePrefix } = definition;
  const hmac = await work.hmac();
  const digest = sha256(JSON.stringify([service, 'contribution', body]));
  const code = mintCode(codePrefix, submissionOf(digest, key, now.getTime()), hmac);
  const id = idOf(code, hmac);
  const { danger, advice } = heard;
  const known = await contributions.read(id);
  const at = known?.receivedAt ?? now.toISOString();
  // Before it is kept: should that fail, whoever reads at the desk knows of the danger all the same.
  if (danger.level !== 'none') await tellDesk(work, wordsOf(body), { code, danger, now });
  if (known === undefined) {
    const one = contributionOf(work, body, { id, code, at, danger });
    // Of a request the mails of requests tell.
    const owed = danger.level === 'none' ? ('received' as const) : undefined;
    if (await contributions.give(one, owed)) await tellSoon(work, one, owed, now);
  }
  // What nothing that stays on a screen may tell of is not in a receipt either.
  const silent = danger.level !== 'none' && tellsNobody(danger.kind);
  return {
    ...{ code, service, kind: body.kind, receivedAt: at, decidedBy: decidedBy(rules, at) },
    ...(danger.level !== 'none' && { alsoRequest: true as const }),
    ...present({ advice: silent ? undefined : advice }),
  };
}
