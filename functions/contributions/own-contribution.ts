import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import { maximumBodyBytes } from '../../shared/contracts/contact.ts';
import { ConsentWithdrawal, ContributionChange, OwnContributionAsked } from '../../shared/contracts/contribution.ts';
import { mintCode } from '../../shared/core/cases/receipt-code.ts';
import type { Contribution } from '../../shared/core/contributions/contribution.ts';
import { type ContributionCommand, decideContribution } from '../../shared/core/contributions/decide-contribution.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { callerLanguage, type Reply } from '../../shared/shell/http/answering.ts';
import { readBody } from '../../shared/shell/http/body.ts';
import { heardFirst, heardIn } from '../../shared/shell/http/heard-first.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { logLine } from '../../shared/shell/log.ts';
import { proven } from '../../shared/shell/stores/proven.ts';
import type { TriesStore } from '../../shared/shell/stores/second-fact-tries.ts';
import type { Issue } from '../../shared/texts/mend.ts';
import { actRefused, dangerIn, heardMembers, idOf } from './contributions-work.ts';
import { ownView } from './rules/contribution-views.ts';
import { type Giving, tellDesk } from './tell-desk.ts';
import { wrongFields } from './wrong-fields.ts';

/** What an author's own contribution is shown and changed with. */
export type OwnWork = Giving & { tries: TriesStore };

/** Times that an act is tried again after somebody else was quicker. */
const mostTries = 3;

async function readOwn<Schema extends z.ZodMiniType>(
  schema: Schema,
  content: unknown,
  event: APIGatewayProxyEventV2,
): Promise<z.infer<Schema>> {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw await wrongFields(parsed.error.issues as Issue[], content, callerLanguage(event));
}

/** The contribution that a code and a second fact open. Throws the Refusals of `proven`. */
const ownOf = (work: OwnWork, asked: OwnContributionAsked, event: APIGatewayProxyEventV2, now: Date) =>
  proven(
    work,
    asked,
    { event, now },
    { find: (code, hmac) => work.contributions.read(idOf(code, hmac)), pointsOf: ({ given }) => given },
  );

/** Does an act of the author's, again where somebody else was quicker. Throws the Refusal `act-refused`. */
async function act(work: OwnWork, one: Contribution, command: ContributionCommand, now: Date): Promise<Contribution> {
  const { contributions, rules, definition } = work;
  let current = one;
  for (let tried = 0; tried < mostTries; tried += 1) {
    const decided = decideContribution(current, command, { rules, at: now.toISOString() });
    if ('refused' in decided) throw actRefused(decided);
    if (await contributions.replace(decided.next)) {
      logLine({
        level: 'info',
        function: 'contributions',
        service: definition.service,
        by: 'author',
        act: command.does,
      });
      return decided.next;
    }
    const again = await contributions.read(current.id);
    if (again === undefined) throw new Refusal('erased');
    current = again;
  }
  throw new Refusal('unavailable', undefined, { headers: { 'Retry-After': '1' } });
}

/** Shows an author where a contribution stands, takes other words for it, or withdraws what they consented to. */
export async function answerAuthor(work: OwnWork, event: APIGatewayProxyEventV2, now: Date): Promise<Reply> {
  const { content } = readBody(event, maximumBodyBytes);
  const shown = (one: Contribution): Reply => ({ status: 200, body: ownView(one, work.definition.service) });
  if (event.routeKey.endsWith('/withdrawals')) {
    const { withdraw, ...asked } = await readOwn(ConsentWithdrawal, content, event);
    const purposes = withdraw === 'all' ? ('all' as const) : [withdraw].flat();
    const one = await ownOf(work, asked, event, now);
    return shown(await act(work, one, { does: 'withdraw', purposes }, now));
  }
  if (!event.routeKey.endsWith('/changes'))
    return shown(await ownOf(work, await readOwn(OwnContributionAsked, content, event), event, now));
  const heard = await heardIn(event, content, work.definition, heardMembers);
  return heardFirst(heard, async () => {
    const { title, text, ...asked } = await readOwn(ContributionChange, content, event);
    const one = await ownOf(work, asked, event, now);
    const { danger, advice } = heard;
    if (danger.level !== 'none') {
      // A request of its own: what was given first may be one already.
      const words = sha256(JSON.stringify(['contribution-change', one.id, title, text]));
      const code = mintCode(work.definition.codePrefix, words, await work.hmac());
      await tellDesk(
        work,
        { ...one.given, kind: one.kind, language: one.language, title, text },
        { code, danger, now },
      );
    }
    const command = {
      does: 'change' as const,
      title,
      text,
      ...(danger.level !== 'none' && { danger: dangerIn(danger) }),
    };
    const changed = await act(work, one, command, now);
    return { status: 200, body: { ...ownView(changed, work.definition.service), ...(advice && { advice }) } };
  });
}
