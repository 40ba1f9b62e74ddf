import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { actByTime } from '../../functions/desk/act-by-time.ts';
import { answerToMany } from '../../functions/desk/answer-to-many.ts';
import type { DeskRequest } from '../../functions/desk/desk.ts';
import { takeNext } from '../../functions/desk/take-next.ts';
import { answerPartner } from '../../functions/status/answer-partner.ts';
import type { ManyView, SeenCase } from '../../shared/contracts/answer-to-many.ts';
import { DeskCase } from '../../shared/contracts/desk.ts';
import type { AnswerNews } from '../../shared/contracts/handed-on.ts';
import { type ReferralAsked, referralActs } from '../../shared/contracts/referral.ts';
import { referralSecret } from '../../shared/core/cases/referral-link.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { readCase } from '../../shared/shell/stores/case-file.ts';
import { eraseTogether, joinedWith } from '../../shared/shell/stores/erase-case.ts';
import { protezioneCivile as definition } from '../fixtures/contacts.ts';
import { rolesOf } from '../fixtures/staff.ts';
import { memoryTries } from '../stores/memory-tries.ts';
import type { Chance } from './chance.ts';
import { deskOf } from './people.ts';
import { hmac } from './story.ts';
import type { Worker, Workers } from './workers.ts';
import { type Ports, service, type World } from './world.ts';

// What spans several writes and is nobody's alone: the next case, referrals and their partners, one answer to many,
// erasure. Each acts on the same cases as everybody else, at the same moment.

/** What was asked, and what was heard: undefined where no answer came. */
type Heard = number | string | undefined;
export type NextPressed = { subject: string; heard?: Heard; code?: string };
export type PartnerAsked = { code: string; referral: string; text: string; act: ReferralAsked['act']; heard?: Heard };
/** One answer to many: the list as it was frozen, and its words. */
export type ManyAsked = {
  cases: readonly SeenCase[];
  text: string;
  heard?: Heard;
  batch?: string;
  /** Cases from which it had left when its taking back was carried out. */
  leftBefore: Map<string, boolean>;
};

/** What a history has of this, for those who look at it when it has come to rest. */
export type Office = {
  pressed: readonly NextPressed[];
  partners: readonly PartnerAsked[];
  many: readonly ManyAsked[];
  /** Cases that were erased, with those that they were joined with. */
  erased: ReadonlySet<string>;
};

const request = (body: object, headers = {}): DeskRequest =>
  ({
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  }) as unknown as DeskRequest;

type Given = {
  world: World;
  workers: Workers;
  portsFor(worker: Worker): Ports;
  chance: Chance;
  codes: readonly string[];
  tell(line: string): void;
};

/** Runs something of the office as one worker; the same again, `tries` times at most, where it was cut off. */
function carryOut(
  { workers, portsFor }: Pick<Given, 'workers' | 'portsFor'>,
  name: string,
  work: (ports: Ports) => Promise<void>,
  tries: number,
  done: () => void = () => undefined,
): void {
  workers.start(name, (worker) => work(portsFor(worker)), {
    expected: /changed \d times/,
    ended(how) {
      if (how === 'done') done();
      else if (tries > 0) carryOut({ workers, portsFor }, name, work, tries - 1, done);
    },
  });
}

/** What was answered: a status, or the problem that was named. */
async function heardOf(asked: () => Promise<{ status: number }>): Promise<Heard> {
  try {
    return (await asked()).status;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.problemName;
  }
}

const supervisor = { subject: 'supervisor-1', name: 'Bruno Neri' };
const asSupervisor = (ports: Ports, now: Date) => ({
  ...deskOf(ports, now),
  officer: supervisor,
  roles: rolesOf('operator', 'supervisor'),
});

/** Presses *next*: whoever hears nothing presses again, and may have two. */
function pressNext(given: Given, pressed: NextPressed[], now: Date): void {
  const subject = `operator-${1 + given.chance.below(3)}`;
  const one: NextPressed = { subject };
  pressed.push(one);
  const drawn = given.chance.next();
  given.tell(`${subject} presses next`);
  carryOut(
    given,
    `next of ${subject}`,
    async (ports) => {
      const officer = { subject, name: subject };
      one.heard = await heardOf(async () => {
        const reply = await takeNext({ ...deskOf(ports, now, drawn), officer }, request({ atWork: 3 }));
        if (reply.status === 201) one.code = DeskCase.parse(reply.body).code;
        return reply;
      });
      given.tell(`  ${subject} hears ${one.heard} ${one.code?.slice(-4) ?? ''}`);
    },
    0,
  );
}

