import { describe, expect, test } from '@jest/globals';
import type { ContentEntry, ContentEvent } from '../../../../shared/contracts/content/entry.ts';
import { genesisHash } from '../../../../shared/core/chain.ts';
import { brokenContentLink, sealContentEntry } from '../../../../shared/core/knowledge/content-chain.ts';
import { sha256 } from '../../../../shared/shell/hashing.ts';

const by = { subject: 'anna', name: 'Anna Bianchi' };
const content = 'article/piano';
const event = (version: number): ContentEvent => ({
  type: 'Reviewed',
  at: `2026-03-0${version}T08:00:00.000Z`,
  by,
  version,
});

/** Three entries, each sealed after the one before. */
function sealed(): ContentEntry[] {
  const entries: ContentEntry[] = [];
  for (const version of [1, 2, 3])
    entries.push(sealContentEntry({ content, event: event(version), previous: entries.at(-1), sha256 }));
  return entries;
}
const changed = (place: number, change: Partial<ContentEntry>): ContentEntry[] =>
  sealed().map((entry, index) => (index === place ? { ...entry, ...change } : entry));

describe('the chain of a content', () => {
  test('counts its entries from one and names in each the one before', () => {
    const [first, second, third] = sealed();
    expect(first).toMatchObject({ content, version: 1, prevHash: genesisHash, at: '2026-03-01T08:00:00.000Z' });
    expect(second).toMatchObject({ version: 2, prevHash: first?.hash, event: event(2) });
    expect(third).toMatchObject({ version: 3, prevHash: second?.hash });
    expect(brokenContentLink(sealed(), sha256)).toBeUndefined();
    expect(brokenContentLink([], sha256)).toBeUndefined();
  });

  test('is broken where an entry is missing, at whichever end', () => {
    const [first, second, third] = sealed() as [ContentEntry, ContentEntry, ContentEntry];
    expect(brokenContentLink([first, third], sha256)).toEqual({ version: 2, because: 'gap' });
    expect(brokenContentLink([second, third], sha256)).toEqual({ version: 1, because: 'gap' });
  });

  test('is broken where any part of an entry was changed', () => {
    for (const change of [
      { content: 'article/altro' },
      { event: { ...event(2), by: { ...by, name: 'Bruno' } } },
      { at: '2026-03-09T08:00:00.000Z' },
      { hash: 'f'.repeat(64) },
    ] as Partial<ContentEntry>[])
      expect(brokenContentLink(changed(1, change), sha256)).toEqual({ version: 2, because: 'content' });
    expect(brokenContentLink(changed(1, { prevHash: 'f'.repeat(64) }), sha256)).toEqual({
      version: 2,
      because: 'previous',
    });
  });

  test('is broken where an entry was sealed with another time than its event’s', () => {
    const [first] = sealed() as [ContentEntry];
    const other = sealContentEntry({ content, event: event(2), previous: first, sha256 });
    const late = { ...other, event: { ...other.event, at: '2026-03-09T08:00:00.000Z' } };
    expect(brokenContentLink([first, late], sha256)).toEqual({ version: 2, because: 'content' });
  });
});
