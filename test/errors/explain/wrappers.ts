/** Breaks a text into lines of a width, also inside words. */
function chunks(text: string, width = 60): string[] {
  return text.split('\n').flatMap(line => line.match(new RegExp(`.{1,${width}}`, 'gu')) ?? ['']);
}

const each = (prefix: (index: number) => string) => (text: string) => chunks(text).map((line, index) => `${prefix(index)}${line}`).join('\n');
const two = (value: number) => String(value).padStart(2, '0');
const html = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

/** What surrounds an error in pasted texts. */
export const WRAPPERS: Readonly<Record<string, (text: string) => string>> = {
  'nothing': text => text,
  'CRLF and indentation': text => chunks(text).map(line => `    ${line}`).join('\r\n'),
  'upper case': text => text.toUpperCase(),
  'typographic quotes': text => text.replaceAll("'", '\u2019').replaceAll('"', '\u201d'),
  'ANSI colors': text => `\u001b[31m\u001b[1m${text.replaceAll(' ', '\u001b[0m \u001b[31m')}\u001b[0m`,
  'ANSI colors as journald escapes them': text => `#033[31m${text}#033[0m`,
  'JSON': text => JSON.stringify({ level: 'error', message: text }),
  'JSON in JSON in JSON': text => JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ message: text }) }) }),
  'HTML entities': html,
  'HTML entities twice': text => html(html(text)),
  'URL encoding': text => encodeURIComponent(text),
  'form encoding': text => encodeURIComponent(text).replaceAll('%20', '+'),
  'bars of Terraform': text => `\u2577\n${each(() => '\u2502 ')(text)}\n\u2575`,
  'quotation': each(() => '> '),
  'journalctl': each(index => `Nov 28 22:19:${two(index % 60)} ip-10-0-1-23 python3[12${two(index % 100)}]: `),
  'journalctl -o short-iso': each(index => `2026-11-28T22:19:${two(index % 60)}+0000 ip-10-0-1-23 app[812]: `),
  'kubectl logs --prefix --timestamps': each(index => `[pod/reader-7d9c/app] 2026-11-28T22:19:${two(index % 60)}.482109431Z `),
  'containerd log file': each(index => `2026-11-28T22:19:${two(index % 60)}.482109431Z stderr F `),
  'docker compose': each(() => 'reader-1  | '),
  'logback': each(index => `2026-11-28 22:19:${two(index % 60)},482 ERROR [main] c.a.Reader - `),
  'Python logging': each(index => `2026-11-28 22:19:${two(index % 60)},482 - reader.sync - ERROR - `),
  'klog': each(index => `E1128 22:19:${two(index % 60)}.482109   12345 reader.go:112] `),
  'prefixes of several loggers': each(index => ['ERROR: ', '[WARN] ', '2026-11-28T22:19:05Z ', 'I1128 22:19:05.482109   12345 reader.go:112] '][index % 4]),
  'an own prefix': each(index => `<<acme-shop|node${index % 3}|lvl=E>> `),
  'GitHub Actions': each(index => `2026-11-28T22:19:${two(index % 60)}.4821094Z `),
  'Lambda in CloudWatch': each(index => `2026-11-28T22:19:${two(index % 60)}.482Z\tc6af9ac6-7b61-11e6-9a41-93e8deadbeef\tERROR\t`),
  'CloudWatch get-log-events': text => JSON.stringify({
    events: chunks(text).map((message, index) => ({ timestamp: 1764368345000 + index, message, ingestionTime: 1764368346000 })), nextForwardToken: 'f/1',
  }),
  'CloudWatch Logs Insights': text => JSON.stringify([chunks(text).map(value => ({ field: '@message', value }))]),
  'Cloud Logging': text => JSON.stringify([{ insertId: 'abc', severity: 'ERROR', textPayload: text, resource: { type: 'k8s_container' } }]),
  'Cloud Logging, one entry a line': text => chunks(text)
    .map((message, index) => JSON.stringify({ insertId: String(index), jsonPayload: { message }, timestamp: '2026-11-28T22:19:05Z' })).join('\n'),
  'journalctl -o json': text => chunks(text)
    .map(MESSAGE => JSON.stringify({ __REALTIME_TIMESTAMP: '1764368345', _HOSTNAME: 'ip-10-0-1-23', _PID: '812', MESSAGE })).join('\n'),
  'Docker json-file': text => chunks(text).map(log => JSON.stringify({ log: `${log}\n`, stream: 'stderr', time: '2026-11-28T22:19:05Z' })).join('\n'),
  'stack trace of Python': text => `Traceback (most recent call last):\n  File "/app/main.py", line 20, in <module>\n    main()\n${text}`,
  'stack trace of Java': text => `Exception in thread "main" java.lang.RuntimeException: ${text}\n\tat com.acme.Reader.main(Reader.java:12)\nCaused by: ${text}`,
  'stack trace of Node.js': text => `Error: ${text}\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)\n    at async main (/app/main.js:3:3)`,
  'stack trace of Go': text => `panic: ${text}\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:12 +0x1d\nexit status 2`,
  'stack trace of .NET': text => `Unhandled exception. System.AggregateException: One or more errors occurred. (${text})\n   at Acme.Reader.Main() in /app/Reader.cs:line 12`,
  'stack trace of Ruby': text => `/app/main.rb:3:in \`<main>': ${text} (RuntimeError)\n\tfrom /app/main.rb:9:in \`run'`,
  'stack trace of PHP': text => `PHP Fatal error:  Uncaught RuntimeException: ${text} in /app/main.php:3\nStack trace:\n#0 {main}\n  thrown in /app/main.php on line 3`,
  'stack trace of Rust': text => `thread 'main' panicked at src/main.rs:4:5:\ncalled \`Result::unwrap()\` on an \`Err\` value: ${JSON.stringify(text)}\nnote: run with \`RUST_BACKTRACE=1\``,
};
