import { execFileSync } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MACHINES } from './machines';
import { Orders, Result, Visit } from './orders';
import { readAwsConfiguration, readGoogleConfiguration } from '../../../lib/proof';
import { run } from '../../../lib/rehearsal/client/client-process';
import { NamespaceForm } from '../../../lib/rehearsal/sandbox';
import { Surroundings } from '../../e2e/clients/namespace/surroundings';
import { mountCopyOfEtc } from '../../e2e/faults/user-data/etc';

/** Runs inside the namespace: boots the instance, makes each machine of it, and lets the doctor look at it. */
async function inside(orders: Orders): Promise<Result> {
  const [instance] = readAwsConfiguration(orders.aws).instances;
  const surroundings = new Surroundings(readGoogleConfiguration(orders.gcp));
  const form = new NamespaceForm(orders.folder, 'bash');
  await form.start(surroundings.services);
  const visits: Visit[] = [];
  try {
    const { command } = await form.boot(instance.userData!.text);
    const authority = command([])
      .map(part => /^NODE_EXTRA_CA_CERTS=(.*)$/.exec(part)?.[1])
      .find(file => file !== undefined)!;
    appendFileSync('/etc/ssl/certs/ca-certificates.crt', readFileSync(authority));
    const script = join(orders.folder, 'doctor.sh');
    writeFileSync(script, orders.script);
    for (const name of orders.machines) {
      const machine = MACHINES[name];
      for (const [shell, shellCommand] of Object.entries(orders.shells)) {
        surroundings.renew();
        machine.clouds?.(surroundings);
        const etc = mountCopyOfEtc(orders.folder);
        if (machine.prepare !== undefined) execFileSync('/bin/sh', ['-c', machine.prepare]);
        const changes = [
          ...(machine.without ?? []).flatMap(one => ['-u', one]),
          ...Object.entries(machine.variables ?? {}).map(([key, value]) => `${key}=${value}`),
        ];
        const started = performance.now();
        const secrets = secretsOf(surroundings, machine.variables ?? {});
        const watch = watchArguments(secrets);
        const { code, output, errors } = await run(
          command(['env', ...changes, ...shellCommand, script, ...(machine.arguments ?? [])]),
          {
            cwd: '/',
            environment: {},
            timeoutMilliseconds: 60_000,
          },
        );
        const milliseconds = performance.now() - started;
        visits.push({ machine: name, shell, code, output, errors, milliseconds, secrets, leaked: watch.stop() });
        etc.unmount();
        execFileSync('/bin/sh', [
          '-c',
          'ip address add 169.254.169.254/32 dev lo 2>/dev/null; rm -f /run/cdk-gcp-failed; true',
        ]);
      }
    }
  } finally {
    await form.close();
  }
  return { visits };
}

function secretsOf({ clouds }: Surroundings, variables: Readonly<Record<string, string>>): string[] {
  const credentials = clouds.metadata.instance.role?.credentials;
  return [
    ...(credentials === undefined ? [] : [credentials.secretAccessKey, credentials.sessionToken ?? '']),
    ...['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'].map(name => variables[name] ?? ''),
    ...Object.values(variables).map(value => /:\/\/([^@]*)@/.exec(value)?.[1] ?? ''),
  ].filter(secret => secret !== '');
}

/** Reads the arguments of every process in this namespace again and again. A program that the test starts with a secret does not count. */
function watchArguments(secrets: readonly string[]): { stop: () => string[] } {
  const leaked = new Set<string>();
  const look = () => {
    for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
      let line;
      try {
        line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        continue; // it has ended
      }
      if (/^(?:\/usr\/bin\/env|env|bash -lc)/.test(line)) continue;
      for (const secret of [...secrets, 'Authorization', 'Signature=']) {
        if (line.includes(secret)) leaked.add(`${secret} in ${line.slice(0, 200)}`);
      }
    }
  };
  const timer = setInterval(look, 2);
  return {
    stop: () => {
      clearInterval(timer);
      return [...leaked];
    },
  };
}

void inside(JSON.parse(readFileSync(process.argv[2], 'utf8')) as Orders).then(
  result => process.stdout.write(JSON.stringify(result)),
  (error: Error) => process.stdout.write(JSON.stringify({ error: error.stack })),
);