/** An administration with the link that it was mailed does something, and presses again where it heard nothing. */
async function partnerActs(given: Given, partners: PartnerAsked[], now: Date): Promise<void> {
  const { world, chance, tell } = given;
  const code = chance.oneOf(given.codes);
  const { state } = await readCase(world.register, code);
  if (state.stage === 'none') return;
  const known = state.referrals.filter(({ referral, link = 1 }) =>
    world.mails.includes(`link ${link} of ${referral} ${code}`),
  );
  if (known.length === 0) return;
  const { referral, link = 1 } = chance.oneOf(known);
  const act = chance.oneOf(referralActs);
  const one: PartnerAsked = { code, referral, act, text: `partner ${partners.length}` };
  partners.push(one);
  tell(`partner: ${act} of ${code.slice(-4)}, ${one.text}`);
  const asked = { link: referralSecret({ code, referral, link }, hmac), act, text: one.text };
  carryOut(
    given,
    'partner',
    async ({ register }) => {
      const work = { service, definition, hmac: async () => hmac, register, tries: memoryTries() };
      one.heard = await heardOf(() =>
        answerPartner(
          { ...work, attachmentsBucket: 'documents' },
          request(asked) as unknown as APIGatewayProxyEventV2,
          now,
        ),
      );
      tell(`  partner hears ${one.heard}`);
    },
    chance.below(3),
  );
}

/** One answer to some of the cases as they stand; or one that was sent is taken back. */
async function answerMany(given: Given, many: ManyAsked[], now: Date): Promise<void> {
  const { world, chance, tell, codes } = given;
  const sent = many.filter(({ batch }) => batch !== undefined);
  if (sent.length > 0 && chance.happens(0.4)) {
    const { batch = '', cases } = chance.oneOf(sent);
    tell(`supervisor takes back ${batch}`);
    const body = { do: 'take-back', batch, cases };
    carryOut(given, 'many', async (ports) => void (await answerToMany(asSupervisor(ports, now), request(body))), 2);
    return;
  }
  const all = await Promise.all(codes.map(async (code) => ({ code, read: await world.register.read(code) })));
  const cases = all
    .filter(({ read }) => read.length > 0 && chance.happens(0.7))
    .map(({ code, read }) => ({ code, version: read.length }));
  if (cases.length === 0) return;
  const text = `many ${many.length}`;
  const one: ManyAsked = { cases, text, leftBefore: new Map() };
  many.push(one);
  tell(`supervisor answers ${cases.map(({ code, version }) => `${code.slice(-4)} at ${version}`).join(', ')}: ${text}`);
  const body = { do: 'send', texts: { it: text }, final: true, cases, safety: chance.happens(0.2) };
  carryOut(
    given,
    'many',
    async (ports) => {
      one.heard = await heardOf(async () => {
        const reply = await answerToMany(asSupervisor(ports, now), request(body));
        one.batch = (reply.body as Extract<ManyView, { is: 'sent' }>).batch;
        return reply;
      });
    },
    chance.below(3),
  );
}

/** Erases a case with all that it is joined with, as the nightly retention and the tool do; what is cut off goes on. */
function erase(given: Given, erasing: Set<string>, erased: Set<string>, code: string, now: Date): void {
  given.tell(`erases ${code.slice(-4)}`);
  erasing.add(code);
  const at = now.toISOString();
  let together: string[] = [];
  carryOut(
    given,
    `erasing ${code.slice(-4)}`,
    async ({ register, left }) => {
      together = await joinedWith(register, code);
      await eraseTogether({ register, caseId: code, reason: 'retention', at, salt: randomHex, sha256, left });
    },
    Number.POSITIVE_INFINITY,
    () => {
      erasing.delete(code);
      for (const one of together) erased.add(one);
    },
  );
}

/**
 * The office of one history. `act` begins something; `isDone` tells whether time has nothing left to do; `settled` is
 * told of news of answers that were carried out.
 */
export function officeOf(given: Given) {
  const { world, chance, codes } = given;
  const pressed: NextPressed[] = [];
  const partners: PartnerAsked[] = [];
  const many: ManyAsked[] = [];
  const erasing = new Set<string>();
  const erased = new Set<string>();
  let isMinute = false;

  /** What a minute does to cases that wait for a time. */
  function minute(now: Date): void {
    if (isMinute) return;
    isMinute = true;
    const { workers, portsFor } = given;
    workers.start('minute', async (worker) => void (await actByTime({ service, ...portsFor(worker) }, now)), {
      expected: /^$/,
      ended() {
        isMinute = false;
      },
    });
  }

  return {
    pressed,
    partners,
    many,
    erased,
    async act(isTroubled: boolean, now: Date): Promise<void> {
      const drawn = chance.next();
      if (!isTroubled || drawn < 0.15) return minute(now);
      if (drawn < 0.5) return pressNext(given, pressed, now);
      if (drawn < 0.75) return partnerActs(given, partners, now);
      if (drawn < 0.97) return answerMany(given, many, now);
      const code = chance.oneOf(codes);
      if (erasing.has(code) || (await world.register.read(code)).length === 0) return;
      erase(given, erasing, erased, code, now);
    },
    async settled(news: AnswerNews): Promise<void> {
      if (news.news !== 'many-back') return;
      const one = many.find(({ batch }) => batch === news.batch);
      for (const { code } of one === undefined ? [] : news.cases) {
        const { state } = await readCase(world.register, code);
        const given = state.stage === 'none' ? undefined : state.answers.find((known) => known.batch === news.batch);
        const hasLeft = given !== undefined && given.state !== 'withheld';
        if (one !== undefined && !one.leftBefore.has(code)) one.leftBefore.set(code, hasLeft);
      }
    },
    isDone: async (now: Date): Promise<boolean> =>
      erasing.size === 0 && !isMinute && (await world.worklist.dueByTime(now.toISOString(), 1)).length === 0,
  };
}
