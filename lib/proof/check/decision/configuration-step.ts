import { isMachine } from './session-name';
import { decideStep, StepDecision } from './step-list';
import { AwsWorkload, Carried } from '../../inputs/cloudformation';
import { AWS4_REQUEST, CredentialConfig, impersonatedAccount } from '../../inputs/credential-config';
import { ElementReference, Finding } from '../check-report';
import { finding, FindingId } from '../findings/catalogue';
import { unreadFinding } from '../findings/input-findings';

const STEP = 'credential configuration';
const UNIVERSE = 'googleapis.com';
const AWS_STS = /^sts(?:-fips)?(?:\.(?:\{region\}|[a-z]{2}(?:-[a-z]+)+-\d))?\.amazonaws\.com$/;
const METADATA_HOSTS = ['169.254.169.254', '[fd00:ec2::254]', '127.0.0.1', 'localhost'];
const METADATA_URLS = [['region_url', 'regionUrl'], ['url', 'credentialsUrl'], ['imdsv2_session_token_url', 'imdsv2Url']] as const;

/** Decides on a configuration as clients read it: where they send the signed request, and what they need to sign it. */
export function configurationSteps(config: CredentialConfig, carried: Carried, workload: AwsWorkload, element: ElementReference): StepDecision[] {
  const problems = [
    ...tokenUrlProblems(config),
    ...impersonationProblems(config),
    ...config.source === 'aws' ? awsProblems(config, workload) : [],
  ].map(({ id, detail, verdict = 'rejected' }) => decideStep(STEP, verdict, detail, finding(id, detail, [element])));
  return [...useSteps(carried, workload, element), ...problems, ...signedRequestSteps(config, element)];
}

/** Clients take the path of a file from their variable; a program may read a variable of its own, or know a path itself. */
function useSteps({ where, use }: Carried, { kind }: AwsWorkload, element: ElementReference): StepDecision[] {
  // Containers share files, so that one of them may carry what the others point to.
  if (kind === 'ecs-task' || kind === 'kubernetes-pod') return [];
  switch (use) {
    case 'json-in-google-variable': {
      const detail = `${where} holds JSON`;
      return [decideStep(STEP, 'rejected', detail, finding('configuration-in-path-variable', detail, [element]))];
    }
    case 'json-in-own-variable':
    case 'not-pointed-to':
      return [decideStep(STEP, 'passed', `found in ${where}`, finding('configuration-not-used', `found in ${where}`, [element]))];
    default: return [];
  }
}

interface Problem {
  readonly id: FindingId;
  readonly detail: string;
  /** @default 'rejected' */
  readonly verdict?: StepDecision['verdict'];
}

function tokenUrlProblems({ tokenUrl, universeDomain }: CredentialConfig): Problem[] {
  if (tokenUrl === undefined) return [{ id: 'token-url-missing', detail: 'the configuration has no token_url' }];
  return googleHostProblems('sts', 'token_url', tokenUrl, universeDomain, 'token-host-foreign');
}

function impersonationProblems({ impersonationUrl: url, universeDomain }: CredentialConfig): Problem[] {
  // A URL without a host is malformed, which the step of impersonation reports.
  if (url === undefined || impersonatedAccount(url) === undefined) return [];
  return googleHostProblems('iamcredentials', 'service_account_impersonation_url', url, universeDomain, 'impersonation-host-foreign');
}

/** Google's hosts are global, regional, for mutual TLS, or private endpoints of a VPC network, which only the network resolves. */
function googleHostProblems(service: string, name: string, url: string, universe = UNIVERSE, foreign: FindingId): Problem[] {
  const detail = `${name} is ${url}`;
  const host = hostOf(url);
  if (host === undefined) return /[$]/.test(url) ? [{ id: 'configuration-not-known', detail, verdict: 'depends' }] : [{ id: foreign, detail }];
  const domain = universe.replaceAll('.', '\\.');
  if (new RegExp(`^${service}(?:\\.mtls|\\.[a-z0-9-]+\\.rep)?\\.${domain}$`).test(host)) return [];
  if (new RegExp(`^${service}-[a-z0-9-]+\\.p\\.${domain}$`).test(host)) return [{ id: 'private-google-host', detail, verdict: 'passed' }];
  return [{ id: foreign, detail }];
}

function awsProblems(config: CredentialConfig, workload: AwsWorkload): Problem[] {
  const { environmentId, verificationUrl, regionUrl } = config;
  const foreign = METADATA_URLS.flatMap(([name, key]) => {
    const url = config[key];
    return url === undefined || METADATA_HOSTS.includes(metadataHostOf(url)) ? [] : [{ id: 'metadata-host-foreign', detail: `${name} is ${url}` } as const];
  });
  return [
    ...environmentId === 'aws1' ? [] : [{ id: 'environment-id', detail: `environment_id is ${environmentId}` } as const],
    ...verificationProblems(verificationUrl),
    ...foreign,
    // Functions and containers have their region in the environment, and clients look there first.
    ...isMachine(workload) && regionUrl !== undefined && /\/placement\/region\/?$/.test(regionUrl)
      ? [{ id: 'region-url-not-zone', detail: `region_url is ${regionUrl}` } as const] : [],
  ];
}

function verificationProblems(url: string | undefined): Problem[] {
  if (url === undefined) return [{ id: 'verification-url-missing', detail: 'credential_source has no regional_cred_verification_url' }];
  const detail = `regional_cred_verification_url is ${url}`;
  const host = /^https:\/\/([^/?#]+)(?:\/)?\?(?=.*\bAction=GetCallerIdentity\b)/.exec(url)?.[1];
  if (host === undefined && /[$]/.test(url)) return [{ id: 'configuration-not-known', detail, verdict: 'depends' }];
  return host !== undefined && AWS_STS.test(host) ? [] : [{ id: 'sts-host-foreign', detail }];
}

/** A signed request that a program of the workload writes: whose it is stands in no output. */
function signedRequestSteps({ source, subjectTokenType, environmentId }: CredentialConfig, element: ElementReference): StepDecision[] {
  if (subjectTokenType !== AWS4_REQUEST || source === 'aws' || environmentId !== undefined) return [];
  const detail = 'the configuration reads a signed request that another program writes';
  return [decideStep(STEP, 'depends', detail, unread(detail, element))];
}

function unread(detail: string, element: ElementReference): Finding {
  return unreadFinding(detail, 'let the client sign the request itself: set environment_id to aws1', [element]);
}

function hostOf(url: string): string | undefined {
  return /^https:\/\/([^/?#@:]+)(?::443)?(?=\/)/.exec(url)?.[1];
}

function metadataHostOf(url: string): string {
  return /^http:\/\/(\[[0-9a-f:]+\]|[^/?#@:]+)(?::\d+)?(?=\/|$)/.exec(url)?.[1] ?? '';
}
