/** Fields in which log records hold what a program wrote, in CloudWatch, Cloud Logging, journald, Docker and Lambda. */
const MESSAGE_FIELDS = new Set([
  'message', '@message', 'msg', 'log', 'textpayload', 'errormessage', 'error_message', 'error', 'error_description',
  'exception', 'stack', 'stacktrace', 'stack_trace', 'trace', 'err', 'cause', 'reason', 'details', 'detail',
  'description', 'body', 'response', 'data', 'errortype', 'status', 'code', 'value',
]);
const DEEPEST = 8;

/**
 * Returns what a text holds that is JSON as a whole, or JSON in each line: all its texts, and the messages alone.
 *
 * An error that a logger split into several records is whole in the second.
 */
export function joinMessages(text: string): string[] {
  const records = parseRecords(text);
  if (records === undefined) return [];
  const everything = records.flatMap(record => collectTexts(record, () => true));
  const messages = records.flatMap(record => collectTexts(record, key => MESSAGE_FIELDS.has(key.toLowerCase())));
  return [everything, messages].filter(texts => texts.length > 0).map(texts => texts.join('\n'));
}

function parseRecords(text: string): unknown[] | undefined {
  const whole = parseJson(text.trim());
  if (whole !== undefined) return [whole];
  const lines = text.split(/\r\n|\r|\n/).filter(line => line.trim() !== '');
  const records = lines.map(line => parseJson(line.slice(Math.max(0, line.search(/[{[]/)))));
  const parsed = records.filter(record => record !== undefined);
  if (parsed.length === 0 || parsed.length * 2 < lines.length) return undefined;
  return records.map((record, index) => record ?? lines[index]);
}

/** Parses an object or an array, or a text that holds one; anything else is `undefined`. */
function parseJson(text: string): unknown {
  if (!/^\s*["[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Texts of the fields that are wanted, with what stands as JSON inside of them. */
function collectTexts(value: unknown, wanted: (key: string) => boolean, taken = false, depth = 0): string[] {
  if (depth > DEEPEST) return [];
  if (typeof value === 'string') {
    return taken ? [value, ...collectNestedTexts(value, depth)] : collectNestedTexts(value, depth, wanted);
  }
  if (typeof value === 'number') return taken ? [String(value)] : [];
  if (Array.isArray(value)) return value.flatMap(one => collectTexts(one, wanted, taken, depth + 1));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => collectTexts(one, wanted, taken || wanted(key), depth + 1));
}

function collectNestedTexts(text: string, depth: number, wanted: (key: string) => boolean = () => true): string[] {
  const value = parseJson(text);
  return value === undefined ? [] : collectTexts(value, wanted, false, depth + 1);
}
