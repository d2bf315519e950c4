import { appendFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, Socket, isIPv4 } from 'node:net';

const PORT = 3128;
const ADDRESS = `http://127.0.0.1:${PORT}`;
const VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'].map(name => `${name}=${ADDRESS}`);

/**
 * Puts up a proxy, and makes it known as administrators of instances do. Like those of companies it passes on to names
 * on the internet and not to the metadata address, which is the instance's own.
 */
export async function startProxy(): Promise<() => Promise<void>> {
  appendFileSync('/etc/environment', `${VARIABLES.join('\n')}\n`);
  writeFileSync('/etc/profile.d/proxy.sh', `export ${VARIABLES.join(' ')}\n`);
  const sockets = new Set<Socket>();
  const server = createServer((_, response) => response.writeHead(403).end('Forbidden by the proxy'));
  server.on('connect', (request, client: Socket) => {
    const [host, port] = (request.url ?? '').split(':');
    sockets.add(client);
    client.on('error', () => client.destroy());
    if (isIPv4(host)) return void client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    sockets.add(upstream);
    upstream.on('error', () => client.destroy());
  });
  await new Promise<void>(resolve => server.listen(PORT, '127.0.0.1', resolve));
  return async () => {
    sockets.forEach(socket => socket.destroy());
    await new Promise(resolve => server.close(resolve));
  };
}
