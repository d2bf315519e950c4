import { ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { NETWORK_SCRIPT } from './scripts';
import { HttpListener, HttpService, listen, ListenOptions } from '../../emulators';

/** An address in the network, and who answers there. */
export interface Route {
  readonly address: string;
  readonly port: number;
  readonly tls?: ListenOptions['tls'];
  select(host: string): HttpService | undefined;
}

/**
 * Carries bytes from the addresses to the sockets of this process, and ends when this process does. Answers every question
 * for a host name with NXDOMAIN, and writes the name: the hosts that answer here are in /etc/hosts. Without a name server
 * in /etc/resolv.conf, programs ask the loopback address.
 */
const RELAY = `const { connect, createServer } = require('node:net');
const routes = JSON.parse(process.argv[1]);
let left = routes.length;
const names = require('node:dgram').createSocket('udp4');
names.on('error', () => undefined).on('message', (question, { address, port }) => {
  const labels = [];
  let at = 12;
  for (; question[at] > 0; at += 1 + question[at]) labels.push(question.toString('latin1', at + 1, at + 1 + question[at]));
  if (at + 5 > question.length) return;
  process.stdout.write(labels.join('.') + '\\n');
  const answer = Buffer.from(question.subarray(0, at + 5));
  answer.writeUInt16BE(0x8183, 2);
  answer.writeUInt16BE(1, 4);
  answer.fill(0, 6, 12);
  names.send(answer, port, address);
}).bind(53, '127.0.0.1');
for (const [address, port, path] of routes) {
  createServer(near => {
    const far = connect(path);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    near.pipe(far).pipe(near);
  }).listen(port, address, () => --left || process.stdout.write('ready\\n'));
}
process.stdin.on('end', () => process.exit()).resume();`;

const START_MILLISECONDS_AT_MOST = 20_000;

/** Namespaces with no network but loopback, on which the stand-ins of this process answer at the addresses of the clouds. */
export class PrivateNetwork {
  /** @param folder a private folder, with a short path, in which `disk` becomes the file system of the machine */
  static async start(folder: string, routes: readonly Route[]): Promise<PrivateNetwork> {
    const sockets = routes.map((_, index) => join(folder, String(index)));
    const listeners = await Promise.all(routes.map(
      async (route, index) => listen(host => route.select(host), { tls: route.tls, path: sockets[index] }),
    ));
    const addresses = new Set(routes.map(({ address }) => address).filter(address => !address.startsWith('127.')));
    const relayed = routes.map(({ address, port }, index) => [address, port, sockets[index]]);
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const child = spawn('unshare', [
      '-U', '-r', '-m', '-n', '-p', '-f', '--mount-proc', '--kill-child', '/bin/sh', '-c', NETWORK_SCRIPT, 'sh', disk, [...addresses].join(' '),
      process.execPath, '-e', RELAY, JSON.stringify(relayed),
    ], { cwd: '/', env: { PATH: process.env.PATH }, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    const network = new PrivateNetwork(disk, child, listeners);
    try {
      await network.ready();
    } catch (error) {
      await network.close();
      throw error;
    }
    return network;
  }

  /** Host names that programs looked up, and that nothing answers for. */
  readonly unreachedHosts = new Set<string>();
  private readonly atExit: () => void;

  private constructor(readonly disk: string, private readonly child: ChildProcess, private readonly listeners: readonly HttpListener[]) {
    this.atExit = () => this.kill();
    process.once('exit', this.atExit);
  }

  /** The command line that runs a script for `sh` inside, with the disk before its own arguments. */
  enter(script: string, args: readonly string[]): string[] {
    const namespace = (name: string) => `/proc/${this.child.pid}/ns/${name}`;
    return [
      'nsenter', `--user=${namespace('user')}`, `--mount=${namespace('mnt')}`, `--net=${namespace('net')}`, `--pid=${namespace('pid_for_children')}`,
      '--preserve-credentials', 'unshare', '-m', '-p', '-f', '-u', '-i', '--kill-child', '/bin/sh', '-c', script, 'sh', this.disk, ...args,
    ];
  }

  async close(): Promise<void> {
    const ended = this.child.exitCode !== null || this.child.signalCode !== null ? undefined : new Promise(resolve => this.child.once('close', resolve));
    this.kill();
    await ended;
    process.off('exit', this.atExit);
    await Promise.all(this.listeners.map(async listener => listener.close()));
  }

  /** All that was started inside ends with its first process. */
  private kill(): void {
    this.child.kill('SIGKILL');
  }

  private async ready(): Promise<void> {
    let errors = '';
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => { errors += text; });
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      const failed = (reason: string) => reject(new Error(`the namespaces of the rehearsal could not be made: ${errors.trim() || reason}`));
      timer = setTimeout(() => failed('they took too long'), START_MILLISECONDS_AT_MOST);
      createInterface({ input: this.child.stdout! }).on('line', line => {
        if (line === 'ready') resolve();
        else this.unreachedHosts.add(line);
      });
      this.child.once('error', error => failed(error.message));
      this.child.once('close', code => failed(`exit code ${code}`));
    }).finally(() => clearTimeout(timer));
  }
}
