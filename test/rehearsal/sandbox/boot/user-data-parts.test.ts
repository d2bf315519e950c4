import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { userDataParts } from '../../../../lib/rehearsal/sandbox/boot/user-data-parts';

const mime = (...parts: string[]) => ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="+AWS+CDK+"', '', ...parts.flatMap(part => ['--+AWS+CDK+', part]), '--+AWS+CDK+--', ''].join('\n');

test.each([
  ['#!/bin/sh\necho', 'text/x-shellscript'],
  ['#cloud-config\nruncmd: []', 'text/cloud-config'],
  ['<powershell></powershell>', 'text/plain'],
])('one part, %j, is taken for what it begins with', (text, type) => {
  expect(userDataParts(text)).toEqual([{ text, type }]);
});

test('parts come in their order, decoded, with the type that they say or begin with', () => {
  const script = '#!/bin/bash\necho "ä = 1"\n';
  expect(userDataParts(mime(
    `Content-Type: text/x-shellscript; charset="utf-8"\n\n${script}`,
    `Content-Type: text/x-shellscript\nContent-Transfer-Encoding: base64\n\n${Buffer.from(script).toString('base64')}`,
    'Content-Type: text/cloud-config\n\nruncmd: []',
    'Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n#!/bin/sh\necho "=C3=A4 =3D 1"',
    `\n${script}`,
  ))).toEqual([
    { text: script, type: 'text/x-shellscript' },
    { text: script, type: 'text/x-shellscript' },
    { text: 'runcmd: []', type: 'text/cloud-config' },
    { text: '#!/bin/sh\necho "ä = 1"', type: 'text/x-shellscript' },
    { text: script, type: 'text/x-shellscript' },
  ]);
});

test('a part of parts is taken apart; lines may end as those of mail do', () => {
  const inner = 'Content-Type: multipart/mixed;\n boundary=inner\n\n--inner\nContent-Type: text/x-shellscript\n\n#!/bin/sh\none\n--inner--';
  expect(userDataParts(mime(inner, 'Content-Type: text/x-shellscript\n\n#!/bin/sh\ntwo').replaceAll('\n', '\r\n')).map(({ text }) => text.replaceAll('\r', '')))
    .toEqual(['#!/bin/sh\none', '#!/bin/sh\ntwo']);
});

test('what a template encodes only at deployment stands as it is', () => {
  expect(userDataParts(mime('Content-Type: text/x-shellscript\nContent-Transfer-Encoding: base64\n\n#!/bin/sh\necho ${Bucket}\n'))).toEqual([
    { text: '#!/bin/sh\necho ${Bucket}\n', type: 'text/x-shellscript' },
  ]);
});

test('reads what AWS CDK writes', () => {
  const script = ec2.UserData.forLinux();
  script.addCommands('echo one');
  const multipart = new ec2.MultipartUserData();
  multipart.addPart(ec2.MultipartBody.fromUserData(script));
  multipart.addPart(ec2.MultipartBody.fromRawBody({ contentType: 'text/cloud-config', body: 'runcmd: []' }));
  const stack = new Stack(new App(), 'Stack');
  const text = (stack.resolve(multipart.render()) as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1]
    .map(part => typeof part === 'string' ? part : Buffer.from((part as { 'Fn::Base64': string })['Fn::Base64']).toString('base64')).join('');
  expect(userDataParts(text)).toEqual([{ text: '#!/bin/bash\necho one', type: 'text/x-shellscript' }, { text: expect.stringContaining('runcmd: []'), type: 'text/cloud-config' }]);
});
