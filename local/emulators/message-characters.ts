/**
 * What no message may carry (SQS, SendMessage): all but #x9, #xA, #xD, #x20-#xD7FF, #xE000-#xFFFD, #x10000-#x10FFFF.
 */
const notTaken = /[^\u0009\u000a\u000d\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * Makes fauxqs 2.4.1 take the characters that SQS takes: it refuses all above U+FFFF, and so every emoji.
 * @throws Error when its rule is not where it was.
 */
export async function takeAllCharacters(): Promise<RegExp> {
  const { INVALID_MESSAGE_BODY_CHAR: rule } = await import(
    new URL('sqs/sqsTypes.js', import.meta.resolve('fauxqs')).href
  );
  if (!(rule instanceof RegExp)) throw new Error('fauxqs keeps its rule for the characters of a message elsewhere');
  rule.test = (body: string) => notTaken.test(body);
  return rule;
}
