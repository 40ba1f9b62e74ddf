import { expect, test } from '@jest/globals';
import { takeAllCharacters } from '../../local/emulators/message-characters.ts';

test('the stage’s queues take what SQS takes, emoji too, and refuse what it refuses', async () => {
  const rule = await takeAllCharacters();
  const isRefused = (body: string) => rule.test(body);
  expect(['Casa allagata 🆘', '👍', 'città\t\r\n', '\u{10ffff}'].filter(isRefused)).toEqual([]);
  expect(['\u0000', '\u000b', '\ufffe', '\uffff', '\ud83c alone'].filter((body) => !isRefused(body))).toEqual([]);
});
