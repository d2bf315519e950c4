import { Platform } from './credential-config-path';
import { FederationWarning } from '../../../federation/warning';

/** Commands that start what will not see variables set after them. */
const STARTS_SERVICES: Record<Platform, RegExp> = {
  Linux: /^[^#\n]*(?:\bsystemctl[ \t]+(?:\S+[ \t]+)*?(?:start|restart|enable[ \t]+--now)\b|\bservice[ \t]+\S+[ \t]+(?:re)?start\b|\bdocker[ \t]+(?:compose[ \t]+)?(?:run|up)\b|\bcfn-init\b)/m,
  Windows: /^[^#\n]*(?:\b(?:Re)?start-Service\b|\bnet(?:\.exe)?[ \t]+start\b|\bsc(?:\.exe)?[ \t]+start\b|\bdocker[ \t]+(?:compose[ \t]+)?(?:run|up)\b|\bcfn-init\b)/mi,
};

/** Commands behind which nothing runs. */
const ENDS_SCRIPT: Record<Platform, RegExp> = {
  Linux: /^(?:exit|exec)\b/m,
  Windows: /(?<=^(?:<powershell>)?)(?:exit|throw(?! "Success")|Restart-Computer)\b/mi,
};

/** The construct of a group or an instance writes cfn-init itself when it has `init`. */
function addEarlier(service: string): string {
  return service.includes('cfn-init')
    ? 'init writes this command when the group or instance is created, so call addToUserData(userData) before, and pass it as userData'
    : 'add the federation before the commands that start services';
}

/** What the user should know about the commands that stand before ours. */
export function earlierCommandsWarnings(earlier: string, platform: Platform): FederationWarning[] {
  const warnings: FederationWarning[] = [];
  const [service] = STARTS_SERVICES[platform].exec(earlier) ?? [];
  if (service) {
    warnings.push({
      id: 'cdk-gcp-federation:servicesStartEarlier',
      message: `user data starts a service ('${service.trim()}') before the credential configuration is installed, so that service does not see it until it restarts: `
        + addEarlier(service),
    });
  }
  const [end] = ENDS_SCRIPT[platform].exec(earlier) ?? [];
  if (end) {
    warnings.push({
      id: 'cdk-gcp-federation:scriptEndsEarlier',
      message: `user data has a line starting with '${end}' before the credential configuration is installed, behind which nothing may run: `
        + 'add the federation before it',
    });
  }
  return warnings;
}
