import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as eksV2 from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { App as TerraformApp } from 'cdktf';
import * as fc from 'fast-check';
import { GcpAccess, GcpFederatedRole, GcpFederationProps, GcpGrant, GcpKubernetesFederationProps, GcpKubernetesServiceAccount } from '../../../lib';
import { GcpFederationStack } from '../../../lib/gcp';
import { check, CheckReport } from '../../../lib/proof';
import { KUBERNETES_EXAMPLE } from '../../federation/example-props';
import { kubernetesFederationProps } from '../../federation/party/kubernetes/arbitraries';
import { PROPS, synthesize } from '../../gcp/synthesized';
import { temporaryFolder } from '../temporary-folder';

const SUBJECT = 'system:serviceaccount:reports:gcs-reader';
const EXAMPLE: GcpKubernetesFederationProps = { ...KUBERNETES_EXAMPLE, grants: [GcpGrant.bucket('reports', 'roles/storage.objectViewer')] };

const folder = temporaryFolder();
afterAll(() => folder.remove());

type Json = Record<string, any>;

/** The manifests of a deployment, as kubectl takes them. */
function manifests(props = EXAMPLE): Json {
  const reader = new GcpKubernetesServiceAccount(props);
  const spec = reader.podWithCredentials({ containers: [{ name: 'app', image: 'example.com/app' }] });
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'app', namespace: props.kubernetesNamespace }, spec: { template: { metadata: {}, spec } } };
  return { apiVersion: 'v1', kind: 'List', items: [reader.configMap, deployment] };
}

function terraform(props = EXAMPLE): Json {
  return synthesize(new GcpFederationStack(new TerraformApp({ outdir: join(folder.path, 'unused') }), 'gcp', props)) as unknown as Json;
}

function checked(aws: Json, gcp: Json): CheckReport {
  const [awsFile, gcpFile] = ['manifests.json', 'main.tf.json'].map(name => join(folder.path, name));
  writeFileSync(awsFile, JSON.stringify(aws));
  writeFileSync(gcpFile, JSON.stringify(gcp));
  return check({ aws: awsFile, gcp: gcpFile });
}

function edited(json: Json, edit: (json: Json) => void): Json {
  const copy = structuredClone(json);
  edit(copy);
  return copy;
}

const provider = (gcp: Json): Json => Object.values<Json>(gcp.resource.google_iam_workload_identity_pool_provider)[0];
const member = (gcp: Json): Json => Object.values<Json>(gcp.resource.google_service_account_iam_member)[0];
const pod = (aws: Json): Json => aws.items[1].spec.template.spec;

/** What was found, and where the workload was refused. */
function outcome({ matches, workloads, findings }: CheckReport): object {
  return {
    matches,
    workloads: workloads.map(({ verdict }) => verdict),
    rejectedBy: workloads.map(({ steps }) => steps.find(({ verdict }) => verdict === 'rejected')?.step),
    findings: [...new Set(findings.map(({ id }) => id))].sort(),
    inside: findings.some(({ id }) => ['unintended-caller', 'cross-use', 'provider-forges'].includes(id)),
  };
}

const FITS = { matches: true, workloads: ['admitted'], rejectedBy: [undefined], findings: [], inside: false };
const refused = (rejectedBy: string, ...findings: string[]) => ({ matches: false, workloads: ['rejected'], rejectedBy: [rejectedBy], findings: findings.sort(), inside: false });

