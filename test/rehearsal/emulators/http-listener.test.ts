import { HttpListener, HttpRequest, listen } from '../../../lib/rehearsal/emulators';

let listener: HttpListener | undefined;
afterEach(async () => listener?.close());

test('hands requests to the service that the host selects', async () => {
  const seen: HttpRequest[] = [];
  const echo = { answer: (request: HttpRequest) => { seen.push(request); return { status: 201, body: { ok: true } }; } };
  listener = await listen(host => host === '127.0.0.1' ? echo : undefined);
  const response = await fetch(`http://127.0.0.1:${listener.port}/path?a=1`, { method: 'POST', body: 'text' });
  expect([response.status, await response.json()]).toEqual([201, { ok: true }]);
  expect(seen).toMatchObject([{ method: 'POST', path: '/path', body: 'text' }]);
  expect((await fetch(`http://localhost:${listener.port}/`).catch(() => ({ status: 404 }))).status).toBe(404);
});

test('takes no large bodies', async () => {
  listener = await listen(() => ({ answer: () => ({ status: 200, body: '' }) }));
  const response = await fetch(`http://127.0.0.1:${listener.port}/`, { method: 'POST', body: 'x'.repeat(2 * 1024 * 1024) });
  expect(response.status).toBe(413);
});

test('closes although a client keeps its connection open', async () => {
  listener = await listen(() => ({ answer: async () => new Promise<never>(() => undefined) }));
  const hanging = fetch(`http://127.0.0.1:${listener.port}/`).catch((error: Error) => error);
  await new Promise(resolve => setTimeout(resolve, 50));
  await listener.close();
  expect(await hanging).toMatchObject({ message: expect.any(String) });
});
