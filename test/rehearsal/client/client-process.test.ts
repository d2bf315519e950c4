import { run, WarmClient } from '../../../lib/rehearsal/client/client-process';
import { HttpListener, listen } from '../../../lib/rehearsal/emulators';
import { temporaryFolder } from '../../proof/temporary-folder';

const folder = temporaryFolder();
afterAll(folder.remove);

test('a command that hangs is ended with all that it started', async () => {
  const started = performance.now();
  const result = await run(['/bin/sh', '-c', 'echo begun; sleep 30 & wait'], { cwd: folder.path, environment: { PATH: '/usr/bin:/bin' }, timeoutMilliseconds: 300 });
  expect(result).toMatchObject({ timedOut: true, output: 'begun\n' });
  expect(performance.now() - started).toBeLessThan(5000);
});

test('a command gives its code, output and errors', async () => {
  const result = await run(['/bin/sh', '-c', 'echo out; echo err >&2; exit 3'], { cwd: folder.path, environment: {}, timeoutMilliseconds: 5000 });
  expect(result).toEqual({ code: 3, output: 'out\n', errors: 'err\n', timedOut: false });
});

test('a command that is not there is an error', async () => {
  await expect(run([`${folder.path}/nothing`], { cwd: folder.path, environment: {}, timeoutMilliseconds: 5000 })).rejects.toThrow(/ENOENT/);
});

describe('the warm client', () => {
  let listener: HttpListener;
  let client: WarmClient;

  beforeAll(async () => {
    listener = await listen(() => ({ answer: ({ path }) => path === '/hang' ? new Promise<never>(() => undefined) : { status: 200, body: { path } } }));
    client = new WarmClient(folder.path);
    await client.ready();
  });
  afterAll(async () => {
    client.close();
    await listener.close();
  });

  test('forgets the environment of the one before', async () => {
    const url = `http://127.0.0.1:${listener.port}/path`;
    const config = { type: 'external_account' };
    const broken = temporaryFolder({ 'config.json': config });
    const first = await client.ask(url, { GOOGLE_APPLICATION_CREDENTIALS: `${broken.path}/config.json` });
    expect(first).toMatchObject({ ok: false, message: expect.any(String) });
    const second = await client.ask(url, { GOOGLE_APPLICATION_CREDENTIALS: '/nowhere.json' });
    expect(second).toMatchObject({ ok: false, message: expect.stringContaining('/nowhere.json') });
    broken.remove();
  });

  test('says so when it has ended', async () => {
    const ended = new WarmClient(folder.path);
    await ended.ready();
    ended.close();
    expect(await ended.ask('http://127.0.0.1:1/', {})).toMatchObject({ ok: false, message: expect.stringContaining('ended') });
  });
});
