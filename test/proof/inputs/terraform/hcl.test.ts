import { GoogleConfiguration, readGoogleConfiguration, Undetermined } from '../../../../lib/proof';
import { ReadOptions } from '../../../../lib/proof/inputs/reading';
import { temporaryFolder } from '../../temporary-folder';

const folders: { remove: () => void }[] = [];
afterAll(() => folders.forEach(made => made.remove()));

function folder(files: Record<string, unknown>): string {
  const made = temporaryFolder(files);
  folders.push(made);
  return made.path;
}

function read(files: Record<string, unknown>, options: ReadOptions = {}): GoogleConfiguration {
  return readGoogleConfiguration(folder(files), options);
}

const POOL = `
resource "google_iam_workload_identity_pool" "pool" {
  project                   = "123456789012"
  workload_identity_pool_id = "aws-pool"
}
`;

/** The members that a configuration grants to, with what reads them. */
function members(member: string, more = '', options: ReadOptions = {}): unknown[] {
  const { projectGrants } = read({ 'main.tf': `${POOL}${more}\nresource "google_project_iam_member" "m" {\n  project = "p"\n  role = "r"\n  ${member}\n}` }, options);
  return projectGrants.map(grant => grant.member);
}

test.each<[string, string, string, unknown]>([
  ['a name of a pool', 'member = "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.pool.name}/*"', '',
    'principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/aws-pool/*'],
  ['a local', 'member = local.who', 'locals {\n  who = format("user:%s", join("@", ["a", "b"]))\n}', 'user:a@b'],
  ['a default', 'member = var.who', 'variable "who" {\n  default = "user:a@b"\n}', 'user:a@b'],
  ['an object with optional attributes', 'member = var.who.name', 'variable "who" {\n  type = object({ name = optional(string, "user:o") })\n  default = {}\n}', 'user:o'],
  ['a conditional', 'member = length(local.all) > 1 ? "many" : "one"', 'locals {\n  all = toset(["x", "x"])\n}', 'one'],
  ['a directive', 'member = "%{ for x in ["a", "b"] ~}${x}%{ endfor ~}"', '', 'ab'],
  ['an escaped template', 'member = "$${a}"', '', '${a}'],
  ['a heredoc', 'member = <<-EOT\n    user:x\n    EOT', '', 'user:x\n'],
  ['one of several', 'member = local.all["b"].name', 'locals {\n  all = { for n in ["a", "b"] : n => { name = "user:${n}" } }\n}', 'user:b'],
])('evaluates %s', (_, member, more, expected) => {
  expect(members(member, more)).toEqual([expected]);
});

test('what a variable is given goes before its default', () => {
  const files = (more: Record<string, unknown>) => ({
    'main.tf': 'variable "who" {\n  type = string\n  default = "d"\n}\nresource "google_project_iam_member" "m" {\n  project = "p"\n  role = "r"\n  member = var.who\n}', ...more,
  });
  const member = (more: Record<string, unknown>, options: ReadOptions = {}) => read(files(more), options).projectGrants[0].member;
  expect(member({ 'terraform.tfvars': 'who = "t"' })).toBe('t');
  expect(member({ 'terraform.tfvars': 'who = "t"', 'terraform.tfvars.json': '{"who": "${j}"}' })).toBe('${j}');
  expect(member({ 'terraform.tfvars': 'who = "t"', 'b.auto.tfvars': 'who = "b"', 'a.auto.tfvars': 'who = "a"' })).toBe('b');
  expect(member({ 'terraform.tfvars': 'who = "t"' }, { variables: { who: '${x}' } })).toBe('${x}');
  expect(member({ 'terraform.tfvars': 'who = "t"' }, { variableFiles: [`${folder({ 'x.tfvars': 'who = "f"' })}/x.tfvars`] })).toBe('f');
  expect(member({}, { variableFiles: [`${folder({ 'x.tfvars': 'who = "f"' })}/x.tfvars`] })).toBe('f');
});

test('a default that nothing replaces is told, with the option that does', () => {
  const { defaultsTaken } = read({ 'main.tf': `${POOL}variable "p" {\n  default = "my-project"\n}\nresource "google_project_iam_member" "m" {\n  project = var.p\n  role = "r"\n  member = "m"\n}` });
  expect(defaultsTaken).toMatchObject([{ name: 'p', value: 'my-project', option: '--var p=VALUE', line: 6 }]);
});

test.each([
  ['count', 'count = 2\n  member = "m${count.index}"', ['m0', 'm1']],
  ['a count of none', 'count = 0\n  member = "m"', []],
  ['a set', 'for_each = toset(["b", "a"])\n  member = each.value', ['a', 'b']],
  ['a map', 'for_each = { x = { to = "y" } }\n  member = "${each.key}-${each.value.to}"', ['x-y']],
  ['a for expression', 'for_each = { for r in ["a", "b"] : r => "m-${r}" if r != "b" }\n  member = each.value', ['m-a']],
])('repeats by %s', (_, member, expected) => {
  expect(members(member)).toEqual(expected);
});

test('how often a resource exists that depends on an unknown value is told as unread', () => {
  const { unread, projectGrants } = read({ 'main.tf': 'variable "all" {}\nresource "google_project_iam_member" "m" {\n  for_each = toset(var.all)\n  project = "p"\n  role = "r"\n  member = each.value\n}' });
  expect(projectGrants).toMatchObject([{ existence: expect.any(Undetermined), member: expect.any(Undetermined) }]);
  expect(unread).toMatchObject([{ code: 'unknown-value', address: 'google_project_iam_member.m', line: 2 }]);
});

