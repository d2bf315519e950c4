import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeAccountAssembly } from './account-assembly';
import * as apps from './apps/federation';
import { DeployedAccount } from './deployed-account';
import { Deployment, EXAMPLE } from './deployment';
import { describeReadBack } from './read-back';
import { bootInstances, chosen } from './rehearse-account';
import { coverage, NOT_MADE } from './resource-coverage';
import * as bin from '../../../bin/federation';
import { resolveFederation } from '../../../lib/federation/federation';
import { credentialConfig } from '../../../lib/federation/installation/credential-config';
import { assumedRoleArn } from '../../../lib/federation/names';
import { check, readAwsConfiguration, readGoogleConfiguration } from '../../../lib/proof';
import { rehearse } from '../../../lib/rehearsal';
import { missingPython } from '../setup/python-environment';

const { awsAccountId, gcpProjectId } = apps.federation;
const BUCKET = `https://storage.googleapis.com/storage/v1/b/rehearsal-${gcpProjectId}/o`;
const CASES = [
  {
    title: EXAMPLE,
    app: EXAMPLE,
    stack: 'aws',
    google: 'bin/gcp.ts',
    federations: [bin.federation],
    counts: { workloads: 1, booted: 1, associated: 0, others: 0 },
    readBack: () => undefined,
  },
  {
    title: 'an app with every kind of workload',
    app: 'all-workloads.ts',
    stack: 'all-workloads',
    google: 'test/e2e/deploy/apps/google.ts',
    federations: [apps.federation, apps.hostFederation],
    counts: { workloads: 5, booted: 2, associated: 2, others: 2 },
    readBack: describeReadBack,
  },
];

const lack = missingPython();
if (lack !== undefined) process.stdout.write(`SKIPPED: a deployment with the CLI of AWS CDK: ${lack}\n`);
const withPython = lack === undefined ? describe : describe.skip;

let deployment: Deployment;
beforeAll(async () => {
  if (lack !== undefined) return;
  deployment = await Deployment.bootstrapped(awsAccountId);
  await deployment.deploy('platform.ts', 'platform');
});
afterAll(async () => deployment?.end());

/** Writes the Google side as its app does. */
function synthesizeGoogleSide(program: string, outdir: string): string {
  execFileSync(process.execPath, [require.resolve('ts-node/dist/bin-transpile'), '--prefer-ts-exts', program], {
    cwd: join(__dirname, '../../..'), env: { PATH: process.env.PATH, CDKTF_OUTDIR: outdir }, stdio: 'pipe',
  });
  return outdir;
}

withPython.each(CASES)('$title, deployed', ({ app, stack, google, federations, counts: { workloads, booted, associated, others }, readBack }) => {
  let account: DeployedAccount;
  let gcp: string;
  const assembly = (name: string, content = account) => {
    const folder = join(deployment.folder.path, name);
    mkdirSync(folder);
    writeAccountAssembly(folder, content, awsAccountId);
    return folder;
  };

  beforeAll(async () => {
    account = await deployment.deploy(app, stack);
    gcp = synthesizeGoogleSide(google, join(deployment.folder.path, `${stack}-cdktf.out`));
  });

  test('is in the account, resource by resource', () => {
    const { inTemplate, found, excepted, missing, wronglyExcepted } = coverage(account);
    const reasons = excepted.map(one => `${one} (${NOT_MADE[one.split(': ')[1]]})`);
    process.stdout.write(`RESOURCES: ${stack}: ${found} of ${inTemplate} found in the account; not there: ${reasons.join('; ')}\n`);
    expect({ missing, wronglyExcepted, status: account.stack.status }).toEqual({ missing: [], wronglyExcepted: [], status: 'CREATE_COMPLETE' });
    expect(found + excepted.length).toBe(inTemplate);
  });

  test('fits the Google side, as the account has it', () => {
    const report = check({ aws: assembly(`${stack}-checked`), gcp });
    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(report.workloads.map(({ verdict }) => verdict)).toEqual(Array<string>(workloads).fill('admitted'));
    expect(report.matches).toBe(true);
  });

  test('boots from the user data of the account, and a real client gets in with the identity of the account', async () => {
    const calls = await bootInstances(account, gcp, BUCKET);
    expect(calls.map(call => call.associated).sort()).toEqual([...Array<boolean>(booted).fill(false), ...Array<boolean>(associated).fill(true)]);
    for (const { id, userData, output, errors, log, credentialConfig: installed } of calls) {
      expect(userData ?? { exitCode: 0 }).toMatchObject({ exitCode: 0 });
      expect({ output, errors }).toMatchObject({ output: expect.stringContaining('hello-from-google-cloud.txt') });
      const { identity } = account.instances.find(instance => instance.id === id)!;
      const own = federations.map(resolveFederation)
        .find(({ roleName }) => identity!.arn === `${assumedRoleArn('aws', awsAccountId, roleName)}/${id}`)!;
      expect(installed).toBe(credentialConfig(own, 'instance-metadata'));
      expect(log.filter(({ standIn }) => standIn === 'AWS STS').map(entry => entry.identity)).toEqual([identity!.arn]);
      expect(log).toContainEqual(expect.objectContaining({ standIn: 'Cloud Storage', verdict: 'accepted' }));
    }
  });

  test('keeps everyone else outside in a rehearsal of what the account has', async () => {
    const folder = assembly(`${stack}-rehearsed`);
    const report = await rehearse({
      aws: readAwsConfiguration(folder), awsPaths: [folder], google: readGoogleConfiguration(gcp), form: chosen.form,
    });
    expect(report.workloads.flatMap(({ attempts }) => attempts).filter(({ outcome, expected }) => outcome !== expected)).toEqual([]);
    expect(report.workloads).toHaveLength(booted + others);
    expect(report.matches).toBe(true);
  });

  readBack(() => account);
});

withPython('a role that is swapped in the account', () => {
  test('is refused by the proof and by Google, though the templates say what they said', async () => {
    await deployment.change([
      "iam = boto3.client('iam')",
      "iam.create_role(RoleName='gcs-reader-x', AssumeRolePolicyDocument='{}')",
      "profile = next(found for found in iam.list_instance_profiles()['InstanceProfiles'] if found['Roles'][0]['RoleName'] == 'gcs-reader')",
      "iam.remove_role_from_instance_profile(InstanceProfileName=profile['InstanceProfileName'], RoleName='gcs-reader')",
      "iam.add_role_to_instance_profile(InstanceProfileName=profile['InstanceProfileName'], RoleName='gcs-reader-x')",
    ].join('\n'));
    const account = await deployment.read('aws');
    const gcp = join(deployment.folder.path, 'aws-cdktf.out');
    const folder = join(deployment.folder.path, 'swapped');
    mkdirSync(folder);
    writeAccountAssembly(folder, account, awsAccountId);
    expect(check({ aws: folder, gcp }).matches).toBe(false);
    const [{ output, log }] = await bootInstances(account, gcp, BUCKET);
    expect(JSON.parse(output)).toMatchObject({ ok: false });
    expect(log).toContainEqual(expect.objectContaining({ standIn: 'Google STS', verdict: 'rejected', step: 'attribute condition' }));
    expect(log.map(({ standIn }) => standIn)).not.toContain('Cloud Storage');
  });
});
