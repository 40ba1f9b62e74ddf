import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A line to a DynamoDB on this machine that carries each call there, and can lose an answer on its way back: the write
 * is made, and the SDK, which heard nothing, makes it again.
 */
export async function lossyLine(port: number): Promise<{
  url: string;
  /** Loses the answer to the next call of this operation, such as `PutItem`. */
  loseAnswerTo(operation: string): void;
  close(): Promise<void>;
}> {
  const lost = new Set<string>();
  const server = createServer((asked, answer) => {
    const operation = String(asked.headers['x-amz-target']).split('.').at(-1) ?? '';
    const { method, url, headers } = asked;
    const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (given) => {
      if (lost.delete(operation)) {
        given.resume().on('end', () => asked.socket.destroy());
        return;
      }
      answer.writeHead(given.statusCode ?? 500, given.headers);
      given.pipe(answer);
    });
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    loseAnswerTo: (operation) => void lost.add(operation),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