test('override files replace arguments and blocks, and locals by name', () => {
  const { projectGrants } = read({
    'main.tf': 'locals {\n  a = "a"\n  b = "b"\n}\nresource "google_project_iam_member" "m" {\n  project = "p"\n  role = local.a\n  member = local.b\n  condition {\n    title = "t"\n    expression = "true"\n  }\n}',
    'override.tf.json': { locals: { b: 'changed' } },
    'x_override.tf': 'resource "google_project_iam_member" "m" {\n  condition {\n    title = "u"\n    expression = "false"\n  }\n}',
  });
  expect(projectGrants).toMatchObject([{ role: 'a', member: 'changed', condition: 'false' }]);
});

test('a dynamic block of an override file replaces the blocks of the same name', () => {
  const { projectGrants } = read({
    'main.tf': 'resource "google_project_iam_member" "m" {\n  project = "p"\n  role = "r"\n  member = "m"\n  condition {\n    expression = "true"\n  }\n}',
    'override.tf': 'resource "google_project_iam_member" "m" {\n  dynamic "condition" {\n    for_each = [1]\n    content {\n      expression = "false"\n    }\n  }\n}',
  });
  expect(projectGrants).toMatchObject([{ condition: 'false' }]);
});

test('an override of what is not there is refused, as Terraform does', () => {
  const { refused } = read({ 'main.tf': POOL, 'override.tf': 'resource "google_project" "gone" {}' });
  expect(refused).toMatchObject([{ reason: 'missing base resource for the override google_project.gone' }]);
});

test('repeated names in JSON are all read', () => {
  const grant = (member: string) => `"resource": {"google_project_iam_member": {"${member}": {"project": "p", "role": "r", "member": "${member}"}}}`;
  expect(read({ 'main.tf.json': `{${grant('one')}, ${grant('two')}}` }).projectGrants.map(({ member }) => member)).toEqual(['one', 'two']);
});

test('dynamic blocks are written out', () => {
  const { projectGrants } = read({ 'main.tf': 'resource "google_project_iam_member" "m" {\n  project = "p"\n  role = "r"\n  member = "m"\n  dynamic "condition" {\n    for_each = ["x"]\n    iterator = it\n    content {\n      title = "t"\n      expression = "request.time < ${it.value}"\n    }\n  }\n}' });
  expect(projectGrants[0].condition).toBe('request.time < x');
});

describe('modules', () => {
  const CALL = 'module "m" {\n  source = "./m"\n  for_each = toset(["a", "b"])\n  who = each.key\n}\noutput "x" {\n  value = module.m["a"].out\n}';
  const CHILD = 'variable "who" {}\nresource "google_project_iam_member" "m" {\n  project = "p"\n  role = "r"\n  member = "user:${var.who}"\n}\noutput "out" {\n  value = google_project_iam_member.m.member\n}';

  test('in a folder are read, with their inputs', () => {
    const { projectGrants, unread } = read({ 'main.tf': CALL, 'm/main.tf': CHILD });
    expect(projectGrants.map(({ address, member }) => [address, member]))
      .toEqual([['module.m["a"].google_project_iam_member.m', 'user:a'], ['module.m["b"].google_project_iam_member.m', 'user:b']]);
    expect(unread).toEqual([]);
  });

  test('of a registry are told as unread, unless they are installed', () => {
    const call = 'module "m" {\n  source = "acme/m/google"\n  who = "w"\n}';
    expect(read({ 'main.tf': POOL + call }).unread).toMatchObject([{ code: 'elsewhere', what: 'module.m', line: 6 }]);
    const installed = { '.terraform/modules/modules.json': { Modules: [{ Key: 'm', Source: 'acme/m/google', Dir: '.terraform/modules/m' }] }, '.terraform/modules/m/main.tf': CHILD };
    expect(read({ 'main.tf': call, ...installed })).toMatchObject({ unread: [], projectGrants: [{ member: 'user:w' }] });
  });

  test('that call themselves end', () => {
    expect(read({ 'main.tf': `${POOL}module "m" {\n  source = "./."\n}` }).unread).toMatchObject([{ code: 'limit' }]);
  });
});

test('a file stands for its folder, and a repository for the folders in it', () => {
  const path = folder({ 'a.tf': POOL, 'b.tf': 'resource "google_project_iam_member" "m" {\n  project = "p"\n  role = "r"\n  member = "m"\n}' });
  expect(readGoogleConfiguration(`${path}/a.tf`)).toMatchObject({ projectGrants: [{ member: 'm' }], notes: [expect.stringContaining('b.tf')] });
  const repository = read({ 'README.md': '', 'infra/one/main.tf': 'module "m" {\n  source = "../shared"\n}', 'infra/shared/main.tf': POOL });
  expect(repository).toMatchObject({ pools: [{ address: 'module.m.google_iam_workload_identity_pool.pool' }], sources: [{ found: true }] });
});

test('OpenTofu reads its own files in place of those of Terraform', () => {
  const files = { 'main.tf': 'resource "google_project_iam_member" "m" {\n  project = "p"\n  role = "r"\n  member = "terraform"\n}' };
  const tofu = { ...files, 'main.tofu': files['main.tf'].replace('"terraform"', '"tofu"') };
  expect(read(tofu, { engine: 'terraform' }).projectGrants[0].member).toBe('terraform');
  expect(read(tofu, { engine: 'tofu' }).projectGrants[0].member).toBe('tofu');
  expect(read({ 'main.tofu': tofu['main.tofu'] }).projectGrants[0].member).toBe('tofu');
});

test('what is nested without end is not known, and no engine speaks of it', () => {
  const locals = Array.from({ length: 2000 }, (_, index) => `  l${index} = "\${local.l${index + 1}}x"`).join('\n');
  const [member] = members('member = local.l0', `locals {\n${locals}\n  l2000 = "x"\n}`);
  expect(member).toBeInstanceOf(Undetermined);
});
