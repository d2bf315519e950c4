import { isMachine } from './session-name';
import { decideStep, StepDecision } from './step-list';
import { isDetermined } from '../../determined';
import { AwsWorkload, PodIdentity } from '../../inputs/cloudformation';
import { AWS4_REQUEST, CredentialConfig } from '../../inputs/credential-config';
import { ElementReference, Finding } from '../check-report';
import { finding, FindingId } from '../findings/catalogue';

type Answer = (verdict: StepDecision['verdict'], id: FindingId, detail: string, severity?: Finding['severity']) => StepDecision;

const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost)(?:[:/]|$)/;

/** Whether a client finds AWS credentials of the workload, by what its configuration says and where it runs. */
export function decideCredentials(workload: AwsWorkload, config: CredentialConfig, element: ElementReference): StepDecision {
  const { role, kind, region } = workload;
  const ownToken = workload.pod !== undefined && config.subjectTokenType !== AWS4_REQUEST;
  const step = ownToken ? 'token' : 'AWS credentials';
  const answer: Answer = (verdict, id, detail, severity = verdict === 'depends' ? 'depends' : undefined) =>
    decideStep(step, verdict, detail, finding(id, detail, [element], severity && { severity }));
  const passed = (detail: string) => decideStep(step, 'passed', detail);
  if (workload.pod !== undefined && ownToken) return tokenOf(workload.pod, config, answer);
  if (region?.startsWith('cn-')) return answer('rejected', 'china-partition', `the stack is in ${region}`);
  if (role === undefined) return answer('rejected', 'workload-without-role', `${workload.logicalId} names no role`);
  if (!isDetermined(role)) return answer('depends', 'role-not-known', `${role.source}: ${role.reason}`);
  if (!isDetermined(role.name)) {
    return role.name.cause === 'generated-name' ? answer('depends', 'generated-role-name', `role ${role.logicalId ?? role.name.source} has no name of its own`)
      : answer('depends', 'role-not-known', `${role.name.source}: ${role.name.reason}`);
  }
  if (config.source !== 'aws' || config.subjectTokenType !== AWS4_REQUEST) return passed('the configuration brings a token of its own');
  if (isMachine(workload)) {
    return workload.metadataOff === true ? answer('rejected', 'metadata-off', `${workload.logicalId} has no metadata endpoint`)
      : metadataOf(workload, config, answer);
  }
  if (kind === 'ecs-task' || kind === 'kubernetes-pod') {
    const foreign = [config.regionUrl, config.credentialsUrl, config.imdsv2Url].filter(url => url !== undefined && !LOOPBACK.test(url));
    return foreign.length > 0 || config.credentialsUrl === undefined
      ? answer('rejected', 'container-credentials', config.credentialsUrl === undefined ? 'the configuration names no url of credentials' : `the configuration names ${config.credentialsUrl}`)
      : { ...passed(`a metadata emulator answers at ${config.credentialsUrl}`), findings: taskFindings(workload, element) };
  }
  if (kind === 'codebuild-project') {
    return answer('rejected', 'container-credentials', 'CodeBuild hands out container credentials', 'error');
  }
  if (workload.snapStart) return answer('rejected', 'snap-start', `${workload.logicalId} has SnapStart`);
  // Clients read the other two URLs only if the environment holds no credentials, or not at all.
  const { imdsv2Url } = config;
  return imdsv2Url !== undefined && !LOOPBACK.test(imdsv2Url)
    ? answer('depends', 'metadata-token-url-on-lambda', `the configuration names ${imdsv2Url}`)
    : passed('the environment of the function holds the credentials of its role');
}

/** What works, or seems to, where the containers of a task share an emulator. */
function taskFindings({ task, logicalId }: AwsWorkload, element: ElementReference): Finding[] {
  if (task === undefined) return [];
  const { networkMode, sharesExecutionRole, impatient } = task;
  return [
    ...networkMode !== undefined && networkMode !== 'awsvpc' ? [finding('emulator-network', `${logicalId} has network mode ${networkMode}`, [element])] : [],
    ...sharesExecutionRole ? [finding('execution-role', `${logicalId} has one role for both`, [element])] : [],
    ...impatient.map(name => finding('emulator-not-awaited', `container ${name} of ${logicalId}`, [element])),
  ];
}

function tokenOf({ tokens }: PodIdentity, { source, tokenFile = '' }: CredentialConfig, answer: Answer): StepDecision {
  if (source !== 'file') return decideStep('token', 'passed', 'the configuration brings a token of its own');
  const audience = tokens.get(tokenFile);
  return audience === undefined ? answer('rejected', 'token-file-missing', `the configuration names ${tokenFile}`)
    : decideStep('token', 'passed', `${tokenFile} is a token for ${audience}`);
}

function metadataOf(
  { imdsV2 }: AwsWorkload, { regionUrl, credentialsUrl, imdsv2Url }: CredentialConfig,
  answer: Answer,
): StepDecision {
  if (credentialsUrl === undefined || regionUrl === undefined) {
    return answer('rejected', 'missing-metadata-urls', `credential_source has no ${credentialsUrl === undefined ? 'url' : 'region_url'}`);
  }
  if (imdsv2Url !== undefined) return decideStep('AWS credentials', 'passed', 'the metadata service of the instance holds the credentials of its role');
  const text = 'credential_source has no imdsv2_session_token_url';
  switch (imdsV2) {
    case 'required': return answer('rejected', 'missing-imdsv2-url', `${text}, and the instance requires IMDSv2`);
    case 'optional': return answer('passed', 'missing-imdsv2-url', `${text}; the instance answers IMDSv1 too, but the Ruby client fails`, 'warning');
    default: return answer('depends', 'missing-imdsv2-url', `${text}, and the template does not say whether the instance requires IMDSv2, as newer images do`);
  }
}
