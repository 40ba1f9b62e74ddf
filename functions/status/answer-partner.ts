import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { maximumBodyBytes } from '../../shared/contracts/contact.ts';
import { ReferralAsked, type ReferralView } from '../../shared/contracts/referral.ts';
import type { Referral } from '../../shared/core/cases/desk-facts.ts';
import { caseOf } from '../../shared/core/cases/evolve.ts';
import { fileNameOf } from '../../shared/core/cases/file-name.ts';
import { isLinkGood, type ReferralLink, readReferralSecret } from '../../shared/core/cases/referral-link.ts';
import { secondsLeft, triesOf, viewerAddress, windowOf } from '../../shared/core/cases/tries.ts';
import { openEntries } from '../../shared/core/chain.ts';
import { present } from '../../shared/core/present.ts';
import { keyedDigest } from '../../shared/shell/hashing.ts';
import { callerLanguage, type Reply, wantsPage } from '../../shared/shell/http/answering.ts';
import { readBody, wrongMembers } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { logLine } from '../../shared/shell/log.ts';
import type { ServiceFrame } from '../../shared/shell/services/service-frame.ts';
import { changeCase } from '../../shared/shell/stores/case-file.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import type { TriesStore } from '../../shared/shell/stores/second-fact-tries.ts';
import type { ReferralShown } from '../../web/pages/referral-page.ts';
import { commandOfPartner, partnerView, type Shared } from './rules/partner-view.ts';

// Called by on-citizen-request for the link that an administration was mailed (ADR 40); then the page or the answer is
// written. What it shows is never kept: every answer is no-store.

export type PartnerWork = Pick<ServiceFrame, 'service' | 'definition' | 'hmac'> & {
  register: Register;
  tries: TriesStore;
  /** The name of the bucket of documents. */
  attachmentsBucket: string;
};

/** Requests with one link in a quarter of an hour: more than a person ever makes, and no load for the register. */
const mostOfLink = 120;

const page = async () => (await import('../../web/pages/referral-page.ts')).referralPage;

/** What a link opens; counts what opens nothing by the address that sent it, and every link. Throws `too-many-tries`. */
async function opened(work: PartnerWork, event: APIGatewayProxyEventV2, link: string, now: Date) {
  const hmac = await work.hmac();
  const known = readReferralSecret(link, work.definition.codePrefix, hmac);
  const address = keyedDigest(viewerAddress(event.headers['x-forwarded-for']), hmac);
  const tried =
    known === undefined ? triesOf('', address).slice(1) : [{ of: `link ${known.referral}`, most: mostOfLink }];
  const taken = await Promise.all(tried.map((one) => work.tries.take(one, windowOf(now))));
  if (!taken.includes(false)) return known;
  throw new Refusal('too-many-tries', undefined, { headers: { 'Retry-After': String(secondsLeft(now)) } });
}

async function read({ register }: PartnerWork, link: ReferralLink, now: Date) {
  const entries = openEntries(await register.read(link.code));
  const state = caseOf(entries);
  if (state.stage === 'none') return undefined;
  const referral = state.referrals.find((known) => known.referral === link.referral);
  if (referral === undefined || !isLinkGood(referral, link, now.toISOString())) return undefined;
  return { referral, entries };
}

type Opened = NonNullable<Awaited<ReturnType<typeof read>>>;

async function viewOf(
  work: PartnerWork,
  { code }: ReferralLink,
  { referral, entries }: Opened,
  now: Date,
): Promise<ReferralView> {
  const { view, files } = partnerView(work.service, referral, entries, code);
  return files === undefined ? view : { ...view, files: await addressed(work, view, files, now) };
}

async function addressed(
  { attachmentsBucket }: PartnerWork,
  { reference }: Shared['view'],
  files: NonNullable<Shared['files']>,
  now: Date,
): Promise<NonNullable<ReferralView['files']>> {
  const { downloadAddress, downloadSeconds } = await import('../../shared/shell/stores/downloads.ts');
  const addressEndsAt = new Date(now.getTime() + downloadSeconds * 1000).toISOString();
  return Promise.all(
    files.map(async ({ document, contentType, bytes }, index) => {
      const name = fileNameOf(reference, index + 1, contentType);
      const address = await downloadAddress(attachmentsBucket, document, { contentType, fileName: name });
      return { name, contentType, bytes, address, addressEndsAt };
    }),
  );
}

/** Does what an administration pressed, unless it lacks a `text`; `refused` where the referral is past it. */
async function acted(work: PartnerWork, code: string, asked: ReferralAsked, referral: Referral, now: Date) {
  const command = commandOfPartner(asked, referral);
  if (command === undefined || command === 'text') return command;
  const changed = await changeCase({ register: work.register, caseId: code, command, at: now.toISOString() });
  const refused = 'refused' in changed ? changed.refused : undefined;
  const { service } = work;
  logLine({ level: 'info', function: 'referral', service, referral: referral.referral, act: asked.act, refused });
  return refused === undefined || refused === 'nothing-new' ? 'done' : 'refused';
}

/** What a body asks, or the link of one that cannot be read otherwise: whoever mistyped a text keeps the page. */
function askedIn(event: APIGatewayProxyEventV2) {
  const { content } = readBody(event, maximumBodyBytes);
  const parsed = ReferralAsked.safeParse(content);
  if (parsed.success) return { asked: parsed.data, link: parsed.data.link };
  const given = (content as { link?: unknown } | null)?.link;
  return { wrong: wrongMembers(parsed.error.issues), link: typeof given === 'string' ? given.slice(0, 500) : '' };
}

const lacking = () =>
  new Refusal('invalid', ({ problems }) => problems.invalid, {
    errors: [{ pointer: '/text', detail: ({ problems }) => problems.members.empty }],
  });

/**
 * Shows an administration what was referred to it and takes what it says, by the secret of its link in the body. Throws
 * the Refusals `invalid`, `not-found` for a link that opens nothing (any more), `act-refused` and `too-many-tries`; to a
 * browser it shows a page for all but the last.
 */
export async function answerPartner(work: PartnerWork, event: APIGatewayProxyEventV2, now: Date): Promise<Reply> {
  const asPage = wantsPage(event);
  const { asked, wrong, link } = askedIn(event);
  const show = async (status: number, shown: ReferralShown): Promise<Reply> => ({
    status,
    body: (await page())(work.definition, callerLanguage(event), shown),
  });
  const known = await opened(work, event, link, now);
  const before = known && (await read(work, known, now));
  if (known === undefined || before === undefined) {
    if (!asPage) throw wrong ?? new Refusal('not-found');
    return show(404, { link: '', problem: 'no-link' });
  }
  const done = asked === undefined ? 'text' : await acted(work, known.code, asked, before.referral, now);
  if (!asPage && done === 'text') throw wrong ?? lacking();
  if (!asPage && done === 'refused')
    throw new Refusal('act-refused', undefined, { members: { refused: 'no-such-referral' } });
  const view = await viewOf(work, known, (await read(work, known, now)) ?? before, now);
  if (!asPage) return { status: done === 'done' ? 201 : 200, body: view };
  if (done === 'text') return show(422, { link, view, problem: 'text' });
  if (done === 'refused') return show(409, { link, view, problem: 'past', ...present({ typed: asked?.text }) });
  return show(200, { link, view });
}
