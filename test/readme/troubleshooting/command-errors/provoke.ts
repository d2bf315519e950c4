import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScratchRoot } from '../../../../lib/rehearsal/sandbox/boot/scratch-root';
import { chooseForm } from '../../../../lib/rehearsal/sandbox/choose-form';
import { command } from '../../../cli/command';
import { FLAGS, init } from '../../../cli/init/init';
import { temporaryFolder } from '../../../proof/temporary-folder';
import { Changes, outputs } from '../../../rehearsal/outputs';

/** Does what leads to an error, and gives the message. */
export type Provoke = () => Promise<string>;

/** What the command says when it ends with exit code 2; arguments that begin with `./` are in a folder with these files. */
export function running(args: readonly string[], files: Readonly<Record<string, unknown>> = {}): Provoke {
  return async () => {
    const { path, remove } = temporaryFolder(files);
    try {
      return messageIn(await command(args.map(arg => arg.startsWith('./') ? join(path, arg) : arg)));
    } finally {
      remove();
    }
  };
}

/** What `rehearse` says of outputs that were changed. */
export function rehearsing(changes: Changes, google: Readonly<Record<string, unknown>> | undefined = undefined): Provoke {
  return async () => {
    const { aws, gcp, remove } = outputs(changes);
    const other = temporaryFolder({ 'main.tf.json': google ?? {} });
    try {
      return messageIn(await command(['rehearse', '--form', 'loopback', '--aws', aws, '--gcp', google === undefined ? gcp : other.path]));
    } finally {
      remove();
      other.remove();
    }
  };
}

/** What `init` says in a folder with these files, to nobody or to somebody who types these lines. */
export function initializing(args: readonly string[], files: Readonly<Record<string, unknown>> = {}, typed?: readonly string[]): Provoke {
  return async () => {
    const { path, remove } = temporaryFolder(files);
    try {
      const { code, errors } = await init(args, { folder: path, typed });
      expect(code).toBe(2);
      return errors;
    } finally {
      remove();
    }
  };
}

/** What `init` passes on when gcloud fails, before it asks for the number itself. */
export const gcloudFailing: Provoke = async () => {
  const { path, remove } = temporaryFolder();
  try {
    writeFileSync(join(path, 'gcloud'), '#!/bin/sh\necho "ERROR: (gcloud.projects.describe) You do not currently have an active account selected." >&2\nexit 1\n');
    chmodSync(join(path, 'gcloud'), 0o755);
    const { errors } = await init([...FLAGS.slice(0, 2), ...FLAGS.slice(4), '--yes'], { folder: path, environment: { PATH: `${path}:/usr/bin:/bin` } });
    return errors.trim();
  } finally {
    remove();
  }
};

export const withoutNamespaces: Provoke = async () => messageOf(() => chooseForm('namespace', {}, () => 'it needs Linux, and this is darwin'));

export const inFolderWithSpace: Provoke = async () => {
  const { path, remove } = temporaryFolder({ 'with space/.keep': '' });
  try {
    return messageOf(() => new ScratchRoot(join(path, 'with space')));
  } finally {
    remove();
  }
};

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}

function messageIn({ code, errors }: { readonly code: number; readonly errors: string }): string {
  expect(code).toBe(2);
  return /^cdk-gcp-federation: (.+) \(see [^()]+\)\n$/s.exec(errors)![1];
}
