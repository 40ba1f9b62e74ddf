import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/** Sends one message as another mail server would (RFC 5321); gives the last answer, or the first that refuses. */
export async function sendMail(
  smtp: string,
  { from, to, message }: { from: string; to: readonly string[]; message: string | Uint8Array },
): Promise<string> {
  const { hostname, port } = new URL(smtp);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  const answer = async (): Promise<string> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error('the mail server hung up');
      if (!/^\d{3}-/.test(value)) return value;
    }
  };
  const say = async (line: string) => {
    socket.write(`${line}\r\n`);
    return answer();
  };
  try {
    await answer();
    for (const line of [
      'EHLO mx.example.org',
      `MAIL FROM:<${from}>`,
      ...to.map((address) => `RCPT TO:<${address}>`),
      'DATA',
    ]) {
      const heard = await say(line);
      if (!/^[23]/.test(heard)) return heard;
    }
    const text = typeof message === 'string' ? message : Buffer.from(message).toString('latin1');
    const body = text.replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..');
    socket.write(Buffer.from(body, typeof message === 'string' ? 'utf8' : 'latin1'));
    return await say('\r\n.');
  } finally {
    socket.end('QUIT\r\n');
  }
}
