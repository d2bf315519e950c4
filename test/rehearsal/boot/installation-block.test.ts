import { BEGIN_MARKER, END_MARKER } from '../../../lib/federation/installation';
import { findInstallationBlock } from '../../../lib/rehearsal/boot/installation-block';

test.each([
  ['#!/bin/bash', 'bash'],
  ['#!/usr/bin/env bash', 'bash'],
  ['#!/bin/sh', 'sh'],
  ['echo no shebang', 'sh'],
])('first line %j runs our commands by %s', (first, shell) => {
  expect(findInstallationBlock([first, BEGIN_MARKER, 'ours', END_MARKER].join('\n'))).toMatchObject({ shell, text: [BEGIN_MARKER, 'ours', END_MARKER].join('\n') });
});

test('counts the commands of others', () => {
  const lines = ['#!/bin/sh', '', '# a comment', 'one', BEGIN_MARKER, 'ours', END_MARKER, 'two', ''];
  expect(findInstallationBlock(lines.join('\r\n'))?.otherLines).toBe(2);
});

test('user data of others has no block', () => {
  expect(findInstallationBlock('#!/bin/sh\necho hello')).toBeUndefined();
});