test.each<[string, Partial<GcpKubernetesFederationProps>]>([
  ['as a Google service account', {}],
  ['directly', { access: GcpAccess.direct() }],
  ['with uploaded keys', { issuerUri: 'https://kubernetes.default.svc', jwksJson: '{"keys":[{"kty":"RSA","kid":"a","n":"AQAB","e":"AQAB"}]}' }],
  ['with names of its own', { poolId: 'some-pool', providerId: 'some-provider', kubernetesNamespace: 'x', kubernetesServiceAccount: 'a.b' }],
])('what we make matches: %s', (_, change) => {
  const props = { ...EXAMPLE, ...change };
  const report = checked(manifests(props), terraform(props));
  expect(outcome(report)).toEqual(FITS);
  const { workloads: [workload], callers } = report;
  expect(workload).toMatchObject({ kind: 'kubernetes-pod', workload: 'manifests/Manifest/Deployment/app', roles: [{ role: 'roles/storage.objectViewer', resource: 'bucket reports' }] });
  expect(workload.steps.map(({ step }) => step)).toEqual(expect.arrayContaining(['token', 'audience', 'issuer', 'token audience', 'attribute condition', 'member', 'grants']));
  expect(workload.roleArn).toBeUndefined();
  expect(callers).toEqual([]);
  expect(report.identities.map(({ verdict }) => verdict)).toEqual(report.identities.map(() => 'proven'));
});

test('whatever description both sides are built from, they fit', () => {
  fc.assert(fc.property(kubernetesFederationProps, props => {
    const description = { ...props, grants: EXAMPLE.grants };
    expect(outcome(checked(manifests(description), terraform(description)))).toEqual(FITS);
  }), { numRuns: 30 });
});

