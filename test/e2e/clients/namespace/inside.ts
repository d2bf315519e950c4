import { readFileSync } from 'node:fs';
import { Observation, Orders, Result } from './orders';
import { startClient } from './running-client';
import { Situation, Stage } from './stage';
import { Surroundings } from './surroundings';
import { trust } from './trust';
import { readAwsConfiguration, readGoogleConfiguration } from '../../../../lib/proof';
import { NamespaceForm } from '../../../../lib/rehearsal/sandbox';
import { FAULTS } from '../../faults/faults';
import { startProxy } from '../../faults/proxy';
import { MEASURED, SITUATIONS } from '../situations';

const ALL: Readonly<Record<string, Situation>> = { ...SITUATIONS, ...MEASURED, ...FAULTS };

/** Runs inside the namespace: boots the one instance, and lets every client meet every situation there. */
async function inside({ setUp, access, folder, proxy, clients, situations }: Orders): Promise<Result> {
  const [instance] = readAwsConfiguration(setUp.aws).instances;
  const surroundings = new Surroundings(readGoogleConfiguration(setUp.gcp));
  const form = new NamespaceForm(folder, 'bash');
  await form.start(surroundings.services);
  const stopProxy = proxy ? await startProxy() : undefined;
  try {
    const booted = await form.boot(instance.userData!.text);
    const variables = trust(folder);
    const observations: Observation[] = [];
    for (const situation of situations) {
      for (const { name, program, asks } of clients) {
        surroundings.renew();
        const stage = new Stage(surroundings, startClient(program, booted, setUp.needsLogin, variables), access, asks);
        try {
          await ALL[situation](stage);
        } finally {
          stage.client.stop();
        }
        observations.push({ client: name, situation, answers: stage.answers });
      }
    }
    return { bootMilliseconds: booted.milliseconds, observations };
  } finally {
    await stopProxy?.();
    await form.close();
  }
}

void inside(JSON.parse(readFileSync(process.argv[2], 'utf8')) as Orders).then(
  result => process.stdout.write(JSON.stringify(result)),
  (error: Error) => process.stdout.write(JSON.stringify({ error: error.stack })),
);
