import type { Ring, SpokenCall } from '../../../shared/contracts/wake.ts';

/** The key that answers: one everybody finds in the dark. */
const answerDigit = '1';

/** The order to a telephone exchange that a ring makes; `from` is the number to show. */
export function spokenCall(ring: Ring, from: string | undefined): SpokenCall {
  const { service, to, language, words: text, answerAddress, more, at, until } = ring;
  return {
    type: 'staff.call',
    timestamp: at,
    data: {
      service,
      to,
      ...(from === undefined ? {} : { from }),
      language,
      text,
      answer: { digit: answerDigit, address: answerAddress },
      ...(more && { more }),
      until,
    },
  };
}
