const CHARACTERS_AT_MOST = 260;

/** An error in one line, without what differs from run to run and without the advice that follows it. */
export function wording(error: string): string {
  const line = error
    .replace(/\s+/g, ' ')
    .replace(/ Please run: .*$/, '')
    .replace(/\d{8}T\d{6}Z/g, 'TIME')
    .replace(/\?alt=json[^" ]*/, '?…')
    .replace(/^\S+\/script: line \d+: /, '')
    .trim();
  return line.length > CHARACTERS_AT_MOST ? `${line.slice(0, CHARACTERS_AT_MOST).trimEnd()}…` : line;
}
