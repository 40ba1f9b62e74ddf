import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CaseEvent, RegisterEntry } from '../../../shared/contracts/case-event.ts';
import { firstBrokenLink, openEntry, sealEntry } from '../../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../../shared/shell/hashing.ts';

const message = (text: string): CaseEvent => ({ type: 'MessageAdded', from: 'citizen', personal: { message: text } });

function chainOf(texts: string[]): RegisterEntry[] {
  const entries: RegisterEntry[] = [];
  for (const text of texts) {
    const at = '2026-09-11T15:00:00.000Z';
    entries.push(
      sealEntry({ caseId: 'PC-1', at, events: [message(text)], previous: entries.at(-1), salt: randomHex(), sha256 }),
    );
  }
  return entries;
}
const texts = fc.array(fc.string(), { minLength: 1, maxLength: 8 });

describe('the chain of a case', () => {
  test('holds as it was written and gives the events back', () => {
    fc.assert(
      fc.property(texts, (words) => {
        const entries = chainOf(words);
        expect(firstBrokenLink(entries, sha256)).toBeUndefined();
        expect(entries.flatMap(openEntry)).toEqual(words.map(message));
      }),
    );
  });

  test('breaks at the entry whose events, time or hash were changed', () => {
    fc.assert(
      fc.property(
        texts,
        fc.nat(),
        fc.constantFrom('events', 'at', 'hash', 'prevHash', 'personal'),
        (words, pick, member) => {
          const entries = chainOf(words);
          const place = pick % entries.length;
          const entry = entries[place] as RegisterEntry;
          const changed = { ...entry, [member]: `${entry[member as 'events']} ` };
          const broken = firstBrokenLink([...entries.slice(0, place), changed, ...entries.slice(place + 1)], sha256);
          expect(broken?.version).toBe(place + 1);
        },
      ),
    );
  });

  test('breaks where an entry was taken out of the middle', () => {
    const [first, , third] = chainOf(['a', 'b', 'c']);
    expect(firstBrokenLink([first as RegisterEntry, third as RegisterEntry], sha256)).toEqual({
      caseId: 'PC-1',
      version: 3,
      reason: 'version-missing',
    });
  });

  test('still holds when the personal part of any entry is erased, and the words are gone', () => {
    fc.assert(
      fc.property(texts, fc.nat(), (words, pick) => {
        const entries = chainOf(words);
        const place = pick % entries.length;
        const { personal, ...erased } = entries[place] as RegisterEntry;
        const after = [...entries.slice(0, place), erased, ...entries.slice(place + 1)];
        expect(personal).toBeDefined();
        expect(firstBrokenLink(after, sha256)).toBeUndefined();
        expect(openEntry(erased)).toEqual([{ type: 'MessageAdded', from: 'citizen' }]);
      }),
    );
  });

  test('is sealed as entries of years ago were: any other form of a hash would break every chain that is kept', () => {
    const kept: RegisterEntry = {
      caseId: 'PC-1',
      version: 1,
      at: '2026-09-11T15:00:00.000Z',
      events:
        '{"events":[{"type":"MessageAdded","from":"citizen"}],"personal":"51d1fa32e9ba762b89f0864a9045886beae3e58ef03e8ba5b2619f94bd3c3022"}',
      personal: '{"salt":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","parts":[{"message":"Ci siete?"}]}',
      prevHash: '0'.repeat(64),
      hash: 'd492def8a9e28a205dcb639e8945acd043d80c0e22f0bff2b749a5fb5f660bdb',
    };
    const { caseId, at } = kept;
    const events = [message('Ci siete?')];
    expect(sealEntry({ caseId, at, events, previous: undefined, salt: 'aa'.repeat(16), sha256 })).toEqual(kept);
  });

  test('keeps no trace of personal words outside the part that erasure removes', () => {
    const [entry] = chainOf(['Maria Rossi, via Roma 1']);
    const { personal: _erased, ...kept } = entry as RegisterEntry;
    expect(JSON.stringify(kept)).not.toContain('Maria');
  });
});
