import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { FederationWarning } from '../federation/warning';

/** What was added to which user data: the same object may serve several instances. */
const added = new WeakMap<ec2.UserData, string>();

const SHELL_SHEBANG = /^#!\s*\/(?:usr\/(?:local\/)?)?bin\/(?:env\s+(?:-S\s+)?)?(?:ba|da|k|z|a)?sh(?:\s|$)/;

/** Commands that start what will not see variables set after them. */
const STARTS_SERVICES = /^[^#\n]*(?:\bsystemctl\s+(?:\S+\s+)*?(?:start|restart|enable\s+--now)\b|\bservice\s+\S+\s+(?:re)?start\b|\bdocker\s+(?:compose\s+)?(?:run|up)\b|\bcfn-init\b)/m;

/** Commands behind which nothing runs. */
const ENDS_SCRIPT = /^(?:exit|exec)\b/m;

/**
 * Adds commands to user data, once, using nothing but its public methods, so all that is in it stays.
 *
 * @returns what the user should know about the commands that stand before ours
 */
export function addToUserData(scope: Construct, userData: ec2.UserData, commands: readonly string[]): FederationWarning[] {
  const text = commands.join('\n');
  const present = added.get(userData);
  if (present === text) return [];
  if (present !== undefined) {
    throw new Error('this user data installs another credential configuration already, and an instance has one identity only: '
      + 'give the instances separate user data, one for each federated role');
  }
  const earlier = render(scope, userData);
  if (isMultipart(earlier)) {
    requireDefaultPart(userData);
  } else {
    requireShell(earlier);
  }
  userData.addCommands(...commands);
  added.set(userData, text);
  return earlierCommandsWarnings(earlier);
}

function isMultipart(text: string): boolean {
  return /^Content-Type:\s*multipart\//i.test(text);
}

/** Zero commands add nothing, but tell whether there is a part that would take them. */
function requireDefaultPart(userData: ec2.UserData): void {
  try {
    userData.addCommands();
  } catch {
    throw new Error('this multipart user data has no part that takes shell commands: '
      + "add one with addUserDataPart(ec2.UserData.forLinux(), ec2.MultipartBody.SHELL_SCRIPT, true)");
  }
}

/** The first line decides what runs user data, whatever class it was made with. */
function requireShell(text: string): void {
  const [first] = text.split('\n', 1);
  if (SHELL_SHEBANG.test(first)) return;
  if (/^<(?:powershell|script|persist)>/i.test(first)) {
    throw new Error(`user data starting with '${first.slice(0, 40)}' is for Windows, which is not supported yet: only Linux instances can be federated by user data`);
  }
  throw new Error(`user data starting with '${first.slice(0, 40)}' does not take shell commands: `
    + 'its first line must be that of a shell such as #!/bin/bash, or use ec2.MultipartUserData with a shell script as the default part');
}

/** The text as far as synthesis knows it: literals of tokens that cannot be resolved are kept in their places. */
function render(scope: Construct, userData: ec2.UserData): string {
  return literals(Stack.of(scope).resolve(userData.render()));
}

function literals(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(literals).join('');
  if (value === null || typeof value !== 'object') return '';
  const [[name, argument]] = Object.entries(value);
  switch (name) {
    case 'Fn::Join': return literals((argument as unknown[])[1]);
    case 'Fn::Sub': return literals(Array.isArray(argument) ? argument[0] : argument);
    case 'Fn::Base64': return literals(argument);
    default: return '';
  }
}

function earlierCommandsWarnings(earlier: string): FederationWarning[] {
  const warnings: FederationWarning[] = [];
  const [service] = STARTS_SERVICES.exec(earlier) ?? [];
  if (service) {
    warnings.push({
      id: 'cdk-gcp-federation:servicesStartEarlier',
      message: `user data starts a service ('${service.trim()}') before the credential configuration is installed, so that service does not see it until it restarts: `
        + 'add the federation before the commands that start services',
    });
  }
  const [end] = ENDS_SCRIPT.exec(earlier) ?? [];
  if (end) {
    warnings.push({
      id: 'cdk-gcp-federation:scriptEndsEarlier',
      message: `user data has a line starting with '${end}' before the credential configuration is installed, behind which nothing may run: `
        + 'add the federation before it',
    });
  }
  return warnings;
}
