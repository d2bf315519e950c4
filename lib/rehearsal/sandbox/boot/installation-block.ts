import { ANY_BEGIN_MARKER, ANY_END_MARKER, INSTALLATION_VERSION } from '../../../federation/installation/installation';
import { parseInstallationValues, parseUserDataScript, userDataScript } from '../../../federation/installation/user-data-script';

/** The commands of this library in a user data script, and what stands around them. */
export interface InstallationBlock {
  /** The lines from marker to marker. */
  readonly text: string;
  /** Lines of others: neither empty, nor a comment, nor ours. */
  readonly otherLines: number;
  /** The shell that the first line asks for; `sh` where it does not say. */
  readonly shell: 'sh' | 'bash';
  /** The version that wrote them. @default - this one */
  readonly version?: number;
}

/**
 * Finds the commands of this library; `undefined` if the user data has none.
 *
 * Throws if they are cut off or are not, byte for byte, what this library writes: they run on the developer's machine, so
 * nothing that anybody put between the markers may run with them. Of another version only the values are read, and the
 * commands of this version stand in for its own.
 */
export function findInstallationBlock(userData: string): InstallationBlock | undefined {
  const lines = userData.split(/\r?\n/);
  const begin = lines.findIndex(line => ANY_BEGIN_MARKER.test(line));
  if (begin < 0) return undefined;
  const end = lines.findIndex((line, index) => index > begin && ANY_END_MARKER.test(line));
  if (end < 0) throw new Error(`user data has the line '${lines[begin].trim()}' but no line '# <<< ...': it was cut off`);
  const version = Number(ANY_BEGIN_MARKER.exec(lines[begin])![1]);
  const text = commandsOf(lines.slice(begin, end + 1).join('\n'), version);
  const others = [...lines.slice(0, begin), ...lines.slice(end + 1)].filter(line => line.trim() !== '' && !line.trim().startsWith('#'));
  return {
    text,
    otherLines: others.length,
    shell: /^#!.*\bbash\b/.test(lines[0]) ? 'bash' : 'sh',
    ...version !== INSTALLATION_VERSION && { version },
  };
}

function commandsOf(text: string, version: number): string {
  if (version === INSTALLATION_VERSION) {
    if (parseUserDataScript(text) !== undefined) return text;
    throw new Error('the commands between the markers are not what this version of cdk-gcp-federation writes, so they are not run here: '
      + 'synthesize the app again, and leave the commands as they are');
  }
  const values = parseInstallationValues(text);
  if (values !== undefined) return userDataScript(values).join('\n');
  throw new Error(`the commands between the markers are of version ${version}, in which this version of cdk-gcp-federation finds no values: `
    + 'rehearse with the version that synthesized the app');
}
