/** A word as a shell reads it: as it is. */
export function quote(word: string): string {
  return `'${word.replace(/'/g, "'\\''")}'`;
}

/** What a process of an instance finds its programs by. */
export const STANDARD_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
