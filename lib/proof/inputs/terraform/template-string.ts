/** A part of a Terraform template string. */
export type TemplatePart = { readonly literal: string } | { readonly expression: string } | { readonly directive: string };

/**
 * Splits a string of Terraform JSON into literals and templates, and undoes the escapes `$${` and `%%{`.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings
 */
export function parseTemplateString(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let literal = '';
  let at = 0;
  while (at < text.length) {
    if (text.startsWith('$${', at) || text.startsWith('%%{', at)) {
      literal += text.slice(at + 1, at + 3);
      at += 3;
    } else if (text.startsWith('${', at) || text.startsWith('%{', at)) {
      const end = templateEnd(text, at + 2);
      if (literal !== '') parts.push({ literal });
      literal = '';
      const inside = text.slice(at + 2, end).trim();
      parts.push(text[at] === '$' ? { expression: inside } : { directive: inside });
      at = end + 1;
    } else {
      literal += text[at++];
    }
  }
  if (literal !== '') parts.push({ literal });
  return parts;
}

/** Where a template ends: braces nest, and those inside quotes do not count. */
function templateEnd(text: string, from: number): number {
  let depth = 1;
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (quoted && character === '\\') at++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '{') depth++;
    else if (!quoted && character === '}' && --depth === 0) return at;
  }
  return text.length;
}
