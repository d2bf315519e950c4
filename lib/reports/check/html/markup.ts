/** HTML that is safe to stand in a page. Only `html` makes it, so that nothing gets in unescaped. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = Markup | string | number | undefined | readonly Part[];

/**
 * HTML from a template; every value in it is escaped unless it is markup itself.
 *
 * Values belong into text and into quoted attributes, never into tag names, scripts or styles.
 */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(template.reduce((text, piece, index) => text + render(parts[index - 1]) + piece));
}

/** Text that stands in a page as it is. The caller vouches for it. */
export function verbatim(text: string): Markup {
  return new Markup(text);
}

function render(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.text;
  return Array.isArray(part) ? part.map(render).join('') : escape(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Characters that would show a text otherwise than it is: controls, directions of writing, halves of characters. */
const DECEPTIVE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/gu;

function escape(text: string): string {
  return text
    .replace(DECEPTIVE, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/[&<>"']/g, character => ENTITIES[character]);
}
