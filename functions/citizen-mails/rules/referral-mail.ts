import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import type { WrittenMail } from '../../../shared/contracts/mail.ts';
import type { KnownCase } from '../../../shared/core/cases/case.ts';
import type { Referral } from '../../../shared/core/cases/desk-facts.ts';
import type { Hmac } from '../../../shared/core/cases/receipt-code.ts';
import { referenceOf, referralSecret } from '../../../shared/core/cases/referral-link.ts';
import { mayMail } from '../../../shared/core/cases/safe-contact.ts';
import { readableInstant } from '../../../shared/texts/dates.ts';
import { caseAnswerTexts } from '../../../shared/texts/mails/case-answer.ts';
import { referralNewsTexts, referralTexts } from '../../../shared/texts/mails/referral.ts';
import { answerLine, citizenMail, type MailFrame } from './citizen-mail.ts';

/** A link that an administration is to be sent: the referral as it stands, and which link it is. */
export type LinkDue = { referral: Referral; link: number };

/**
 * The links that the events of one entry make due, from the case with them: of a referral that has an address and is
 * still owed.
 */
export function linksDue(state: KnownCase, events: readonly CaseEvent[]): LinkDue[] {
  return events.flatMap((event) => {
    if (event.type !== 'Referred' && event.type !== 'ReferralLinkRenewed') return [];
    const link = event.type === 'Referred' ? 1 : event.link;
    const referral = state.referrals.find((known) => known.referral === event.referral);
    const isOwed = referral?.state === 'sent' || referral?.state === 'acknowledged';
    // A later link is on its way by an entry of its own.
    return referral?.email !== undefined && isOwed && (referral.link ?? 1) === link ? [{ referral, link }] : [];
  });
}

/**
 * The mail with the link that opens a referral: in Italian, as administrations here write to each other. It tells
 * nothing of the case, neither words nor code, and nobody who answers it by mail writes into the case.
 */
export function linkMail(
  { referral, link }: LinkDue,
  caseId: string,
  frame: MailFrame,
  hmac: Hmac,
): WrittenMail | undefined {
  const { definition, portalUrl } = frame;
  if (referral.email === undefined) return undefined;
  const language = 'it';
  const texts = referralTexts[language];
  const service = definition.name[language];
  const reference = referenceOf(referral);
  const secret = referralSecret({ code: caseId, referral: referral.referral, link }, hmac);
  const address = `${portalUrl}/${language}/${definition.service}/referral/#${secret}`;
  const { state, acknowledgeBy } = referral;
  const withoutReply = { ...frame, replyTo: undefined };
  return citizenMail(withoutReply, {
    to: referral.email,
    language,
    subject: texts.mailSubject(service, reference),
    name: `referral-${referral.referral}-${link}`,
    title: reference,
    paragraphs: [
      { text: texts.mailLead(service, referral.to) },
      { text: texts.mailOpen },
      { text: address, link: address },
      ...(state === 'sent' && acknowledgeBy !== undefined
        ? [{ text: texts.mailTerm(readableInstant(acknowledgeBy, language)), strong: true }]
        : []),
      ...(link > 1 ? [{ text: texts.mailOld }] : []),
      { text: texts.mailSecret },
      { text: definition.administration[language] },
      answerLine(withoutReply),
    ],
  });
}

/** What a citizen is to be told of a referral: that the request went there, or that it came back. */
export type ReferralNews = { referral: string; to: string; what: 'went' | 'refused' | 'back' };

/**
 * What the events of one entry tell of where a request is; nothing of a case that they end, and nothing of one that has
 * nobody to mail.
 */
export function referralNews(state: KnownCase, events: readonly CaseEvent[]): ReferralNews[] {
  const isOver = events.some(({ type }) => type === 'Closed');
  if (isOver || state.contactPoints.email === undefined || !mayMail(Object.values(state.safe))) return [];
  const what = { Referred: 'went', ReferralRefused: 'refused', ReferralReturned: 'back' } as const;
  return events.flatMap((event) => {
    if (event.type !== 'Referred' && event.type !== 'ReferralRefused' && event.type !== 'ReferralReturned') return [];
    const known = state.referrals.find(({ referral }) => referral === event.referral);
    return known === undefined ? [] : [{ referral: known.referral, to: known.to, what: what[event.type] }];
  });
}

/** The mail that says where a request is now; of violence it tells nothing but that there is something to read. */
export function referralNewsMail(news: ReferralNews, caseId: string, state: KnownCase, frame: MailFrame): WrittenMail {
  const { definition, portalUrl } = frame;
  const { language, contactPoints, tellsViolence } = state;
  const service = definition.name[language];
  const texts = referralNewsTexts[language];
  const answers = caseAnswerTexts[language];
  const address = `${portalUrl}/${language}/${definition.service}/status/`;
  const told = [
    { text: texts[news.what](news.to) },
    ...(news.what === 'went' ? [] : [{ text: texts.withUs }]),
    { text: `${answers.code}: ${caseId}`, strong: true },
  ];
  return citizenMail(frame, {
    to: contactPoints.email as string,
    language,
    subject: tellsViolence ? answers.neutralSubject(service, caseId) : texts.subject(service, caseId),
    name: `${caseId}.referral-${news.referral}-${news.what}`,
    title: caseId,
    paragraphs: [
      ...(tellsViolence ? [{ text: answers.neutral }] : told),
      { text: address, link: address },
      { text: definition.emergencyStatement[language], strong: true },
      { text: definition.administration[language] },
      ...(tellsViolence ? [] : [answerLine(frame)]),
    ],
  });
}
