import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { present } from '../../../shared/core/present.ts';

describe('members that are present', () => {
  test('what is undefined is missing, and null, false, nothing counted and nothing written stay', () => {
    const members = { left: undefined, empty: '', none: null, no: false, zero: 0 };

    expect(Object.keys(present(members))).toEqual(['empty', 'none', 'no', 'zero']);
  });

  test('a record read back from JSON is the same', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.option(fc.integer(), { nil: undefined })), (members) => {
        const kept = present(members);
        expect(Object.entries(JSON.parse(JSON.stringify(kept)))).toEqual(Object.entries(kept));
      }),
    );
  });

  test('types say which members may be missing', () => {
    const name: string | undefined = ['Ada'].find((each) => each === 'Ada');
    const record: { sure: number; name?: string } = present({ sure: 1, name });

    expect(record).toStrictEqual({ sure: 1, name: 'Ada' });
  });
});