test.each<[string, (aws: Json) => void, (gcp: Json) => void, object]>([
  ['the pod is in another namespace', aws => {
    for (const item of aws.items) item.metadata.namespace = 'default';
  }, () => undefined, refused('attribute condition', 'condition-rejects', 'member-other-subject', 'named-without-workload')],
  ['the pod has another service account', aws => { pod(aws).serviceAccountName = 'other'; }, () => undefined, refused('attribute condition', 'condition-rejects', 'member-other-subject', 'named-without-workload')],
  ['the cluster is another', aws => { aws.items[0].metadata.annotations['cdk-gcp-federation/issuer-uri'] = 'https://issuer.example.com'; }, () => undefined, refused('issuer', 'token-issuer', 'named-without-workload')],
  ['the token is for another', aws => { pod(aws).volumes[0].projected.sources[0].serviceAccountToken.audience = 'sts.amazonaws.com'; }, () => undefined, refused('token audience', 'token-audience')],
  ['the token lies elsewhere', aws => { pod(aws).volumes[0].projected.sources[0].serviceAccountToken.path = 'jwt'; }, () => undefined, refused('token', 'token-file-missing')],
  ['the configuration takes the token for the API', aws => {
    aws.items[0].data['credential-config.json'] = aws.items[0].data['credential-config.json'].replace('/etc/cdk-gcp/token', '/var/run/secrets/kubernetes.io/serviceaccount/token');
  }, () => undefined, refused('token audience', 'token-audience')],
  ['no ConfigMap is mounted', aws => { pod(aws).volumes[0].projected.sources.pop(); }, () => undefined,
    { matches: false, workloads: ['depends'], rejectedBy: [undefined], findings: ['credential-config-unreadable', 'named-without-workload'], inside: false }],
  ['the ConfigMap is in another namespace', aws => { aws.items[0].metadata.namespace = 'default'; }, () => undefined,
    { matches: false, workloads: ['depends'], rejectedBy: [undefined], findings: ['credential-config-unreadable', 'named-without-workload'], inside: false }],
  ['the configuration is of another pool', aws => {
    aws.items[0].data['credential-config.json'] = aws.items[0].data['credential-config.json'].replace('eks-identity-pool', 'other-pool');
  }, () => undefined, refused('audience', 'audience-unknown-pool')],
  ['the issuer of the cluster is not told', aws => { delete aws.items[0].metadata.annotations; }, () => undefined,
    { matches: false, workloads: ['depends'], rejectedBy: [undefined], findings: ['issuer-not-known'], inside: false }],
  ['the provider allows the default audience only', () => undefined, gcp => { delete provider(gcp).oidc.allowed_audiences; }, FITS],
  ['the provider allows another audience', () => undefined, gcp => { provider(gcp).oidc.allowed_audiences = ['sts.amazonaws.com']; },
    { ...refused('token audience', 'unintended-caller', 'token-audience'), inside: true }],
  ['Google trusts another cluster', () => undefined, gcp => { provider(gcp).oidc.issuer_uri += '-x'; }, refused('issuer', 'token-issuer', 'named-without-workload')],
  ['the condition names another', () => undefined, gcp => { provider(gcp).attribute_condition = "assertion.sub == 'system:serviceaccount:default:gcs-reader'"; },
    refused('attribute condition', 'condition-rejects')],
  ['there is no condition', () => undefined, gcp => { delete provider(gcp).attribute_condition; },
    { ...FITS, findings: ['condition-missing'] }],
  ['the condition says nothing', () => undefined, gcp => { provider(gcp).attribute_condition = 'assertion.sub != ""'; },
    { ...FITS, matches: false, findings: ['condition-always-true'] }],
  ['the condition takes a whole namespace', () => undefined, gcp => { provider(gcp).attribute_condition = "assertion.sub.startsWith('system:serviceaccount:reports:')"; },
    { ...FITS, findings: ['condition-too-wide'] }],
  ['condition and member take a whole namespace', () => undefined, gcp => {
    provider(gcp).attribute_condition = "assertion['kubernetes.io']['namespace'] == 'reports'";
    provider(gcp).attribute_mapping['attribute.namespace'] = "assertion['kubernetes.io']['namespace']";
    member(gcp).member = member(gcp).member.replace('principal:', 'principalSet:').replace(`subject/${SUBJECT}`, 'attribute.namespace/reports');
  }, { ...FITS, matches: false, findings: ['condition-too-wide', 'unintended-caller'], inside: true }],
  ['the member names another', () => undefined, gcp => { member(gcp).member = member(gcp).member.replace('reports:', 'reports/'); }, refused('member', 'member-other-subject')],
  ['the member is of another pool', () => undefined, gcp => { member(gcp).member = member(gcp).member.replace('eks-identity-pool', 'other-pool'); },
    refused('member', 'member-other-pool')],
  ['the member holds an asterisk', () => undefined, gcp => { member(gcp).member = member(gcp).member.replace('gcs-reader', '*'); }, refused('member', 'member-wildcard')],
  ['the whole pool may act', () => undefined, gcp => { member(gcp).member = `${member(gcp).member.replace('principal:', 'principalSet:').split('/subject')[0]}/*`; },
    { ...FITS, findings: ['whole-pool'] }],
  ['the subject is mapped to nothing', () => undefined, gcp => { provider(gcp).attribute_mapping = { 'attribute.a': 'assertion.sub' }; },
    refused('google.subject', 'mapping-without-subject', 'member-unmapped-attribute')],
  ['the mapping asks for what is not there', () => undefined, gcp => { provider(gcp).attribute_mapping['google.subject'] = 'assertion.email'; }, refused('attribute mapping', 'mapping-invalid')],
  ['the token is said to be of AWS', aws => {
    aws.items[0].data['credential-config.json'] = aws.items[0].data['credential-config.json'].replace('oauth:token-type:jwt', 'aws:token-type:aws4_request');
  }, () => undefined, { matches: false, workloads: ['rejected'], rejectedBy: ['token type'], findings: ['named-without-workload', 'wrong-token-type'], inside: false }],
])('%s', (_, aws, gcp, expected) => {
  expect(outcome(checked(edited(manifests(), aws), edited(terraform(), gcp)))).toEqual(expected);
});

