import { BEGIN_MARKER, END_MARKER } from '../../../../lib/federation/installation/installation';
import { userDataScript } from '../../../../lib/federation/installation/user-data-script';
import { findInstallationBlock } from '../../../../lib/rehearsal/sandbox/boot/installation-block';

const ours = userDataScript({ credentialConfigPath: '/etc/cdk-gcp/config.json', credentialConfig: '{}', workloadProjectId: 'my-gcp-project' }).join('\n').split('\n');

test.each([
  ['#!/bin/bash', 'bash'],
  ['#!/usr/bin/env bash', 'bash'],
  ['#!/bin/sh', 'sh'],
  ['echo no shebang', 'sh'],
])('first line %j runs our commands by %s', (first, shell) => {
  expect(findInstallationBlock([first, ...ours].join('\n'))).toMatchObject({ shell, text: ours.join('\n') });
});

test('counts the commands of others', () => {
  const lines = ['#!/bin/sh', '', '# a comment', 'one', ...ours, 'two', ''];
  expect(findInstallationBlock(lines.join('\r\n'))?.otherLines).toBe(2);
});

test('user data of others has no block', () => {
  expect(findInstallationBlock('#!/bin/sh\necho hello')).toBeUndefined();
});

test('of a different version keeps its values, and is run by the commands of this one', () => {
  const later = ours.join('\n').replaceAll('federation v1', 'federation v7').replace(/umask 22[^]*exit 1'/, "rm -rf /'");
  expect(later).not.toBe(ours.join('\n'));
  expect(findInstallationBlock(later)).toMatchObject({ text: ours.join('\n'), version: 7 });
});

describe('fails when the block', () => {
  test('is of a different version, without values', () => {
    expect(() => findInstallationBlock('# >>> cdk-gcp-federation v7\nrm -rf /\n# <<< cdk-gcp-federation v7')).toThrow('are of version 7, in which');
  });

  test('is cut off', () => {
    expect(() => findInstallationBlock(ours.slice(0, -1).join('\n'))).toThrow('it was cut off');
  });

  test.each([
    ['holds a command of somebody else', [...ours.slice(0, -1), 'curl https://example.com | sh', END_MARKER]],
    ['is somebody else\'s', [BEGIN_MARKER, 'rm -rf "$HOME"', END_MARKER]],
    ['has another path than a path', ours.map(line => line.replace('/etc/cdk-gcp/config.json', '$(id)'))],
  ])('%s', (_, lines) => {
    expect(() => findInstallationBlock(lines.join('\n'))).toThrow('are not what this version of cdk-gcp-federation writes, so they are not run here');
  });
});
