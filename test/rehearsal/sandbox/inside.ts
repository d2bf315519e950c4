import { readFileSync } from 'node:fs';
import { Orders, Result } from './orders';
import { isDetermined, readAwsConfiguration, readGoogleConfiguration } from '../../../lib/proof';
import { instanceId, roleSession } from '../../../lib/rehearsal/attempts/identities';
import { run } from '../../../lib/rehearsal/client/client-process';
import { Clouds } from '../../../lib/rehearsal/clouds';
import { NamespaceForm } from '../../../lib/rehearsal/sandbox';

/** Runs inside the namespace: boots the one instance, lets every client call as its role and as another one. */
async function inside(orders: Orders): Promise<Result> {
  const [instance] = readAwsConfiguration(orders.aws).instances;
  const clouds = new Clouds(readGoogleConfiguration(orders.gcp));
  const form = new NamespaceForm(orders.folder, orders.shell);
  await form.start(clouds.services);
  try {
    const booted = await form.boot(instance.userData!.text);
    const calls: Result['calls'] = [];
    for (const roleName of orders.roleNames) {
      const identity = roleSession({ partition: 'aws', account: instance.account!, roleName }, instanceId());
      clouds.metadata.instance = { availabilityZone: 'eu-west-1a', role: { name: roleName, credentials: clouds.directory.issue(identity) } };
      for (const [client, command] of Object.entries(orders.clients)) {
        const mark = clouds.log.mark();
        const { code, output, errors } = await run(booted.command(command), { cwd: '/', environment: {}, timeoutMilliseconds: 60_000 });
        calls.push({ client, roleName, code, output, errors, log: clouds.log.since(mark) });
      }
    }
    return {
      credentialConfig: booted.credentialConfig,
      role: isDetermined(instance.role!) ? String(instance.role.name) : '',
      environmentFile: readFileSync('/etc/environment', 'utf8'),
      calls,
    };
  } finally {
    await form.close();
  }
}

void inside(JSON.parse(readFileSync(process.argv[2], 'utf8')) as Orders).then(
  result => process.stdout.write(JSON.stringify(result)),
  (error: Error) => process.stdout.write(JSON.stringify({ error: error.stack })),
);
