import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { publicName } from '../../shared/core/cases/public-name.ts';
import { hmacWith } from '../../shared/shell/hashing.ts';
import { contributionNamed } from '../../web/console/contributions/words.ts';
import { addresses } from '../../web/pages/addresses.ts';

test('given any name, or the address of its page, finds the name', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('familyline', 'protezione-civile'), (code, service) => {
      const name = publicName('contribution', code, hmacWith('secret'));
      const page = addresses.contributions('it', service, { id: name });
      const console = `https://sportello.example/console/#/${service}/contributions/${name}`;
      for (const typed of [name, ` ${name.toUpperCase()} `, `https://sportello.example${page}`, console])
        expect(contributionNamed(typed)).toBe(name);
    }),
  );
});

test.each(['', 'contribution', 'FL-7K3M-9QXT-4DHR-8WZA', '0123456789abc'])(
  'given %p, which names none, finds none',
  (typed) => {
    expect(contributionNamed(typed)).toBeUndefined();
  },
);
