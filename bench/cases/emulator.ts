import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request, RequestOptions } from 'node:http';
import { AwsDirectory } from '../../lib/rehearsal/emulators';
import { ContainerCredentials, credentialsAnswer, EmulatorProcess } from '../../test/aws/ecs/sidecar/emulator-process';
import { Case, measureProcess, Measurement } from '../measurement';

const REQUESTS = 4000;
const CREDENTIALS = '/latest/meta-data/iam/security-credentials/task-role';

/** The least that a server does: it answers the same to everybody. */
const FLOOR = `
  const body = 'x'.repeat(1200);
  const server = require('node:http').createServer((_, response) => response.end(body));
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

/** Asks a server until it has answered so often, by so many clients at once on connections that they keep. */
async function ask(options: RequestOptions, clients: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const one = async () => new Promise<void>((resolve, reject) => {
    request({ ...options, host: '127.0.0.1', agent }, response => {
      if (response.statusCode !== 200) reject(new Error(`the server answered ${response.statusCode}`));
      response.resume().on('end', resolve);
    }).on('error', reject).end();
  });
  await Promise.all(Array.from({ length: clients }, async () => {
    for (let count = 0; count < REQUESTS / clients; count++) await one();
  }));
  agent.destroy();
}

/** Like the other measurements, but with the memory of the server. */
async function measureServer(options: RequestOptions, clients: number, pid: number): Promise<Measurement> {
  await ask(options, clients);
  const measured = await measureProcess(async () => ask(options, clients));
  return { ...measured, megabytes: Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024 };
}

async function ours(clients: number): Promise<Measurement> {
  const credentials = new AwsDirectory().issue({ account: '111122223333', arn: 'arn', userid: 'AROA0:task' });
  const emulator = await EmulatorProcess.start(new ContainerCredentials(() => credentialsAnswer(credentials)));
  try {
    await emulator.until(() => emulator.healthy);
    const headers = { 'x-aws-ec2-metadata-token': await emulator.token() };
    return await measureServer({ port: emulator.port, path: CREDENTIALS, headers }, clients, emulator.pid);
  } finally {
    await emulator.stop();
  }
}

async function floor(clients: number): Promise<Measurement> {
  const server: ChildProcess = spawn(process.execPath, ['-e', FLOOR], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [port] = await once(server.stdout!, 'data') as [Buffer];
    return await measureServer({ port: Number(port.toString()), path: CREDENTIALS }, clients, server.pid!);
  } finally {
    server.kill();
  }
}

export const emulator: Case = {
  name: `${REQUESTS} requests for credentials to the metadata emulator, by so many clients at once`,
  sizes: [1, 50],
  variants: {
    'ours': ours,
    'floor, a server that answers': floor,
  },
};