describe('providers that share a pool', () => {
  const second = (oidc: Json, more: Json = {}) => (gcp: Json) => {
    gcp.resource.google_iam_workload_identity_pool_provider.second = { ...provider(gcp), workload_identity_pool_provider_id: 'second', oidc, ...more };
  };
  const other = { issuer_uri: 'https://issuer.example.com' };

  test('another cluster whose service account of the same name gets in', () => {
    const { findings, callers, matches } = checked(manifests(), edited(terraform(), second(other)));
    expect(findings.map(({ id }) => id)).toEqual(['provider-forges']);
    expect(callers.filter(({ verdict }) => verdict === 'admitted')).toEqual([expect.objectContaining({ who: `service account ${SUBJECT}`, arn: SUBJECT })]);
    expect(matches).toBe(false);
  });

  test('another cluster that admits somebody else only', () => {
    const { findings } = checked(manifests(), edited(terraform(), second(other, { attribute_condition: "assertion.sub == 'system:serviceaccount:a:b'" })));
    expect(findings.map(({ id }) => id)).toEqual(['several-providers']);
  });

  test('an AWS account', () => {
    const gcp = edited(terraform(), second({}, { oidc: undefined, aws: { account_id: '111122223333' }, attribute_mapping: { 'google.subject': 'assertion.arn' }, attribute_condition: 'assertion.account == "1"' }));
    const { findings } = checked(manifests(), JSON.parse(JSON.stringify(gcp)));
    expect(findings.map(({ id }) => id)).toContain('several-providers');
  });
});

test('who logs in by OpenID Connect from elsewhere is left alone', () => {
  const gcp = edited(terraform(), json => {
    json.resource.google_iam_workload_identity_pool_provider.github = {
      project: 'my-gcp-project',
      workload_identity_pool_id: 'github',
      workload_identity_pool_provider_id: 'github',
      attribute_mapping: { 'google.subject': 'assertion.sub' },
      oidc: { issuer_uri: 'https://token.actions.githubusercontent.com' },
    };
  });
  const report = checked(manifests(), gcp);
  expect(outcome(report)).toEqual({ ...FITS, findings: ['condition-missing'] });
  expect(report.callers.map(({ provider: address }) => address)).not.toContain('google_iam_workload_identity_pool_provider.github');
});

