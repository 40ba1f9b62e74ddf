import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { PracticeProposed, type PracticeReceipt } from '../../shared/contracts/content/practice-proposed.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Hmac } from '../../shared/core/cases/receipt-code.ts';
import { viewerAddress } from '../../shared/core/cases/tries.ts';
import { dateOf, dayInRome, dayOf } from '../../shared/core/hours/zone.ts';
import { present } from '../../shared/core/present.ts';
import { keyedDigest, sha256 } from '../../shared/shell/hashing.ts';
import { callerLanguage, type Reply, wantsPage } from '../../shared/shell/http/answering.ts';
import { readBody, wrongMembers } from '../../shared/shell/http/body.ts';
import { heardFirst, heardIn } from '../../shared/shell/http/heard-first.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { logLine } from '../../shared/shell/log.ts';
import type { Catalogue } from '../../shared/shell/stores/catalogue.ts';
import type { Contents } from '../../shared/shell/stores/contents.ts';
import type { PracticeShown } from '../../web/pages/propose-practice-page.ts';
import { nextEntry } from './act-on-content.ts';
import { checkDocument } from './rules/check-document.ts';
import { door, isFull, practiceDocument, practiceId } from './rules/practice-draft.ts';

// Called by on-editor-request for what administrations, firms and associations tell: a draft that an editor reads.

/** What practices are taken with. */
export type TakingPractices = {
  definition: PreparedService;
  contents: Contents;
  catalogue: Pick<Catalogue, 'all'>;
  hmac(): Promise<Hmac>;
  now: Date;
};

const maximumBytes = 32_768;
const heardMembers = ['title', 'summary', 'aim', 'result'];

/** A form sends texts alone. */
const ofForm = ({ mayBePublished, ...rest }: Record<string, unknown>): Record<string, unknown> => ({
  ...rest,
  ...(mayBePublished !== undefined && { mayBePublished: mayBePublished === 'true' || mayBePublished }),
});

/**
 * Keeps a practice as a draft, once however often it is sent. Who sent it is known by a digest that is another each day:
 * enough to refuse a flood, and no way back to an address. Throws the Refusal `too-many-tries`.
 */
async function keep(work: TakingPractices, event: APIGatewayProxyEventV2, told: PracticeProposed) {
  const { definition, contents, catalogue, hmac, now } = work;
  const { service } = definition;
  const at = now.toISOString();
  const today = dayInRome(now.getTime());
  const id = practiceId(told.title, sha256(JSON.stringify([service, told])));
  const content = `practice/${id}`;
  const receipt = { service, practice: id, receivedAt: at };
  const entries = await contents.read(content);
  if (entries[0] !== undefined) return { ...receipt, receivedAt: entries[0].at };
  const sender = keyedDigest(`${today}|${viewerAddress(event.headers['x-forwarded-for'])}`, await hmac());
  const by = { subject: `${door}${sender.slice(0, 16)}`, name: told.who.slice(0, 200) };
  if (isFull(await catalogue.all(), by.subject, at))
    throw new Refusal('too-many-tries', undefined, { headers: { 'Retry-After': '3600' } });
  const { language } = told;
  const made = practiceDocument(told, { id, service, today, reviewBy: dateOf(dayOf(today) + 365) });
  const checked = checkDocument(made, { service, kind: 'practice', id, language });
  if ('issues' in checked) throw wrongMembers(checked.issues);
  const act = { act: 'write', language, document: checked.document, change: 'Raccontata dal modulo pubblico' } as const;
  const entry = nextEntry(content, [], { act, by, at, declared: false });
  if ('refused' in entry) throw new Refusal('act-refused', undefined, { members: { ...entry } });
  // Where another request with the same words was sooner, theirs is this one.
  await contents.append(entry);
  logLine({ level: 'info', function: 'practices', service, content });
  return receipt;
}

/**
 * Takes a good practice: 202 once it is durably kept as a draft; a browser gets a page. Throws the Refusals `invalid`
 * and `too-many-tries`; whom to call is told first where the words speak of danger to life.
 */
export async function takePractice(work: TakingPractices, event: APIGatewayProxyEventV2): Promise<Reply> {
  const { from, content } = readBody(event, maximumBytes);
  const given = from === 'form' ? ofForm(content as Record<string, unknown>) : content;
  const heard = await heardIn(event, given, work.definition, heardMembers);
  const asPage = wantsPage(event);
  const danger = heard.danger.level === 'none' ? undefined : heard.danger;
  const show = async (status: number, shown: PracticeShown): Promise<Reply> => {
    const { proposePracticePage } = await import('../../web/pages/propose-practice-page.ts');
    return {
      status,
      body: proposePracticePage(work.definition, callerLanguage(event), { ...shown, ...present({ danger }) }),
    };
  };
  return heardFirst(heard, async () => {
    const read = PracticeProposed.safeParse(given);
    if (!read.success) {
      if (!asPage) throw wrongMembers(read.error.issues);
      const typed = Object.fromEntries(
        Object.entries((given ?? {}) as object).map(([name, value]) => [name, String(value)]),
      );
      return show(422, { typed, wrong: read.error.issues.map(({ path }) => String(path[0] ?? '')) });
    }
    const receipt: PracticeReceipt = await keep(work, event, read.data);
    if (asPage) return show(202, { done: true });
    return { status: 202, body: { ...receipt, ...present({ advice: heard.advice }) } };
  });
}
