import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare, mountCopyOfEtc, snapshot } from './etc';
import { Attempt, Orders, Result, UserDataFault } from './orders';
import { readAwsConfiguration, readGoogleConfiguration } from '../../../../lib/proof';
import { run } from '../../../../lib/rehearsal/client/client-process';
import { NamespaceForm } from '../../../../lib/rehearsal/sandbox';
import { Said, startClient } from '../../clients/namespace/running-client';
import { Surroundings } from '../../clients/namespace/surroundings';
import { trust } from '../../clients/namespace/trust';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** Room on the full disk, in pages: from none at all to enough for all but the last file. */
const FREE_KILOBYTES = [0, 4, 8, 12, 16, 20, 24];
const ROUNDS_AT_ONCE = 8;

/** Runs inside the namespace: lets the user data run while something is wrong with the disk, or with itself. */
async function inside({ setUp, fault, folder, clients }: Orders): Promise<Result> {
  const [instance] = readAwsConfiguration(setUp.aws).instances;
  const surroundings = new Surroundings(readGoogleConfiguration(setUp.gcp));
  const form = new NamespaceForm(folder, 'bash');
  await form.start(surroundings.services);
  try {
    const variables = trust(folder);
    const script = join(folder, 'script');
    writeFileSync(script, instance.userData!.text, { mode: 0o700 });
    const boot = async () => run(['bash', script], { cwd: '/', environment: { HOME: '/root', PATH }, timeoutMilliseconds: 30_000 });

    const reference = mountCopyOfEtc(folder);
    const before = snapshot();
    const booted = await form.boot(instance.userData!.text);
    const complete = snapshot();
    reference.unmount();

    const attempt = async (runs: number): Promise<Attempt> => {
      const ended = await Promise.all(Array.from({ length: runs }, boot));
      return {
        exitCodes: ended.map(({ code: exitCode }) => exitCode),
        lastLines: ended.map(one => `${one.output}\n${one.errors}`.trim().split('\n').pop() ?? ''),
        ...compare(before, snapshot(), complete),
      };
    };
    const ask = async (): Promise<Said[]> => {
      const said: Said[] = [];
      for (const { program } of clients) {
        const client = startClient(program, booted, setUp.needsLogin, variables);
        said.push(await client.ask());
        client.stop();
      }
      return said;
    };
    const { attempts, afterFault } = await FAULTS[fault](folder, attempt, ask);
    const etc = mountCopyOfEtc(folder);
    const clean = await attempt(1);
    const afterwards = await ask();
    etc.unmount();
    return {
      attempts: [...attempts, clean],
      said: clients.map(({ name }, index) => ({ client: name, afterFault: afterFault[index], afterwards: afterwards[index] })),
    };
  } finally {
    await form.close();
  }
}

type Perform = (
  folder: string, attempt: (runs: number) => Promise<Attempt>, ask: () => Promise<Said[]>,
) => Promise<{ attempts: Attempt[]; afterFault: Said[] }>;

const FAULTS: Readonly<Record<UserDataFault, Perform>> = {
  '/etc is read-only': async (folder, attempt, ask) => {
    const etc = mountCopyOfEtc(folder);
    etc.readOnly(true);
    const attempts = [await attempt(1)];
    const afterFault = await ask();
    etc.readOnly(false);
    etc.unmount();
    return { attempts, afterFault };
  },
  'the disk is full': async (folder, attempt, ask) => {
    const attempts: Attempt[] = [];
    let afterFault: Said[] = [];
    for (const kilobytes of FREE_KILOBYTES) {
      const etc = mountCopyOfEtc(folder);
      etc.limit(kilobytes);
      attempts.push(await attempt(1));
      if (kilobytes === 0) afterFault = await ask();
      etc.unmount();
    }
    return { attempts, afterFault };
  },
  'the user data runs twice at once': async (folder, attempt, ask) => {
    const attempts: Attempt[] = [];
    let afterFault: Said[] = [];
    for (let round = 0; round < ROUNDS_AT_ONCE; round++) {
      const etc = mountCopyOfEtc(folder);
      attempts.push(await attempt(2));
      if (round === 0) afterFault = await ask();
      etc.unmount();
    }
    return { attempts, afterFault };
  },
};

void inside(JSON.parse(readFileSync(process.argv[2], 'utf8')) as Orders).then(
  result => process.stdout.write(JSON.stringify(result)),
  (error: Error) => process.stdout.write(JSON.stringify({ error: error.stack })),
);
