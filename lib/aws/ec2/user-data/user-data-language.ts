import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Platform } from './credential-config-path';
import { UserDataText } from './user-data-text';

const SHELL_SHEBANG = /^#!\s*\/(?:usr\/(?:local\/)?)?bin\/(?:env\s+(?:-S\s+)?)?(?:ba|da|k|z|a)?sh(?:\s|$)/;

/** The lines that make multipart user data out of what takes no commands. */
const MULTIPART = 'give the instance const userData = new ec2.MultipartUserData(); '
  + 'userData.addUserDataPart(ec2.UserData.forLinux(), ec2.MultipartBody.SHELL_SCRIPT, true)';

const BY_HAND = 'write federated.credentialConfig to a file by the means of that image, and name the file in GOOGLE_APPLICATION_CREDENTIALS';

/**
 * What runs the commands that are added to user data. The first line decides that, whatever class it was made with.
 *
 * Throws, with the way out, where nothing would run them.
 *
 * @param image what is known of the machine image
 */
export function requireCommands(userData: ec2.UserData, found: UserDataText, image = ''): Platform {
  if (/\/bottlerocket\//i.test(image) || /^\[settings\b/.test(found.firstLine)) {
    throw new Error(`${quoteStart(found)} does not take shell commands, as Bottlerocket has no shell and runs nothing but containers: `
      + 'federate the role of the ECS task with addToTaskDefinition, or that of the EKS pod with podWithCredentials');
  }
  if (found.isMultipart) return requireShellPart(userData, found);
  if (SHELL_SHEBANG.test(found.firstLine)) return 'Linux';
  if (/^<powershell>/i.test(found.firstLine)) return requireOpenPowerShell(userData, found);
  throw new Error(`${quoteStart(found)} does not take shell commands: ${wayOut(found.firstLine)}`);
}

/** Refuses, after the fact, multipart user data whose part for commands turned out to be something else. */
export function requireInstalledPart(found: UserDataText, marker: string): void {
  const part = found.parts.find(text => text.includes(marker));
  if (part === undefined || SHELL_SHEBANG.test(part.split('\n', 1)[0])) return;
  throw new Error(`the part of this multipart user data that takes commands starts with '${part.slice(0, 40).split('\n', 1)[0]}', which does not take shell commands: `
    + 'make a shell script the default part with addUserDataPart(ec2.UserData.forLinux(), ec2.MultipartBody.SHELL_SCRIPT, true)');
}

function requireShellPart(userData: ec2.UserData, found: UserDataText): Platform {
  const fix = 'add one with addUserDataPart(ec2.UserData.forLinux(), ec2.MultipartBody.SHELL_SCRIPT, true)';
  // Zero commands add nothing, but tell whether there is a part that would take them.
  if (!takes(() => userData.addCommands()) || !found.parts.some(part => SHELL_SHEBANG.test(part.split('\n', 1)[0]))) {
    throw new Error(`this multipart user data has no part that takes shell commands: ${fix}`);
  }
  return 'Linux';
}

/** Custom user data appends behind the closing tag, where nothing is run. */
function requireOpenPowerShell(userData: ec2.UserData, found: UserDataText): Platform {
  if (/<\/powershell>/i.test(found.text) && !takes(() => userData.addOnExitCommands())) {
    throw new Error("custom user data that ends with '</powershell>' takes no further commands: use ec2.UserData.forWindows(), which writes the tags itself");
  }
  return 'Windows';
}

function takes(probe: () => void): boolean {
  try {
    probe();
    return true;
  } catch {
    return false;
  }
}

function wayOut(first: string): string {
  if (/^<(?:script|persist)>/i.test(first)) return 'its first line must be <powershell>, so use ec2.UserData.forWindows()';
  if (/^#(?:cloud-config|include|part-handler|cloud-boothook)|^## template: ?jinja/.test(first)) {
    return `${MULTIPART}, and what it holds now as a further part: userData.addUserDataPart(ec2.UserData.custom('${first.slice(0, 20)}...'), 'text/${mimeType(first)}', false)`;
  }
  if (/^[{[]/.test(first)) return `this image is configured by other means: ${BY_HAND}`;
  return `its first line must be that of a shell such as #!/bin/bash, or ${MULTIPART}; for an image without a shell ${BY_HAND}`;
}

function mimeType(first: string): string {
  if (first.startsWith('##')) return 'jinja2';
  return first.startsWith('#include') ? 'x-include-url' : /^#([\w-]+)/.exec(first)![1];
}

function quoteStart(found: UserDataText): string {
  return `user data starting with '${found.firstLine.slice(0, 40)}'`;
}
