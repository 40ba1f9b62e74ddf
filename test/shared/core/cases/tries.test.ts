import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { secondsLeft, triesOf, viewerAddress, windowOf } from '../../../../shared/core/cases/tries.ts';

describe('a quarter of an hour', () => {
  const at = (time: string) => new Date(`2026-11-30T${time}Z`);

  test('begins with the hour and each fifteen minutes after it', () => {
    for (const time of ['10:15:00.000', '10:20:00.000', '10:29:59.999'])
      expect(windowOf(at(time))).toBe(at('10:15:00.000').getTime());
    expect(windowOf(at('10:30:00.000'))).toBe(at('10:30:00.000').getTime());
  });

  test('is over in so many whole seconds, one at least', () => {
    expect(secondsLeft(at('10:15:00.000'))).toBe(900);
    expect(secondsLeft(at('10:15:00.001'))).toBe(900);
    expect(secondsLeft(at('10:15:01.000'))).toBe(899);
    expect(secondsLeft(at('10:29:59.999'))).toBe(1);
  });
});

test('ten wrong second facts are taken of a code, and thirty of an address', () => {
  expect(triesOf('PC-1', 'd')).toEqual([
    { of: 'code PC-1', most: 10 },
    { of: 'address d', most: 30 },
  ]);
});

describe('the address that a request came from', () => {
  test.each([
    [
      'is the one before CloudFront’s, whatever the viewer wrote before',
      '1.1.1.1, 203.0.113.7 , 130.176.0.1',
      '203.0.113.7',
    ],
    ['is the only one where there is no other', '203.0.113.7', '203.0.113.7'],
    ['is nothing where nothing is told', undefined, ''],
    ['is nothing where an empty text is told', '', ''],
    ['is of IPv6 the network', '2001:DB8:0012:0034:5:6:7:8, 1.1.1.1', '2001:db8:12:34'],
    ['is the same however its zeros are written', '2001:db8::5, 1.1.1.1', '2001:db8:0:0'],
    ['is the same with all zeros written', '2001:0db8:0000:0000:1:1:1:1, 1.1.1.1', '2001:db8:0:0'],
    ['may begin with zeros', '::1, 1.1.1.1', '0:0:0:0'],
    ['may end with them', '2001:db8:1:2::, 1.1.1.1', '2001:db8:1:2'],
    ['may have few between', '2001::3:4:5:6:7:8, 1.1.1.1', '2001:0:3:4'],
    ['is whole where it carries one of IPv4', '::ffff:203.0.113.7, 1.1.1.1', '::ffff:203.0.113.7'],
  ])('%s', (_, forwardedFor, address) => {
    expect(viewerAddress(forwardedFor)).toBe(address);
  });

  test('is one for a whole network, however an address of it is shortened', () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), group, (groups, last) => {
        const written = (all: number[]) => all.map((one) => one.toString(16)).join(':');
        const shortened = new URL(`http://[${written(groups)}]/`).hostname.slice(1, -1);
        fc.pre(!shortened.includes('.'));
        expect(viewerAddress(`${shortened}, 1.1.1.1`)).toBe(viewerAddress(`${written(groups)}, 1.1.1.1`));
        expect(viewerAddress(`${written([...groups.slice(0, 7), last])}, x`)).toBe(
          viewerAddress(`${written(groups)}, x`),
        );
      }),
    );
  });
});
