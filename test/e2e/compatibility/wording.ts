const CHARACTERS_AT_MOST = 420;
const EXCERPT_CHARACTERS_AT_MOST = 220;

/** An error in one line, without what differs from run to run and without the advice that follows it. */
export function wording(error: string): string {
  return atMost(CHARACTERS_AT_MOST, error
    .replace(/\s+/g, ' ')
    .replace(/ Please run: .*$/, '')
    .replace(/\d{8}T\d{6}Z/g, 'TIME')
    .replace(/\?alt=json[^" ]*/, '?…')
    .replace(/^\S+\/script: line \d+: /, '')
    .trim());
}

/** Causes of the client for Java behind which the telling one stands. */
const GENERAL_CAUSE = /^(?:Unable to refresh sourceCredentials|Error requesting access token)$/;
/** What the client for Java prints of an exchange with a server. */
const HTTP_CAUSE = /^\d{3} [A-Z]/;

/** What one recognizes an error by: its own words, with what they are wrapped in left out. */
export function excerpt(error: string): string {
  const causes = [...new Set(error.split('; caused by: '))].filter(cause => !GENERAL_CAUSE.test(cause));
  const telling = causes.some(cause => !HTTP_CAUSE.test(cause)) ? causes.filter(cause => !HTTP_CAUSE.test(cause)) : causes;
  return atMost(EXCERPT_CHARACTERS_AT_MOST, telling.join('; caused by: ')
    // Go begins with the URL that was asked for, and both Python and Go print the answer of the server as it came.
    .replace(/^Get "[^"]*": (?:credentials: )?/, '… ')
    .replace(/(['"]), '\{.*?"message": ("(?:[^"\\]|\\.)*").*$/, '$1, … $2 …')
    .replace(/(['"]), '\{.*$/, '$1, …')
    .replace(/\{ "error": \{ .*?"message": ("(?:[^"\\]|\\.)*").*$/, '… $1 …'));
}

function atMost(characters: number, text: string): string {
  return text.length > characters ? `${text.slice(0, characters).trimEnd()}…` : text;
}
