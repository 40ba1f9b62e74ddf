import { describe, expect, test } from '@jest/globals';
import { heldItem } from '../../../functions/mail-in/rules/held-item.ts';
import { languageOf } from '../../../functions/mail-in/rules/mail-language.ts';
import { openMail } from '../../../functions/mail-in/rules/open-mail.ts';
import { sortMail } from '../../../functions/mail-in/rules/sort-mail.ts';
import { HeldMail } from '../../../shared/contracts/held-mail.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { code } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { own } from './arrive.ts';

const opened = (head: readonly string[], words = 'Una domanda.') =>
  openMail(new TextEncoder().encode([...head, '', words].join('\r\n')));
const item = (more: Partial<Parameters<typeof heldItem>[0]>) => {
  const held = heldItem({
    service: 'protezione-civile',
    id: 'a'.repeat(32),
    because: 'spam',
    arrivedAt: '2026-11-29T10:00:00+01:00',
    original: 'incoming/one',
    bytes: 7,
    opened: undefined,
    code: undefined,
    rules: lifeFirst,
    statement: protezioneCivile.emergencyStatement,
    ...more,
  });
  expect(HeldMail.parse(held)).toEqual(held);
  return held;
};

describe('a held mail, for whoever decides on it', () => {
  test('says who sent it, about what, and with how many files', async () => {
    const mail = await opened(['From: Ada <ada@example.org>', 'Subject: Offerta']);
    expect(item({ opened: mail })).toMatchObject({
      from: 'ada@example.org',
      subject: 'Offerta',
      urgent: false,
      files: 0,
    });
    const bare = item({ opened: await opened(['X-Nothing: 1']) });
    expect(bare).not.toHaveProperty('from');
    expect(bare).not.toHaveProperty('subject');
    const attached = await opened(
      ['From: ada@example.org', 'Content-Type: multipart/mixed; boundary=x'],
      '--x\r\nContent-Type: text/plain\r\n\r\nEcco.\r\n--x\r\nContent-Disposition: attachment; filename="a.pdf"\r\n\r\nx\r\n--x--',
    );
    expect(item({ opened: attached }).files).toBe(1);
  });

  test('has one name for the same mail, by its instant in UTC', () => {
    expect(item({}).mail).toBe(`2026-11-29T09:00:00.000Z_${'a'.repeat(32)}`);
  });

  test('is urgent where it speaks of danger to life, whatever it was held for', async () => {
    const speaks = await opened(['From: ada@example.org'], 'Aiuto, la casa brucia!');
    expect(item({ opened: speaks, because: 'spam' }).urgent).toBe(true);
    expect(item({ opened: await opened(['From: ada@example.org'], 'Grazie!\r\n\r\n> la casa brucia!') }).urgent).toBe(
      true,
    );
    // Its case has heard what it quotes.
    expect(
      item({ opened: await opened(['From: ada@example.org'], 'Grazie!\r\n\r\n> la casa brucia!'), code }).urgent,
    ).toBe(false);
  });

  test('that nobody could open still stands there, with its size and where it lies', () => {
    expect(item({ because: 'too-large', original: `incoming/${'x'.repeat(300)}` })).toEqual({
      ...{ mail: `2026-11-29T09:00:00.000Z_${'a'.repeat(32)}`, service: 'protezione-civile', because: 'too-large' },
      ...{ arrivedAt: '2026-11-29T10:00:00+01:00', urgent: false, files: 0, bytes: 7 },
      original: `incoming/${'x'.repeat(191)}`,
    });
  });
});

describe('the language of a mail', () => {
  test.each([
    ['it', 'Buongiorno, vorrei sapere se la strada è aperta. Grazie'],
    ['en', 'Dear all, would you tell me if the road is open? Thanks'],
    ['de', 'Guten Tag, ist die Straße offen und wie lange? Danke'],
    ['de', 'GUTEN TAG, IST DIE STRASSE OFFEN UND WIE LANGE?'],
    ['it', ''],
    ['it', 'Km 12+300'],
    // As many small words of either: where they do not tell, it is Italian.
    ['it', 'the la'],
    ['en', 'the the la'],
  ])('is %s for «%s»', (language, words) => expect(languageOf(words)).toBe(language));

  test('is that of how it begins', () => {
    expect(languageOf(`${'la strada '.repeat(500)}${'the road '.repeat(5000)}`)).toBe('it');
  });
});

test('whoever is away says so with the first word of a mail that nobody sent', async () => {
  const sorted = async (words: string, ...head: string[]) => {
    const { envelope, mail, certified } = await opened(['From: ada@example.org', 'Subject: Re: x', ...head], words);
    return sortMail(envelope, mail, certified, own);
  };
  const away = 'Sono assente fino al 3 dicembre.';
  expect(await sorted(away, 'Return-Path: <>')).toEqual({ is: 'recorded', because: 'auto-reply' });
  expect(await sorted(away)).toEqual({ is: 'held', because: 'machine' });
  expect(await sorted('La strada è aperta?', 'Return-Path: <>')).toEqual({ is: 'held', because: 'machine' });
});
