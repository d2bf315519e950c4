import { dirname } from 'node:path';
import { RehearsalReport } from '../../../lib/rehearsal';
import { chooseForm, LoopbackForm, MachineForm } from '../../../lib/rehearsal/sandbox';
import { missingForMachine } from '../../../lib/rehearsal/sandbox/machine';
import { temporaryFolder } from '../../proof/temporary-folder';
import { inNamespaces } from '../in-namespaces';
import { outputs } from '../outputs';
import { makeReadable, rehearseAsProcess, USERS } from './machine/command';

const nothing = () => undefined;
const denied = () => 'this machine denies it';

test('takes the nearest form that this machine can do, and says why it is not the nearest', async () => {
  const [near, far] = [chooseForm(undefined, {}, nothing), chooseForm(undefined, {}, denied)];
  expect([near.fallback, far.fallback]).toEqual([undefined, 'this machine denies it']);
  const forms = [near.form(), far.form()];
  expect([forms[0] instanceof MachineForm, forms[1] instanceof LoopbackForm]).toEqual([true, true]);
  for (const form of forms) await form.close();
});

test('does as it is told, or fails', () => {
  expect(chooseForm('loopback', {}, () => { throw new Error('not needed'); }).fallback).toBeUndefined();
  expect(() => chooseForm('namespace', {}, denied)).toThrow('the namespace form cannot run here, this machine denies it; or pass --form loopback');
  expect(() => chooseForm('docker', {}, nothing)).toThrow("form 'docker' is unknown: pass 'namespace' or 'loopback'");
});

test('elsewhere than on Linux, says that it needs Linux', () => {
  expect(missingForMachine('darwin')).toBe('it needs Linux, and this is darwin: run the command in a container or a virtual machine with Linux');
});

inNamespaces('where user namespaces are denied', () => {
  const made = outputs();
  const home = temporaryFolder();
  makeReadable(dirname(made.aws), home.path);
  afterAll(() => {
    made.remove();
    home.remove();
  });

  async function deniedRehearsal(as: readonly string[], ...args: string[]) {
    const deny = [...as, 'unshare', '-U', '-r', '/bin/sh', '-c', 'echo 0 >/proc/sys/user/max_user_namespaces && exec "$0" "$@"'];
    return rehearseAsProcess({ ...made, home: home.path, as: deny }, args);
  }

  test.each(USERS)('%s gets the loopback form, with the reason', async (_, as) => {
    const { code, output, errors } = await deniedRehearsal(as, '--json');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(JSON.parse(output) as RehearsalReport).toMatchObject({
      form: 'loopback', matches: true, fallback: expect.stringMatching(/^this machine denies a user namespace \(.+\): user\.max_user_namespaces is 0 here; set it with sysctl, or run the command as root$/),
    });
  }, 90_000);

  test('whoever asks for namespaces is told why there are none', async () => {
    expect(await deniedRehearsal([], '--form', 'namespace')).toMatchObject({ code: 2, output: '', errors: expect.stringContaining('the namespace form cannot run here, this machine denies a user namespace') });
  }, 90_000);
});
