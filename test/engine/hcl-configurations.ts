/** Files of a configuration by their path. */
export type Files = Readonly<Record<string, string>>;

type Type = 'string' | 'number' | 'bool' | 'list' | 'map';

const TYPES: readonly Type[] = ['string', 'number', 'bool', 'list', 'map'];
const CONSTRAINTS: Readonly<Record<Type, string>> = {
  string: 'string', number: 'number', bool: 'bool', list: 'list(string)', map: 'map(string)',
};
const WORDS = ['reader', 'gcs-reader', 'a', 'Ünï', 'x/y', 'arn:aws:sts::111122223333:assumed-role', 'say \\"hi\\"', '$${literal}', '%%{literal}', ''];

/** Names in scope, with their types. */
type Names = readonly (readonly [name: string, type: Type])[];

/** Makes configurations of the built-in `terraform_data` by chance: each seed gives the same one again. */
export class ConfigurationGenerator {
  constructor(private state: number) {}

  /** A folder with variables and their files, locals, resources that repeat, overrides and a local module. */
  files(): Files {
    const variables: Names = TYPES.map(type => [`var.v_${type}`, type]);
    const locals: (readonly [string, Type])[] = [];
    const declarations: string[] = [];
    for (let index = 0; index < 6; index++) {
      const type = this.one(TYPES);
      declarations.push(`  l${index} = ${this.expression(type, [...variables, ...locals], 3)}`);
      locals.push([`local.l${index}`, type]);
    }
    const names = [...variables, ...locals];
    const resources = Array.from({ length: 4 }, (_, index) => this.resource(`r${index}`, names));
    const overridden = this.chance(3);
    return {
      'main.tf': `${this.declared()}\nlocals {\n${declarations.join('\n')}\n}\n${resources.join('\n')}\n${this.moduleCall(names)}`,
      'child/main.tf': CHILD,
      ...this.chance(2) && { 'terraform.tfvars': `v_string = ${this.literal('string')}\nv_list = ${this.literal('list')}\n` },
      ...this.chance(3) && { 'a.auto.tfvars.json': JSON.stringify({ v_number: 7, v_map: { k: '${not}', z: 'y' } }) },
      ...overridden && { 'main_override.tf': `locals {\n  l1 = ${this.literal(locals[1][1])}\n}\nresource "terraform_data" "r0" {\n  input = ${this.expression('string', variables, 2)}\n}\n` },
      ...this.chance(3) && { 'more.tf.json': JSON.stringify(this.json(names)) },
    };
  }

  private declared(): string {
    return TYPES.map(type => `variable "v_${type}" {\n  type    = ${CONSTRAINTS[type]}\n  default = ${this.literal(type)}\n}`).join('\n');
  }

  private resource(name: string, names: Names): string {
    const kind = this.below(4);
    const [repetition, scope]: [string, Names] = kind === 0 ? [`count = ${this.one(['0', '2', 'length(var.v_list)', 'var.v_bool ? 1 : 0'])}`, [...names, ['count.index', 'number']]]
      : kind === 1 ? [`for_each = toset(${this.expression('list', names, 2)})`, [...names, ['each.key', 'string'], ['each.value', 'string']]]
        : kind === 2 ? [`for_each = ${this.expression('map', names, 2)}`, [...names, ['each.key', 'string'], ['each.value', 'string']]] : ['', names];
    return `resource "terraform_data" "${name}" {\n  ${repetition}\n  input = ${this.expression(this.one(TYPES), scope, 3)}\n}`;
  }

  /** The JSON form: texts are templates. */
  private json(names: Names): object {
    const name = this.one(names.filter(([, type]) => type === 'string' || type === 'number'))[0];
    return {
      'resource': { terraform_data: { json: { input: { text: `a \${${name}} $\${b}`, list: ['${var.v_list}', 'x'], whole: `\${${name}}` } } } },
      '//': 'a comment',
    };
  }

  private moduleCall(names: Names): string {
    const repetition = this.one(['', 'count = 2', 'for_each = toset(["p", "q"])']);
    const output = repetition === '' ? 'module.child.out' : repetition.startsWith('count') ? 'module.child[1].out' : 'module.child["p"].out';
    return `module "child" {\n  source = "./child"\n  ${repetition}\n  name   = ${this.expression('string', names, 2)}\n  roles  = ${this.expression('list', names, 2)}\n}\n`
      + `resource "terraform_data" "of_module" {\n  input = ${output}\n}\n`;
  }

  private expression(type: Type, names: Names, depth: number): string {
    const known = names.filter(([, own]) => own === type);
    if (depth === 0) return known.length > 0 && this.chance(2) ? this.one(known)[0] : this.literal(type);
    const inner = (wanted: Type) => this.expression(wanted, names, depth - 1);
    const choice = `(${inner('bool')} ? ${inner(type)} : ${inner(type)})`;
    const own = this.forms(type, inner);
    return this.one([this.literal(type), choice, ...own, ...own, ...known.map(([name]) => name)]);
  }

