import { terraformLiteral } from './terraform-text';

/** A part of a block of HCL: an attribute with its value as HCL, or a nested block. */
export type HclItem = HclAttribute | HclBlock;

interface HclAttribute {
  readonly attribute: string;
  readonly value: string;
}

interface HclBlock {
  readonly block: string;
  readonly items: readonly HclItem[];
  /** @default - no comment above it */
  readonly comment?: string;
}

/** Returns a quoted string that evaluates to exactly this text. */
export function hclString(text: string): string {
  return quoted(terraformLiteral(text));
}

/** Returns a quoted string of a template: `${...}` in it is evaluated. */
export function hclTemplate(template: string): string {
  const parts = template.split(/(\$\{(?:[^{}]|\{[^{}]*\})*\})/);
  return `"${parts.map(part => part.startsWith('${') ? part : quoted(part).slice(1, -1)).join('')}"`;
}

/** Returns a list over several lines, as it is easiest to review. */
export function hclList(values: readonly string[]): string {
  return values.length === 0 ? '[]' : `[\n${values.map(value => indented(`${value},`)).join('\n')}\n]`;
}

/** Returns a map over several lines. */
export function hclMap(entries: Readonly<Record<string, string>>): string {
  const items = Object.entries(entries).map(([name, value]) => ({ attribute: hclString(name), value }));
  return `{\n${indented(hclLines(items))}\n}`;
}

/** Returns items as `terraform fmt` formats them: the equal signs of attributes in consecutive lines are aligned. */
export function hclLines(items: readonly HclItem[]): string {
  const paragraphs: string[] = [];
  let group: HclAttribute[] = [];
  const endGroup = () => {
    const width = Math.max(...group.map(({ attribute }) => attribute.length));
    if (group.length > 0) paragraphs.push(group.map(({ attribute, value }) => `${attribute.padEnd(width)} = ${value}`).join('\n'));
    group = [];
  };
  for (const item of items) {
    if ('attribute' in item && !item.value.includes('\n')) {
      group.push(item);
      continue;
    }
    endGroup();
    if ('attribute' in item) paragraphs.push(`${item.attribute} = ${item.value}`);
    else paragraphs.push(blockLines(item));
  }
  endGroup();
  return paragraphs.join('\n\n');
}

function blockLines({ block, items, comment }: HclBlock): string {
  const lines = items.length === 0 ? `${block} {}` : `${block} {\n${indented(hclLines(items))}\n}`;
  return comment === undefined ? lines : `${commentLines(comment)}\n${lines}`;
}

/** Nothing in the text can end the comment. */
function commentLines(text: string): string {
  return text.split(/\r\n|[\r\n\u2028\u2029]/).map(line => `# ${line}`.trimEnd()).join('\n');
}

/** HCL knows all escapes of JSON but two. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/\\b|\\f|\\\\/g, escape => ({ '\\b': '\\u0008', '\\f': '\\u000c' })[escape] ?? escape);
}

function indented(text: string): string {
  return text.split('\n').map(line => line === '' ? '' : `  ${line}`).join('\n');
}
