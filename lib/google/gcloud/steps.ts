import { googleJson } from './google-json';
import { shellCommand } from './shell-text';
import { PoolFederation } from '../../federation/federation';
import { describeResource, isKnown, Kind, KINDS } from '../../federation/grants';
import { serviceAccountEmail } from '../../federation/service-account';
import { ElementKind, GoogleArguments, GoogleElement } from '../element';
import { IamMember } from '../grants/iam-member';
import { GoogleSideOptions } from '../options';

type Writer = (element: GoogleElement, options: GoogleSideOptions, federations: readonly PoolFederation[]) => string;

type WrittenKind = Exclude<ElementKind, 'api'>;

/** Every kind of element in the words of the script's library. APIs are enabled together: see `apiSteps`. */
const WRITERS: Readonly<Record<WrittenKind, Writer>> = {
  'pool': poolStep,
  'provider': providerStep,
  'service-account': serviceAccountStep,
  'grant': ({ member }) => grantStep(member!),
  'organization-policy': organizationPolicyStep,
  'audit-logs': ({ arguments: { project } }) => {
    throw new Error(`the audit logs of project '${text(project)}' are part of its allow policy, which the Google Cloud CLI only replaces as a whole: `
      + 'leave --audit-logs out and configure them in the console, or write the Google side with the command terraform');
  },
};

/** Returns the step of an element. Throws if the Google Cloud CLI has no command for it. */
export function stepOf(element: GoogleElement, options: GoogleSideOptions, federations: readonly PoolFederation[]): string {
  return WRITERS[element.kind as WrittenKind](element, options, federations);
}

/** Returns the steps that enable APIs, one for each project. */
export function apiSteps(elements: readonly GoogleElement[]): string[] {
  const projects = new Map<string, string[]>();
  for (const { kind, arguments: { project, service } } of elements) {
    if (kind === 'api') projects.set(text(project), [...projects.get(text(project)) ?? [], text(service)]);
  }
  return [...projects].map(([project, services]) => shellCommand('apis', project, ...services));
}

function poolStep(element: GoogleElement, { takeOver }: GoogleSideOptions): string {
  const { project, workload_identity_pool_id: id, display_name: displayName, description } = element.arguments;
  if (element.isLookup) return shellCommand('existing_pool', text(project), text(id));
  const wanted = googleJson({ description, displayName, state: 'ACTIVE' });
  return shellCommand('pool', text(project), text(id), wanted, yesOrNo(takeOver?.pool), ...described(element.arguments));
}

function providerStep(element: GoogleElement, { takeOver }: GoogleSideOptions, federations: readonly PoolFederation[]): string {
  const { project, workload_identity_pool_id: pool, workload_identity_pool_provider_id: id, aws, oidc } = element.arguments;
  if (element.isLookup) return existingProviderStep(element, federations);
  const { attribute_mapping: mapping, attribute_condition: condition, display_name: displayName, description } = element.arguments;
  const [kind, trusted] = aws === undefined ? ['oidc', oidc as GoogleArguments] : ['aws', aws as GoogleArguments];
  const keys = trusted.jwks_json === undefined ? '' : text(trusted.jwks_json);
  const wanted = googleJson({
    attributeCondition: condition,
    attributeMapping: mapping,
    [kind]: camelCased(trusted),
    description,
    displayName,
    state: 'ACTIVE',
  });
  return shellCommand('provider', kind, text(project), text(pool), text(id), wanted, yesOrNo(takeOver?.provider), keys,
    ...described(element.arguments),
    `--attribute-mapping=${dictionary(mapping as Readonly<Record<string, string>>)}`,
    `--attribute-condition=${text(condition)}`,
    ...kind === 'aws'
      ? [`--account-id=${text(trusted.account_id)}`]
      : [`--issuer-uri=${text(trusted.issuer_uri)}`, `--allowed-audiences=${(trusted.allowed_audiences as readonly string[]).join(',')}`]);
}

/** The step that holds a provider which is managed elsewhere against what the members of the federations take for granted. */
function existingProviderStep({ arguments: named }: GoogleElement, federations: readonly PoolFederation[]): string {
  const { project, workload_identity_pool_id: pool, workload_identity_pool_provider_id: id } = named;
  const { identifiedBy, arguments: trusted } = federations[0].party.trust;
  const [[name, value]] = Object.entries(camelCased({ [identifiedBy]: trusted[identifiedBy] }));
  const identities = federations.map(({ admittedIdentity }) => admittedIdentity).sort();
  return shellCommand('existing_provider', text(project), text(pool), text(id), `"${name}": ${JSON.stringify(value)}`, ...identities);
}

function serviceAccountStep(element: GoogleElement, { takeOver }: GoogleSideOptions): string {
  const { project, account_id: id, display_name: displayName, description } = element.arguments;
  return shellCommand('service_account', text(project), text(id), serviceAccountEmail(text(id), text(project)), googleJson({ description, displayName }),
    yesOrNo(takeOver?.serviceAccounts), ...described(element.arguments));
}

function grantStep(member: IamMember): string {
  const { resource, project = '', identity = {}, role, condition } = member;
  const words = isKnown(resource) ? (KINDS[resource] as Kind).gcloud?.(project, identity) : undefined;
  if (words === undefined) {
    throw new Error(`grant '${role}' on ${describeResource(member)} has no command of the Google Cloud CLI: `
      + 'grant the role on its project, or write the Google side with the command terraform');
  }
  const { group, resource: name, options = {}, takesCondition = true } = words;
  return shellCommand('grant', role, member.member, base64(condition?.title ?? ''), base64(condition?.expression ?? ''),
    condition ? JSON.stringify(condition) : '', yesOrNo(takesCondition), group, name,
    ...Object.entries(options).map(([option, value]) => `--${option}=${value}`));
}

function organizationPolicyStep({ arguments: { name, parent, spec } }: GoogleElement): string {
  const [kind, id] = text(parent).split('/');
  const constraint = text(name).split('/').at(-1)!;
  const [{ values: { allowed_values: allowed } }] = (spec as unknown as Spec).rules;
  const policy = JSON.stringify({ name, spec: { rules: [{ values: { allowedValues: allowed } }] } });
  return shellCommand('organization_policy', `--${kind.replace(/s$/, '')}=${id}`, text(name), constraint, policy, ...allowed);
}

interface Spec {
  readonly rules: readonly [{ readonly values: { readonly allowed_values: readonly string[] } }];
}

function described({ display_name: displayName, description }: GoogleArguments): string[] {
  return [`--display-name=${text(displayName)}`, `--description=${text(description)}`];
}

/** A map as an option of gcloud takes it, with a separator that occurs nowhere in it. */
function dictionary(entries: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(entries).map(([key, value]) => `${key}=${value}`);
  const separator = [',', '|', ';', '~', '#'].find(candidate => !pairs.some(pair => pair.includes(candidate)))!;
  return separator === ',' ? pairs.join(',') : `^${separator}^${pairs.join(separator)}`;
}

function camelCased(values: GoogleArguments): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name.replace(/_[a-z]/g, letters => letters[1].toUpperCase()), value]));
}

function text(value: GoogleArguments[string]): string {
  return String(value);
}

function base64(value: string): string {
  return Buffer.from(value, 'utf8').toString('base64');
}

function yesOrNo(value: boolean | undefined): 'yes' | 'no' {
  return value ? 'yes' : 'no';
}
