import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as bundledLibrary from 'google-auth-library';

/** Version of the library that this program was bundled with. */
declare const BUNDLED_LIBRARY_VERSION: string;

/**
 * The program that stands for a workload: it finds its credentials by the environment alone, like every program that uses
 * a Google client library does, and asks for a URL. It runs as a process of its own.
 *
 * An order with a form is posted as it is, for what no client library would send.
 *
 * `once URL` asks with the environment it was started in and ends. `serve` says that it is there, then reads
 * `{ environment, url }` from each line of its standard input, takes on that environment, and answers with a line.
 */

/** The app's own library lies next to this program, if the app has one. */
const ofApp = join(__dirname, 'node_modules', 'google-auth-library');
const load = createRequire(__filename);
const { GoogleAuth } = existsSync(ofApp) ? load(ofApp) as typeof bundledLibrary : bundledLibrary;
const libraryVersion = existsSync(ofApp) ? (load(join(ofApp, 'package.json')) as { version: string }).version : BUNDLED_LIBRARY_VERSION;

/** The variables by which client libraries find their credentials. */
const RELEVANT = /^(?:AWS_|GOOGLE_|CLOUDSDK_)/;

interface Order {
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly form?: string;
}

async function ask(url: string, form?: string): Promise<object> {
  const started = performance.now();
  const milliseconds = () => Math.round(performance.now() - started);
  try {
    if (form !== undefined) {
      const posted = await fetch(url, { method: 'POST', body: new URLSearchParams(form), signal: AbortSignal.timeout(10_000) });
      return { ok: posted.ok, data: await posted.json(), status: posted.status, milliseconds: milliseconds() };
    }
    const auth = new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloud-platform'] });
    const response = await auth.request<unknown>({ url, timeout: 10_000 });
    return { ok: true, data: response.data, milliseconds: milliseconds() };
  } catch (error) {
    const { message, status } = error as { message: string; status?: unknown };
    return { ok: false, message, status: typeof status === 'number' ? status : undefined, milliseconds: milliseconds() };
  }
}

function takeOn(environment: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(process.env).filter(known => RELEVANT.test(known))) delete process.env[name];
  Object.assign(process.env, environment);
}

function relevantEnvironment(): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => RELEVANT.test(name)));
}

function say(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

async function serve(): Promise<void> {
  say({ ok: true, milliseconds: 0 });
  for await (const line of createInterface({ input: process.stdin })) {
    const { url, environment, form } = JSON.parse(line) as Order;
    takeOn(environment);
    say(await ask(url, form));
  }
}

async function once(url: string): Promise<void> {
  const environment = relevantEnvironment();
  say({ ...await ask(url), environment, libraryVersion });
}

const [mode, url] = process.argv.slice(2);
void (mode === 'serve' ? serve() : once(url));
