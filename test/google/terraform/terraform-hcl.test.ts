import { spawnSync } from 'node:child_process';
import { parse } from '@cdktn/hcl2json';
import * as fc from 'fast-check';
import { GcpAccess, GcpGrant } from '../../../lib/federation';
import { googleSide, GoogleSide } from '../../../lib/google/google-side';
import { hclNames } from '../../../lib/google/terraform/hcl-names';
import { logicalId } from '../../../lib/google/terraform/logical-id';
import { terraformHcl } from '../../../lib/google/terraform/terraform-hcl';
import { terraformJson } from '../../../lib/google/terraform/terraform-json';
import { hostileText } from '../../federation/arbitraries';
import { EVERY_KIND } from '../../federation/grants/every-kind';
import { PROPS } from '../../gcp/synthesized';
import { descriptions, sideOptions } from '../arbitrary-sides';

type Json = any;

const HAS_TERRAFORM = spawnSync('terraform', ['version']).status === 0;

function expectFormatted(hcl: string): void {
  if (!HAS_TERRAFORM) return;
  const { stdout, status } = spawnSync('terraform', ['fmt', '-'], { input: hcl, encoding: 'utf8' });
  expect([status, stdout]).toEqual([0, hcl]);
}

/** Names in HCL in the place of those in JSON, in keys and in expressions. */
function renamed(side: GoogleSide, json: Json): Json {
  const name = hclNames(side.elements);
  const names = new Map(side.elements.map(element => [`${element.type}.${logicalId(element.path)}`, `${element.type}.${name(element)}`]));
  const longestFirst = [...names].sort(([a], [b]) => b.length - a.length);
  const replace = (text: string) => longestFirst.reduce((changed, [from, to]) => changed.replaceAll(from, to), text);
  const types = (blocks: Json, prefix = '') => blocks && Object.fromEntries(Object.entries<Json>(blocks).map(([type, all]) => [
    type, Object.fromEntries(Object.entries(all).map(([id, block]) => [replace(`${prefix}${type}.${id}`).slice(type.length + 1), block])),
  ]));
  const { resource, data, check: _, ...rest } = JSON.parse(JSON.stringify(json));
  const whole = { ...rest, ...resource && { resource: types(resource) }, ...data && { data: types(data) } };
  return JSON.parse(JSON.stringify(whole), (_key, value) => typeof value === 'string' && [...names.keys()].some(from => value.includes(from)) ? replace(value) : value);
}

/** Both forms with every block as a list, as Terraform sees them, and bare references without their braces. */
function leveled(value: Json): Json {
  if (Array.isArray(value)) return value.map(leveled);
  if (typeof value === 'string') return value.replace(/^\$\{([\w.-]+)\}$/, '$1');
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries<Json>(value).filter(([, child]) => !(Array.isArray(child) && child.length === 0)).map(([key, child]) => {
    const isBlock = typeof child === 'object' && !Array.isArray(child) && key !== 'attribute_mapping';
    return [key, leveled(isBlock ? [child] : child)];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => a < b ? -1 : 1));
}

async function expectSame(side: GoogleSide): Promise<void> {
  const hcl = terraformHcl(side, {});
  const { check: _, ...parsed } = await parse('side.tf', hcl) as Json;
  expect(leveled(parsed)).toEqual(leveled(renamed(side, terraformJson(side, {}))));
}

function sideOf(...[all, options]: Parameters<typeof googleSide>): GoogleSide | undefined {
  try {
    return googleSide(all, options);
  } catch {
    return undefined;
  }
}

test('says what the JSON form says, under names without hashes of paths', async () => {
  let compared = 0;
  await fc.assert(fc.asyncProperty(descriptions, sideOptions, async (all, options) => {
    const side = sideOf(all, options);
    if (!side) return;
    await expectSame(side);
    compared += 1;
  }), { numRuns: 60 });
  expect(compared).toBeGreaterThan(10);
});

test('carries every text of a condition', async () => {
  await fc.assert(fc.asyncProperty(hostileText, hostileText, async (title, expression) => {
    await expectSame(googleSide([{ ...PROPS, grants: [GcpGrant.project('roles/browser', { condition: { title, expression } })] }]));
  }), { numRuns: 60 });
});

test('is formatted as terraform fmt formats it', () => {
  const all = [{ ...PROPS, grants: EVERY_KIND.map(([, grant]) => grant) }];
  const options = { auditLogs: true, restrictAwsAccounts: true, takeOver: { pool: true }, deletionProtection: true };
  expectFormatted(terraformHcl(googleSide(all, options), {}));
  expectFormatted(terraformHcl(googleSide(all, { existingProvider: true, forget: true }), { movedFromJson: true }));
  if (!HAS_TERRAFORM) console.warn('NOT RUN, because terraform is not on the PATH: terraform fmt');
});

test('explains every block, and moves what a state has under the addresses of JSON', () => {
  const side = googleSide([PROPS]);
  const hcl = terraformHcl(side, { movedFromJson: true });
  expect(hcl.match(/^# .+\nresource /gm)).toHaveLength(side.elements.length);
  expect(hcl).toContain([
    'moved {',
    `  from = google_iam_workload_identity_pool_provider.${logicalId(['aws-identity-pool', 'provider'])}`,
    '  to   = google_iam_workload_identity_pool_provider.aws-identity-pool_provider',
    '}',
  ].join('\n'));
});

test('the name of a grant says who holds which role on what, and no other grant changes it', () => {
  const [one, two] = [GcpGrant.bucket('reports', 'roles/storage.objectViewer'), GcpGrant.bucket('a.b', 'roles/storage.objectViewer')];
  const namesOf = (grants: GcpGrant[]) => {
    const { elements } = googleSide([{ ...PROPS, access: GcpAccess.direct(), grants }]);
    return elements.filter(({ kind }) => kind === 'grant').map(hclNames(elements));
  };
  const [first] = namesOf([one]);
  expect(first).toBe('aws-identity-pool_gcs-reader_storage-objectViewer_on_reports');
  expect(namesOf([one, two])).toEqual([first, expect.stringMatching(/_on_a-b_[0-9a-f]{8}$/)]);
});
