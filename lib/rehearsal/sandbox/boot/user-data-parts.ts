/** A part of user data, as cloud-init takes it apart. */
export interface UserDataPart {
  /** As it is written, but decoded. */
  readonly text: string;
  /** Its type: as the part says, or as its first characters do. */
  readonly type: string;
}

export const SHELL_SCRIPT = 'text/x-shellscript';

/** By how a part begins, where it does not say what it is. */
const BEGINNINGS: readonly (readonly [string, string])[] = [
  ['#!', SHELL_SCRIPT], ['#cloud-config', 'text/cloud-config'], ['#include', 'text/x-include-url'], ['#cloud-boothook', 'text/cloud-boothook'],
  ['## template: jinja', 'text/jinja2'],
];
const SAYS_NOTHING = /^(?:text\/plain|text\/x-not-multipart|application\/octet-stream)?$/;
const NESTED_AT_MOST = 5;

/**
 * The parts of user data in their order: one, or those of a MIME multipart.
 *
 * @see https://cloudinit.readthedocs.io/en/latest/explanation/format.html
 */
export function userDataParts(userData: string, nested = 0): UserDataPart[] {
  const { headers, body } = /^(?:content-type|mime-version|content-disposition|from \S)/i.test(userData) ? message(userData) : { headers: {}, body: userData };
  const declared = (headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
  const boundary = /boundary="?([^";]+)"?/i.exec(headers['content-type'] ?? '')?.[1];
  if (declared.startsWith('multipart/') && boundary !== undefined && nested < NESTED_AT_MOST) {
    return between(body, boundary).flatMap(part => userDataParts(/^\s*\n/.test(part) ? `Content-Type: text/plain\n${part}` : part, nested + 1));
  }
  const text = decoded(body, (headers['content-transfer-encoding'] ?? '').trim().toLowerCase());
  const type = SAYS_NOTHING.test(declared) ? BEGINNINGS.find(([begin]) => text.startsWith(begin))?.[1] ?? 'text/plain' : declared;
  return [{ text, type }];
}

function message(text: string): { headers: Record<string, string>; body: string } {
  const [, head, body] = /^([\s\S]*?)\r?\n\r?\n([\s\S]*)$/.exec(text) ?? ['', text, ''];
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return { headers: Object.fromEntries(lines.map(line => [line.split(':', 1)[0].toLowerCase(), line.slice(line.indexOf(':') + 1).trim()])), body };
}

function between(body: string, boundary: string): string[] {
  const lines = `\n${body}`.split(`\n--${boundary}`);
  return lines.slice(1).filter(part => !part.startsWith('--')).map(part => part.replace(/^[^\n]*\n/, '').replace(/\r$/, ''));
}

/** A text that a template encodes only at deployment stands as it is, whatever the part says. */
function decoded(body: string, encoding: string): string {
  if (encoding === 'base64' && /^[A-Za-z0-9+/=\s]*$/.test(body)) return Buffer.from(body, 'base64').toString('utf8');
  if (encoding === 'quoted-printable') {
    return Buffer.from(body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))), 'latin1').toString('utf8');
  }
  return body;
}