describe('in the output of AWS CDK', () => {
  const PROVIDER_ARN = 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';

  type Props = GcpFederationProps | GcpKubernetesFederationProps;

  function synthesized(name: string, aws: (stack: Stack, cluster: eksV2.ICluster) => void, google: Props): CheckReport {
    const [outdir, terraformOut] = ['aws', 'gcp'].map(side => join(folder.path, `${name}.${side}`));
    const app = new App({ outdir });
    const stack = new Stack(app, 'Stack', { env: { account: '111122223333', region: 'eu-central-1' } });
    aws(stack, eksV2.Cluster.fromClusterAttributes(stack, 'Cluster', {
      clusterName: 'my-cluster',
      openIdConnectProvider: iam.OpenIdConnectProvider.fromOpenIdConnectProviderArn(stack, 'Provider', PROVIDER_ARN),
      kubectlProvider: eksV2.KubectlProvider.fromKubectlProviderAttributes(stack, 'Kubectl', { serviceToken: 'arn:aws:lambda:eu-central-1:111122223333:function:k', role: undefined as never }),
    }));
    app.synth();
    const terraformApp = new TerraformApp({ outdir: terraformOut });
    new GcpFederationStack(terraformApp, 'gcp', google);
    terraformApp.synth();
    return check({ aws: outdir, gcp: terraformOut });
  }

  test('pods with their own tokens are found in manifests, each with its verdict', () => {
    const [reader, writer] = ['gcs-reader', 'gcs-writer'].map(kubernetesServiceAccount => ({ ...EXAMPLE, kubernetesServiceAccount }));
    const report = synthesized('tokens', (_, cluster) => {
      for (const props of [reader, writer]) {
        const { configMap, ...account } = new GcpKubernetesServiceAccount(props);
        cluster.addManifest(`${props.kubernetesServiceAccount}Map`, configMap);
        const spec = new GcpKubernetesServiceAccount(props).podWithCredentials({ containers: [{ name: 'app' }] });
        cluster.addManifest(props.kubernetesServiceAccount, { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'job', namespace: 'reports' }, spec: { jobTemplate: { spec: { template: { spec } } } } });
        expect(account.principal).toContain(props.kubernetesServiceAccount);
      }
    }, reader);
    expect(report.workloads.map(({ workload, verdict }) => [workload, verdict])).toEqual([
      ['Stack/Cluster/manifest-gcs-reader/CronJob/job', 'admitted'], ['Stack/Cluster/manifest-gcs-writer/CronJob/job', 'rejected'],
    ]);
  });

  const pods = (reader: GcpFederatedRole, irsa: boolean) => ({
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app' }, spec: reader.podWithCredentials({ serviceAccountName: 'reader', containers: [{ name: 'app' }] }, { irsa }),
  });

  test('pods with a role by Pod Identity are judged by it, with session names of 64 characters', () => {
    const report = synthesized('pod-identity', (stack, cluster) => {
      const reader = new GcpFederatedRole(stack, 'Reader', PROPS);
      cluster.addManifest('Reader', pods(reader, false));
      new eksV2.CfnPodIdentityAssociation(stack, 'Association', { clusterName: 'my-cluster', namespace: 'default', serviceAccount: 'reader', roleArn: reader.role.roleArn });
    }, PROPS);
    expect(outcome(report)).toEqual(FITS);
    expect(report.workloads[0].steps).toContainEqual(expect.objectContaining({ step: 'google.subject', detail: expect.stringContaining('64 characters') }));
  });

  test('pods of a manifest are judged by the association in a template beside it, unless several have one', () => {
    const manifest = join(folder.path, 'pod.json');
    const templateIn = (path: string, props: GcpFederationProps) => {
      const app = new App({ outdir: join(folder.path, path) });
      const stack = new Stack(app, 'Stack', { env: { account: props.awsAccountId, region: 'eu-west-1' } });
      const reader = new GcpFederatedRole(stack, 'Reader', props);
      new eksV2.CfnPodIdentityAssociation(stack, 'Association', { clusterName: 'my-cluster', namespace: 'default', serviceAccount: 'reader', roleArn: reader.role.roleArn });
      writeFileSync(manifest, JSON.stringify(pods(reader, false)));
      return app.synth().directory;
    };
    const google = new TerraformApp({ outdir: join(folder.path, 'beside') });
    new GcpFederationStack(google, 'gcp', PROPS);
    google.synth();
    const [other, own] = [templateIn('other', { ...PROPS, roleName: 'other' }), templateIn('own', PROPS)];
    const judged = (...aws: string[]) => outcome(check({ aws: [manifest, ...aws], gcp: google.outdir }));
    expect(judged(own)).toEqual(FITS);
    expect(judged(other)).toMatchObject({ matches: false, workloads: ['rejected'] });
    expect(judged(own, other)).toEqual({ ...FITS, matches: false, workloads: ['depends'], findings: ['named-without-workload', 'role-not-known'] });
  });

  test('pods with a role by their service account are judged by it, with the session name of the emulator', () => {
    const props = { ...PROPS, roleName: 'r'.repeat(64) };
    const report = synthesized('irsa', (stack, cluster) => {
      const reader = new GcpFederatedRole(stack, 'Reader', { ...props, assumedBy: new iam.WebIdentityPrincipal(PROVIDER_ARN) });
      cluster.addManifest('Account', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'reader', namespace: 'default', annotations: { 'eks.amazonaws.com/role-arn': reader.role.roleArn } } });
      cluster.addManifest('Reader', pods(reader, true));
    }, props);
    expect(outcome(report)).toEqual(FITS);
    expect(report.workloads[0].steps).toContainEqual(expect.objectContaining({ step: 'google.subject', detail: expect.stringContaining('7 characters') }));
  });

  test('pods whose role nothing tells are not judged', () => {
    const report = synthesized('unknown', (stack, cluster) => cluster.addManifest('Reader', pods(new GcpFederatedRole(stack, 'Reader', PROPS), false)),
      PROPS);
    expect(outcome(report)).toEqual({ ...FITS, matches: false, workloads: ['depends'], findings: ['named-without-workload', 'role-not-known'] });
  });
});
