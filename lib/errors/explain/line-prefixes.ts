const LEVELS = 'TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|ERR|FATAL|CRITICAL|SEVERE|PANIC';
/** Beginnings that loggers put before each line; several may follow each other. */
const KNOWN_PREFIXES: readonly RegExp[] = [
  // Bars of Terraform, quotations, comments of GitHub Actions.
  /^[│|╷╵┃>\s]+(?=\S)/u,
  /^##\[[a-z]+\]\s*|^::error[^:]*::/,
  // ISO 8601, with brackets, fractions and zones; epoch seconds and milliseconds of CloudWatch.
  /^\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[.,:]\d+)?\s*(?:Z|UTC|[+-]\d\d:?\d\d)?\]?[\s|:,;-]*/,
  /^\[?\d{10,13}(?:\.\d+)?\]?[\s|:-]+/,
  // syslog and journald: month, host, program with process id.
  /^(?:[A-Z][a-z]{2}\s+)?\d{1,2}(?:\s+\d{4})?\s+\d\d:\d\d:\d\d(?:\.\d+)?\s+\S+\s+[\w./@-]+(?:\[\d+\])?:\s*/,
  /^[A-Z][a-z]{2}\s+\d{1,2}\s+\d\d:\d\d:\d\d(?:\.\d+)?\s+/,
  // glog and klog.
  /^[IWEF]\d{4}\s+\d\d:\d\d:\d\d\.\d+\s+\d+\s+[\w./-]+:\d+\]\s*/,
  // Streams of containers, and the names that kubectl, docker compose and stern put first.
  /^(?:stdout|stderr)\s+[FP]\s+/,
  /^\[(?:pod\/)?[\w./-]+\]\s+/,
  /^[\w.-]+(?:-\d+)?\s+\|\s*/,
  /^[\w-]+\/[\w.-]+(?:\s+[\w-]+)?\s*[:|]\s+/,
  // Request ids of Lambda.
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\s+/,
  // Levels and logger names.
  new RegExp(`^[[(<]?(?:${LEVELS})[\\])>]?(?:[:|\\s-]+|\\[\\d+\\]\\s*)`, 'i'),
  /^\[[\w .:/#-]{1,60}\]\s*[:|-]?\s*/,
  /^[\w.]+:[\w.]*:(?=\S)/,
];
/** Prefixes that follow each other. */
const MOST_PREFIXES = 8;
/** Shorter beginnings are alike by chance. */
const SHORTEST_COMMON = 6;

/** Returns a text whose lines lack what loggers put before each of them. */
export function stripLinePrefixes(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length === 1) return text;
  const common = stripCommonPrefix(lines);
  return common.map(stripKnownPrefixes).join('\n');
}

function stripKnownPrefixes(line: string): string {
  let rest = line;
  for (let count = 0; count < MOST_PREFIXES; count += 1) {
    const shorter = KNOWN_PREFIXES.reduce((left, prefix) => left.replace(prefix, ''), rest);
    if (shorter === rest) break;
    rest = shorter;
  }
  return rest;
}

/** Cuts what all lines begin with, digits and identifiers in hexadecimal aside. */
function stripCommonPrefix(lines: readonly string[]): string[] {
  const shapes = lines.map(maskDigits);
  const written = shapes.filter(line => line.trim() !== '');
  if (written.length < 2) return [...lines];
  let length = 0;
  while (written.every(line => line[length] !== undefined && line[length] === written[0][length])) length += 1;
  // A prefix ends with a space, a colon or the like; a word that all lines happen to begin with is none.
  const ended = written[0].slice(0, length).search(/[^\p{L}\d]*$/u) === length ? findWordStart(written[0], length) : length;
  return ended < SHORTEST_COMMON ? [...lines] : lines.map(line => line.slice(ended));
}

function findWordStart(line: string, end: number): number {
  const start = line.slice(0, end).search(/[\p{L}\d]+$/u);
  return start === -1 ? end : start;
}

function maskDigits(line: string): string {
  return line.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, id => '0'.repeat(id.length)).replace(/\d/g, '0');
}