  private forms(type: Type, inner: (type: Type) => string): string[] {
    switch (type) {
      case 'string': return [
        `"\${${inner('string')}}/x-\${${inner('number')}}"`, `format("%s-%03d-%q", ${inner('string')}, 7, ${inner('string')})`, `upper(${inner('string')})`,
        `join(",", ${inner('list')})`, `replace(${inner('string')}, "/[aeiou]+/", "<$0>")`, `lookup(${inner('map')}, "k", ${inner('string')})`,
        `try(${inner('map')}["missing"], ${inner('string')})`, `jsonencode(${inner('map')})`, `trimprefix(${inner('string')}, "arn:")`, `base64encode(${inner('string')})`,
        `"%{ if ${inner('bool')} }yes%{ else }no%{ endif }"`, `"%{ for x in ${inner('list')} ~} \${x}, %{ endfor ~} end"`, `substr(${inner('string')}, 0, 3)`,
        `<<-EOT\n    first \${${inner('string')}}\n      second\n\n    last\n  EOT\n  `, `coalesce("", ${inner('string')}, "z")`, `title(lower(${inner('string')}))`,
        `sha256(${inner('string')})`, `urlencode(${inner('string')})`, `(${inner('string')})`, `element(concat(["e"], ${inner('list')}), 4)`, `tostring(${inner('number')})`,
      ];
      case 'number': return [
        `length(${inner('list')})`, `(${inner('number')} + ${inner('number')} * 2)`, `max(${inner('number')}, 3)`, `length(keys(${inner('map')}))`, `abs(-${inner('number')})`,
        `(${inner('number')} % 3)`, `index(concat(["first"], ${inner('list')}), "first")`, `floor(${inner('number')} / 2)`, 'parseint("ff", 16)', `length(${inner('string')})`,
      ];
      case 'bool': return [
        `(${inner('string')} == ${inner('string')})`, `contains(${inner('list')}, ${inner('string')})`, `!${inner('bool')}`, `(${inner('bool')} && ${inner('bool')})`,
        `(${inner('bool')} || ${inner('bool')})`, `startswith(${inner('string')}, "a")`, `can(${inner('map')}["k"])`, `(${inner('number')} >= 3)`, `(${inner('list')} == ${inner('list')})`,
        `alltrue([for x in ${inner('list')} : x != ""])`,
      ];
      case 'list': return [
        `[for i, r in ${inner('list')} : format("%d-%s", i, r) if r != "a"]`, `concat(${inner('list')}, ${inner('list')})`, `distinct(${inner('list')})`, `sort(${inner('list')})`,
        `keys(${inner('map')})`, `values(${inner('map')})`, `tolist(toset(${inner('list')}))`, `split("/", ${inner('string')})`, `compact(${inner('list')})`, `reverse(${inner('list')})`,
        `flatten([${inner('list')}, [[${inner('string')}]]])`, `[for k, v in ${inner('map')} : "\${k}=\${v}"]`, `[${inner('string')}, ${inner('string')}][*]`,
        `[for o in [{ n = ${inner('string')} }, { n = "b" }] : o.n]`, `slice(concat(["s", "t"], ${inner('list')}), 1, 2)`, `formatlist("%s!", ${inner('list')})`,
        `regexall("[a-z]+", ${inner('string')})`, `tolist(setunion(${inner('list')}, ["u"]))`, `[for o in [{ n = ${inner('string')} }] : o][*].n`,
      ];
      case 'map': return [
        `{ for i, r in ${inner('list')} : "\${i}-\${r}" => r }`, `merge(${inner('map')}, { k = ${inner('string')} })`, `zipmap(["x", "y"], ["1", ${inner('string')}])`,
        `{ (${inner('string')}) = "v", "quoted key" = ${inner('string')} }`, `tomap({ a = ${inner('string')} })`, `{ for k, v in ${inner('map')} : upper(k) => v... if v != "" }`,
        `jsondecode(jsonencode(${inner('map')}))`,
      ].filter(form => !form.includes('v...'));
    }
  }

  private literal(type: Type): string {
    switch (type) {
      case 'string': return `"${this.one(WORDS)}"`;
      case 'number': return this.one(['0', '1', '42', '2.5', '111122223333']);
      case 'bool': return this.one(['true', 'false']);
      case 'list': return `[${Array.from({ length: this.below(4) }, () => this.literal('string')).join(', ')}]`;
      case 'map': return this.one(['{}', `{ k = ${this.literal('string')} }`, `{ k = ${this.literal('string')}, "b.c" = ${this.literal('string')} }`]);
    }
  }

  private one<T>(all: readonly T[]): T {
    return all[this.below(all.length)];
  }

  private chance(of: number): boolean {
    return this.below(of) === 0;
  }

  /** A linear congruential generator: enough for choices, and the same on every machine. */
  private below(limit: number): number {
    this.state = (this.state * 1664525 + 1013904223) % 2 ** 32;
    return Math.floor((this.state / 2 ** 32) * limit);
  }
}

const CHILD = `
variable "name" {
  type = string
}
variable "roles" {
  type    = set(string)
  default = []
}
variable "settings" {
  type = object({ tier = optional(string, "gold"), tags = optional(list(string), ["t"]) })
  default = {}
}
locals {
  prefix = "\${var.name}/\${var.settings.tier}"
}
resource "terraform_data" "each" {
  for_each = var.roles
  input    = "\${local.prefix}:\${each.key}"
}
output "out" {
  value = { prefix = local.prefix, roles = sort(var.roles), all = [for r in terraform_data.each : r.input], path = path.module }
}
`;
