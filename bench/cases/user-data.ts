import { spawnSync } from 'node:child_process';
import { App, Stack } from 'aws-cdk-lib';
import { UserData } from 'aws-cdk-lib/aws-ec2';
import { federationProps, handWrittenCommands } from './federations';
import { ScratchRoot } from '../../lib/rehearsal/sandbox/boot/scratch-root';
import { loadAwsSide } from '../library';
import { Case, measureProcess } from '../measurement';

/** Runs a script as an instance does at its first boot, below a folder of its own. */
async function boot(script: string) {
  const root = new ScratchRoot();
  try {
    const rewritten = root.rewrite(script);
    const measured = await measureProcess(() => {
      const { status, stderr } = spawnSync('/bin/bash', ['-c', rewritten], { cwd: root.home, env: { HOME: root.home, PATH: '/usr/bin:/bin' }, encoding: 'utf8' });
      if (status !== 0) throw new Error(`the user data failed: ${stderr}`);
    });
    return { ...measured, bytes: Buffer.byteLength(script) };
  } finally {
    root.remove();
  }
}

function ours(): string {
  const { GcpFederatedRole } = loadAwsSide();
  const userData = UserData.forLinux();
  const before = userData.render().length;
  new GcpFederatedRole(new Stack(new App(), 'Stack'), 'Role', federationProps(1)).addToUserData(userData);
  return userData.render().slice(before).trim();
}

export const userData: Case = {
  name: 'user data at boot',
  sizes: [1],
  variants: {
    'ours': async () => boot(ours()),
    'by hand': async () => boot(handWrittenCommands(1).join('\n')),
    'floor, a shell that starts': async () => boot(':'),
  },
};
