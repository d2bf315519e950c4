import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folders whose programs a script runs; everything else that it names is a file of the instance. */
const OF_THE_MACHINE = /^\/(?:usr\/(?:bin|sbin)|bin|sbin|dev|proc)(?:\/|$|:)/;

/** An absolute path where a shell word, a redirection or an assignment begins. */
const ABSOLUTE_PATH = /(^|[\s"'=><;])(\/[a-z][A-Za-z0-9._/-]*)/gm;

/** A folder that stands for the root of an instance's file system, and goes when the rehearsal ends. */
export class ScratchRoot {
  readonly path: string;
  private readonly removeAtExit: () => void;

  constructor(parent = tmpdir()) {
    this.path = realpathSync(mkdtempSync(join(parent, 'cdk-gcp-federation-')));
    if (!/^[\w./+-]+$/.test(this.path)) {
      rmSync(this.path, { recursive: true, force: true });
      throw new Error(`temporary folder '${this.path}' has a character that shells read: set TMPDIR to a folder named by letters, digits and ./_+- only`);
    }
    this.removeAtExit = () => this.remove();
    process.once('exit', this.removeAtExit);
    mkdirSync(join(this.path, 'etc', 'profile.d'), { recursive: true });
    mkdirSync(join(this.path, 'home'));
  }

  get home(): string {
    return join(this.path, 'home');
  }

  /** The same script with every file that it names below this folder. */
  rewrite(script: string): string {
    return script.replace(ABSOLUTE_PATH, (found, before: string, path: string) => OF_THE_MACHINE.test(path) ? found : `${before}${this.path}${path}`);
  }

  remove(): void {
    process.off('exit', this.removeAtExit);
    rmSync(this.path, { recursive: true, force: true });
  }
}
