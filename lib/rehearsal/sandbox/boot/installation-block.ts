import { BEGIN_MARKER, END_MARKER } from '../../../federation/installation/installation';
import { parseUserDataScript } from '../../../federation/installation/user-data-script';

/** The commands of this library in a user data script, and what stands around them. */
export interface InstallationBlock {
  /** The lines from marker to marker. */
  readonly text: string;
  /** Lines of others: neither empty, nor a comment, nor ours. */
  readonly otherLines: number;
  /** The shell that the first line asks for; `sh` where it does not say. */
  readonly shell: 'sh' | 'bash';
}

/**
 * Finds the commands of this library; `undefined` where the user data has none.
 *
 * Throws where they are cut off or are not, byte for byte, what this library writes: they run on the developer's
 * machine, so nothing that anybody put between the markers may run with them.
 */
export function findInstallationBlock(userData: string): InstallationBlock | undefined {
  const lines = userData.split(/\r?\n/);
  const begin = lines.findIndex(line => line.trim() === BEGIN_MARKER);
  if (begin < 0) return undefined;
  const end = lines.findIndex((line, index) => index > begin && line.trim() === END_MARKER);
  if (end < 0) throw new Error(`user data has the line '${BEGIN_MARKER}' but no line '${END_MARKER}': it was cut off`);
  const text = lines.slice(begin, end + 1).join('\n');
  if (parseUserDataScript(text) === undefined) {
    throw new Error(`what stands between '${BEGIN_MARKER}' and '${END_MARKER}' is not what this version of cdk-gcp-federation writes, so it is not run here: `
      + 'synthesize the app again, and leave the commands as they are');
  }
  const others = [...lines.slice(0, begin), ...lines.slice(end + 1)].filter(line => line.trim() !== '' && !line.trim().startsWith('#'));
  return {
    text,
    otherLines: others.length,
    shell: /^#!.*\bbash\b/.test(lines[0]) ? 'bash' : 'sh',
  };
}
