import { describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import fc from 'fast-check';
import {
  decideOn,
  holdGiven,
  listGiven,
  openGiven,
  type Room,
  showGiven,
} from '../../../functions/contributions/moderate.ts';
import {
  type ContributionDecision,
  contributionBoxes,
  GivenContribution,
  GivenContributions,
} from '../../../shared/contracts/contribution.ts';
import type { Contribution } from '../../../shared/core/contributions/contribution.ts';
import type { StaffRole } from '../../../shared/core/staff.ts';
import { Refusal } from '../../../shared/shell/http/problems.ts';
import { familyLine } from '../../fixtures/contacts.ts';
import { givenIdea, nobodyKnown } from '../../fixtures/contributions.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { memoryContributions } from '../../stores/memory-contributions.ts';
import { memoryReads } from '../../stores/memory-reads.ts';

const begun = '2026-11-20T09:00:00.000Z';
const later = (minutes: number) => new Date(Date.parse(begun) + minutes * 60_000);
const { id } = givenIdea();
const publish: ContributionDecision = {
  act: 'publish',
  title: 'Un armadio per i passeggini',
  text: 'Chi va al nido in autobus non sa dove lasciare il passeggino.',
  letsBeKnown: nobodyKnown,
};

/** A room of one contribution, for whoever has a role at an instant; `mailRefuses` while the queue takes no mail. */
async function roomOf(given: Partial<Contribution> = {}, { mailRefuses = false } = {}) {
  const contributions = memoryContributions();
  const reads = memoryReads();
  const mails: string[] = [];
  await contributions.give(givenIdea(given));
  const as = (role: StaffRole, now = new Date(begun), name = 'Gaia Conti'): Room => ({
    ...{ definition: familyLine, contributions, rules: { kinds: ['idea'] }, portalUrl: 'https://portal.example' },
    mail: async (body) => {
      if (mailRefuses) throw new Error('the queue refuses');
      mails.push(body);
    },
    ...{ officer: { subject: name, name }, roles: rolesOf(role), reads, now },
    line: { function: 'contributions', service: 'familyline', subject: name, route: '' },
  });
  return { contributions, reads, mails, as };
}

const asked = (body?: object, more: { version?: number; box?: string; id?: string } = {}) =>
  ({
    headers: {
      'content-type': 'application/json',
      ...(more.version !== undefined && { 'if-match': `"${more.version}"` }),
    },
    pathParameters: { id: more.id ?? id },
    ...(more.box !== undefined && { queryStringParameters: { box: more.box } }),
    isBase64Encoded: false,
    body: JSON.stringify(body),
  }) as unknown as APIGatewayProxyEventV2;

const refusal = async (act: Promise<unknown>): Promise<Refusal> => {
  const error = await act.then(
    () => new Error('it was done'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw error;
  return error;
};
const why = async (act: Promise<unknown>) => {
  const { problemName, members } = await refusal(act);
  return [problemName, members?.['refused']];
};

describe('the list of a box', () => {
  test('given nothing asked, shows what waits, with how many are overdue', async () => {
    const { contributions, as } = await roomOf();
    await contributions.give(givenIdea({ id: 'overdue00000', decidedBy: '2026-11-19T08:00:00.000Z' }));
    await contributions.give(givenIdea({ id: 'published000', state: 'published' }));
    const view = GivenContributions.parse((await listGiven(as('editor'), asked())).body);
    expect(view).toMatchObject({ box: 'waiting', waiting: 2, overdue: 1 });
    expect(view.contributions.map((row) => row.id)).toEqual([id, 'overdue00000']);
  });

  test('shows any box by its name, and refuses another with what there is', async () => {
    const { as } = await roomOf({ state: 'declined' });
    for (const box of contributionBoxes) {
      const view = GivenContributions.parse((await listGiven(as('auditor'), asked(undefined, { box }))).body);
      expect(view.contributions).toHaveLength(box === 'declined' ? 1 : 0);
      expect(view.waiting).toBe(0);
    }
    const { problemName, errors } = await refusal(listGiven(as('editor'), asked(undefined, { box: 'drafts' })));
    expect([problemName, errors?.[0]?.pointer]).toEqual(['invalid', '/box']);
  });
});

describe('whoever reads one', () => {
  test('given a moderator, it is kept who and when, once a quarter of an hour', async () => {
    const { reads, as } = await roomOf();
    const reply = await showGiven(as('editor'), asked());
    expect(GivenContribution.parse(reply.body).title).toBe('Un armadio per i passeggini');
    expect(reply.headers).toEqual({ ETag: '"1"' });
    await showGiven(as('editor', later(1)), asked());
    await showGiven(as('editor', later(20)), asked());
    expect(reads.all().map(({ of, name, as: role, ground }) => [of, name, role, ground])).toEqual(
      Array(2).fill([`contribution ${id}`, 'Gaia Conti', 'editor', 'own']),
    );
  });

  test('given an auditor, gives a reason first, which opens it to them alone for an hour', async () => {
    const { reads, as } = await roomOf();
    const audit = (now: Date, name = 'Ugo Neri') => as('auditor', now, name);
    expect(await why(showGiven(audit(later(0)), asked()))).toEqual(['not-allowed', 'reason-needed']);
    expect(reads.all()).toEqual([]);
    expect((await openGiven(audit(later(1)), asked({ reason: 'Reclamo 12 della redazione' }))).status).toBe(201);
    expect((await showGiven(audit(later(60)), asked())).status).toBe(200);
    expect(await why(showGiven(audit(later(60), 'Ivo Sala'), asked()))).toEqual(['not-allowed', 'reason-needed']);
    expect(await why(showGiven(audit(later(62)), asked()))).toEqual(['not-allowed', 'reason-needed']);
    expect(reads.all()).toMatchObject([{ as: 'auditor', ground: 'reason', reason: 'Reclamo 12 della redazione' }]);
  });

  test('given no such contribution, is told so, and nothing is kept', async () => {
    const { reads, as } = await roomOf();
    expect(await why(showGiven(as('editor'), asked(undefined, { id: 'never0000000' })))).toEqual([
      'not-found',
      undefined,
    ]);
    expect(reads.all()).toEqual([]);
  });
});

describe('a decision', () => {
  test('given what nobody is known by, publishes it, and its author is written to', async () => {
    const { contributions, mails, as } = await roomOf();
    const reply = await decideOn(as('editor'), asked(publish, { version: 1 }));
    expect(reply).toMatchObject({ status: 201, headers: { ETag: '"2"' }, body: { state: 'published' } });
    expect((await contributions.published(10)).map((one) => one.text)).toEqual([publish.text]);
    expect(mails).toHaveLength(1);
    expect((await contributions.read(id))?.history.at(-1)).toEqual({ at: begun, what: 'published', by: 'Gaia Conti' });
  });

  test('given another version than was seen, or none, does nothing', async () => {
    const { contributions, as } = await roomOf();
    expect(await why(decideOn(as('editor'), asked(publish)))).toEqual(['precondition-required', undefined]);
    const { problemName, members } = await refusal(decideOn(as('editor'), asked(publish, { version: 7 })));
    expect([problemName, members?.['version']]).toEqual(['changed-meanwhile', 1]);
    expect((await contributions.read(id))?.version).toBe(1);
  });

  test('given two moderators on one version, the second is told, and one mail leaves', async () => {
    const { mails, as } = await roomOf();
    const decline: ContributionDecision = { act: 'decline', reason: 'already-known' };
    const both = await Promise.allSettled([
      decideOn(as('editor'), asked(publish, { version: 1 })),
      decideOn(as('supervisor'), asked(decline, { version: 1 })),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as Refusal] : []));
    expect(lost.map(({ problemName }) => problemName)).toEqual(['changed-meanwhile']);
    expect(mails).toHaveLength(1);
  });

  test('given a mark that nobody confirmed, names it; given that it is confirmed, publishes', async () => {
    const { contributions, as } = await roomOf();
    const text = 'Chiamatemi al 333 1234567, vi dico dove lasciare il passeggino.';
    const { problemName, members } = await refusal(decideOn(as('editor'), asked({ ...publish, text }, { version: 1 })));
    const marks = members?.['marks'] as { of: 'text'; from: number; to: number }[];
    expect([problemName, members?.['refused']]).toEqual(['act-refused', 'marks-left']);
    expect(marks.map(({ from, to }) => text.slice(from, to))).toEqual(['333 1234567']);
    expect((await contributions.published(1)).length).toBe(0);
    const confirmed = marks.map(({ of, from, to }) => ({ of, from, to }));
    expect((await decideOn(as('editor'), asked({ ...publish, text, confirmed }, { version: 1 }))).status).toBe(201);
  });

  test('given no consent, says that first, whatever marks are left', async () => {
    const { as } = await roomOf({ consents: { publish: false, name: false, contact: false, dialogue: false } });
    const text = 'Chiamatemi al 333 1234567.';
    expect(await why(decideOn(as('editor'), asked({ ...publish, text }, { version: 1 })))).toEqual([
      'act-refused',
      'no-consent',
    ]);
  });

  test('given that the queue refuses the mail, holds all the same, and the mail stays owed', async () => {
    const { contributions, as } = await roomOf({}, { mailRefuses: true });
    expect((await decideOn(as('editor'), asked(publish, { version: 1 }))).status).toBe(201);
    expect(await contributions.owing('published')).toEqual([{ id, owed: 'published' }]);
  });

  test('of any kind on any state: what is public has the consent to it and was published, and each act is one version', async () => {
    const decisions: ContributionDecision[] = [
      publish,
      { ...publish, letsBeKnown: { ...nobodyKnown, another: 'yes' } },
      { act: 'decline', reason: 'other', words: 'Non è per noi.' },
      { act: 'send-back', reason: 'hard-to-understand', words: 'Che cosa intendi?' },
      { act: 'keep' },
      { act: 'take-down', reason: 'somebody-recognisable' },
      { act: 'set-outcome', outcome: 'taken-up' },
      { act: 'set-outcome', outcome: 'not-taken-up' },
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(fc.constantFrom(...decisions), { minLength: 1, maxLength: 8 }),
        async (consented, acts) => {
          const { contributions, as } = await roomOf({
            consents: { publish: consented, name: false, contact: false, dialogue: false },
          });
          for (const act of acts) {
            const before = (await contributions.read(id)) as Contribution;
            const outcome = await decideOn(as('editor'), asked(act, { version: before.version })).catch(
              (error: unknown) => error,
            );
            const next = (await contributions.read(id)) as Contribution;
            if (outcome instanceof Error) {
              expect((outcome as Refusal).problemName).toBe('act-refused');
              expect(next).toEqual(before);
            } else expect(next.version).toBe(before.version + 1);
            const isPublic = (await contributions.published(10)).length > 0;
            expect(isPublic).toBe(next.state === 'published' && consented);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a hold of an authority', () => {
  const hold = {
    do: 'hold',
    act: 'Decreto 12/2026',
    authority: 'Procura di Rieti',
    incident: 'Procedimento 77',
    until: '2027-01-31T00:00:00.000Z',
  };

  test('given an administrator, is kept with who set it, and shows them nothing', async () => {
    const { contributions, reads, as } = await roomOf();
    expect(await holdGiven(as('administrator', later(0), 'Aldo Monti'), asked(hold))).toEqual({
      status: 204,
      body: '',
    });
    expect(reads.all()).toEqual([]);
    const { do: _does, ...members } = hold;
    expect((await contributions.read(id))?.hold).toEqual({ ...members, by: 'Aldo Monti', at: begun });
    const shown = GivenContribution.parse((await showGiven(as('editor'), asked())).body);
    expect(shown.hold).toMatchObject({ act: hold.act, authority: hold.authority, incident: hold.incident });
    expect((await holdGiven(as('administrator'), asked({ do: 'lift', act: 'Decreto 13/2026' }))).status).toBe(204);
    expect(await contributions.read(id)).not.toHaveProperty('hold');
  });

  test('given an instant that is over, or nothing to lift, is refused', async () => {
    const { as } = await roomOf();
    const over = await refusal(holdGiven(as('administrator'), asked({ ...hold, until: begun })));
    expect([over.problemName, over.errors?.[0]?.pointer]).toEqual(['invalid', '/until']);
    expect(await why(holdGiven(as('administrator'), asked({ do: 'lift', act: 'Decreto 13/2026' })))).toEqual([
      'act-refused',
      'not-now',
    ]);
  });
});
