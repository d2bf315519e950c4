import * as fc from 'fast-check';
import { refusedArguments } from './provider-arguments';
import { PROPS } from './synthesized';
import { terraformConfiguration } from '../../lib/cli/terraform/configuration';
import { GcpAccess } from '../../lib/federation';
import { federationProps } from '../federation/arbitraries';
import { KUBERNETES_EXAMPLE } from '../federation/example-props';
import { EVERY_KIND } from '../federation/grants/every-kind';

type Options = NonNullable<Parameters<typeof terraformConfiguration>[1]>;

const written = (federations: ReadonlyArray<Parameters<typeof terraformConfiguration>[0][number]>, options: Options = {}) =>
  JSON.parse(terraformConfiguration([...federations], options).text) as Record<string, object>;

const flag = fc.constantFrom(undefined, false, true);
const options: fc.Arbitrary<Options> = fc.record({
  module: flag,
  enableApis: flag,
  existingPool: flag,
  existingProvider: flag,
  deletionProtection: flag,
  forget: flag,
  takeOver: fc.record({ pool: flag, provider: flag, serviceAccounts: flag }),
  auditLogs: flag,
  restrictAwsAccounts: flag,
}, { requiredKeys: [] });

test.each([
  ['impersonation', undefined],
  ['direct access', GcpAccess.direct()],
])('Terraform google 8.7.0 takes every argument of every kind of grant, with %s', (_, access) => {
  const grants = EVERY_KIND.map(([, grant]) => grant);
  expect(refusedArguments(written([{ ...PROPS, access, grants }]))).toEqual([]);
});

test('Terraform google 8.7.0 takes every argument of a provider for a cluster', () => {
  expect(refusedArguments(written([{ ...KUBERNETES_EXAMPLE, jwksJson: '{"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"a","n":"AQAB","e":"AQAB"}]}' }]))).toEqual([]);
});

test('Terraform google 8.7.0 takes every argument of every option', () => {
  const blocks = new Set<string>();
  fc.assert(fc.property(federationProps, options, (props, chosen) => {
    let configuration;
    try {
      // The generic kind of grant takes any arguments from its user.
      configuration = written([{ ...props, grants: undefined }], chosen);
    } catch {
      // Options that the library refuses together write nothing.
      return;
    }
    for (const [block, content] of Object.entries(configuration)) {
      if (block === 'resource' || block === 'data') Object.keys(content).forEach(type => blocks.add(`${block} ${type}`));
    }
    expect(refusedArguments(configuration)).toEqual([]);
  }), { numRuns: 200 });
  expect([...blocks]).toEqual(expect.arrayContaining([
    'resource google_iam_workload_identity_pool', 'resource google_iam_workload_identity_pool_provider', 'resource google_project_service',
    'resource google_service_account', 'resource google_service_account_iam_member', 'resource google_project_iam_audit_config', 'resource google_org_policy_policy',
  ]));
});

test.each<[string, object, string]>([
  ['an argument that it does not have', { resource: { google_project_service: { a: { service: 'iam.googleapis.com', force: true } } } }, 'google_project_service.force is unknown'],
  ['a block without an argument that it requires', { resource: { google_project_iam_member: { a: { project: 'p', role: 'r', member: 'm', condition: { title: 't' } } } } },
    'google_project_iam_member.condition.expression is missing'],
  ['a type that it does not have', { data: { google_pool: { a: {} } } }, 'data.google_pool is unknown'],
])('what it would refuse is seen: %s', (_, configuration, refused) => {
  expect(refusedArguments(configuration as never)).toEqual([refused]);
});
