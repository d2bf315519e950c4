const PLACEHOLDER = /\{[A-Za-z_][A-Za-z0-9_]*\}/g;

/**
 * Google's `extract`: what stands between the first occurrence of the text before the placeholder and the first
 * occurrence, behind it, of the text after the placeholder. Empty where one of the two does not occur.
 *
 * Nothing before the placeholder means from the start, nothing after it means up to the end.
 *
 * @param value the text to take from
 * @param template text with exactly one `{name}`
 * @see https://cloud.google.com/iam/docs/conditions-attribute-reference#extract
 */
export function extract(value: string, template: string): string {
  const placeholders = [...template.matchAll(PLACEHOLDER)];
  if (placeholders.length !== 1) {
    throw new Error(`extract template '${template}' has ${placeholders.length} placeholders, Google allows exactly one such as '{name}'`);
  }
  const { index, 0: placeholder } = placeholders[0];
  const before = template.slice(0, index);
  const after = template.slice(index + placeholder.length);

  const beforeAt = value.indexOf(before);
  if (beforeAt < 0) return '';
  const start = beforeAt + before.length;
  if (after === '') return value.slice(start);
  const end = value.indexOf(after, start);
  return end < 0 ? '' : value.slice(start, end);
}
