import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Desk, DeskRequest } from '../../../functions/desk/desk.ts';
import { keepViews } from '../../../functions/desk/saved-views.ts';
import { maximumViews, type SavedView, ViewsView } from '../../../shared/contracts/saved-view.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { deskOf } from './desk-of.ts';

let desk: Desk;
beforeEach(() => {
  desk = deskOf();
});

const asked = async (body: object, of = desk) =>
  ViewsView.parse(
    (
      await keepViews(of, {
        headers: { 'content-type': 'application/json' },
        isBase64Encoded: false,
        body: JSON.stringify(body),
      } as unknown as DeskRequest)
    ).body,
  ).views;
const keep = (name: string, more: Partial<SavedView> = {}) =>
  asked({ do: 'keep', view: { name, filter: { overdue: true }, ...more } });

describe('the views of the list', () => {
  test('are kept by name for whoever named them, and for nobody else', async () => {
    await keep('Tedeschi', { filter: { language: 'de' } });
    expect((await keep('In ritardo')).map(({ name }) => name)).toEqual(['In ritardo', 'Tedeschi']);
    const other = { ...desk, officer: { subject: 'operator-2', name: 'Dora Neri' } };
    expect(await asked({ do: 'look' }, other)).toEqual([]);
    expect(await asked({ do: 'look' })).toHaveLength(2);
  });

  test('of one name are one, and one that is dropped is gone', async () => {
    await keep('Mie');
    expect(await keep('Mie', { lane: 'urgent' })).toEqual([{ name: 'Mie', lane: 'urgent', filter: { overdue: true } }]);
    expect(await asked({ do: 'drop', name: 'Mie' })).toEqual([]);
  });

  test('are twenty at most: one more is refused and none is lost', async () => {
    for (let number = 0; number < maximumViews; number += 1) await keep(`vista ${number}`);
    await expect(keep('una di troppo')).rejects.toMatchObject({ problemName: 'invalid' });
    expect(await keep('vista 3', { lane: 'urgent' })).toHaveLength(maximumViews);
  });

  test('are of lanes that there are, and of whoever sees the list', async () => {
    await expect(keep('x', { lane: 'nowhere' })).rejects.toMatchObject({ problemName: 'invalid' });
    const editor = { ...desk, roles: rolesOf('editor') };
    await expect(asked({ do: 'look' }, editor)).rejects.toMatchObject({ problemName: 'not-allowed' });
  });

  test('that somebody looks at are kept on', async () => {
    await keep('Mie');
    const keptAt = async () => (await desk.shifts.views(desk.officer.subject))[0]?.keptAt;
    const before = await keptAt();
    desk.now = new Date(desk.now.getTime() + 29 * 86_400_000);
    await asked({ do: 'look' });
    expect(await keptAt()).toBe(before);
    desk.now = new Date(desk.now.getTime() + 2 * 86_400_000);
    await asked({ do: 'look' });
    expect(await keptAt()).toBe(desk.now.toISOString());
  });
});
