import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputsOf, synthesize } from './run';
import { federation } from '../../bin/federation';
import { credentialConfig } from '../../lib/federation/credential-config';
import { resolveFederation } from '../../lib/federation/federation';
import { check } from '../../lib/proof';
import { temporaryFolder } from '../proof/temporary-folder';

const folder = temporaryFolder();
afterAll(() => folder.remove());

test('the pod is a manifest for kubectl, with the configuration', () => {
  const { kind, spec } = JSON.parse(synthesize(['eks-pod-identity.ts'], folder.path));
  expect(kind).toBe('Pod');
  expect(spec.initContainers[0].env).toContainEqual({ name: 'CDK_GCP_CREDENTIAL_CONFIG', value: credentialConfig(resolveFederation(federation), 'metadata-emulator') });
  expect(existsSync(join(outputsOf('eks-pod-identity.ts', folder.path).aws, 'eks-pod-identity.template.json'))).toBe(true);
});

test('the pods with tokens of their cluster are manifests for kubectl, which fit the Google side', () => {
  const manifests = join(folder.path, 'manifests.json');
  mkdirSync(join(folder.path, 'eks-oidc.ts')); // no AWS CDK takes part, which would make it
  writeFileSync(manifests, synthesize(['eks-oidc.ts'], folder.path));
  const { fits, findings, workloads } = check({ aws: manifests, gcp: outputsOf('eks-oidc.ts', folder.path).gcp });
  expect(workloads.map(({ kind, verdict, actsAs }) => [kind, verdict, actsAs])).toEqual([['kubernetes-pod', 'admitted', 'gcp-eks-identity@my-gcp-project.iam.gserviceaccount.com']]);
  expect({ fits, findings }).toEqual({ fits: true, findings: [] });
});
