import { workloadElement, WorkloadContext } from './context';
import { CREDENTIAL_CONFIG_VARIABLES, ISSUER_ANNOTATION, WEB_IDENTITY_SESSION_NAME } from '../../../../federation/installation/installation';
import { isObject, JsonObject } from '../../read-json';
import { AwsWorkload, Carried, PodIdentity } from '../aws-configuration';
import { carriedIn } from '../carried';
import { KubernetesObject } from '../kubernetes-objects';
import { associatedRole } from '../pod-identities';
import { resourcesOf } from '../template';
import { roleOfArn } from '../workload-role';

/** Where every pod finds a token for the API of its cluster, unless it does not want one. */
export const API_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';
const API_AUDIENCE = 'https://kubernetes.default.svc';

const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';

/** Kubernetes pods: the configuration is in a container, or in a ConfigMap that is mounted. */
export function pods(context: WorkloadContext): AwsWorkload[] {
  return context.objects.flatMap(object => {
    const spec = podSpec(object.content);
    if (spec === undefined || !resourcesOf(context.values.template).includes(object.resource)) return [];
    const found = carriedBy(context, object, spec);
    const carried = found.length > 0 ? found : unseenFiles(spec);
    if (carried.length === 0) return [];
    const account = typeof spec.serviceAccountName === 'string' ? spec.serviceAccountName : 'default';
    return [{
      ...workloadElement(context, 'kubernetes-pod', object.resource),
      definition: { kind: 'pod', spec, configMaps: configMapsOf(context, object.namespace) },
      object: `${object.kind}/${object.name}`,
      ...roleOf(context, object.namespace, account),
      pod: { namespace: object.namespace, serviceAccount: account, tokens: tokensOf(spec, isAnnotated(context, object.namespace, account)) },
      carried,
    }];
  });
}

function configMapsOf({ objects }: WorkloadContext, namespace: string): ReadonlyMap<string, JsonObject> {
  return new Map(objects.filter(object => object.kind === 'ConfigMap' && object.namespace === namespace)
    .map(({ name, content: { data } }) => [name, isObject(data) ? data : {}]));
}

/** What stands under `spec` of a pod, in whatever kind of object makes pods. */
function podSpec(object: JsonObject): JsonObject | undefined {
  let spec: unknown = object.spec;
  for (const step of ['jobTemplate', 'template']) {
    const inner: unknown = isObject(spec) ? spec[step] : undefined;
    if (isObject(inner)) spec = inner.spec;
  }
  return isObject(spec) && Array.isArray(spec.containers) ? spec : undefined;
}

function carriedBy({ values, objects }: WorkloadContext, { namespace }: KubernetesObject, spec: JsonObject): Carried[] {
  const inContainers = containersOf(spec).flatMap(({ name, env, command, args }) => carriedIn(values, `container ${String(name)}`, [env, command, args]));
  const mounted = new Set(volumesOf(spec).flatMap(({ configMap, projected }) => [configMap, ...sourcesOf(projected).map(source => source.configMap)])
    .filter(isObject).map(({ name }) => name));
  const inMaps = objects.filter(object => object.kind === 'ConfigMap' && object.namespace === namespace && mounted.has(object.name))
    .flatMap(({ name, content: { data, metadata } }) => {
      const { annotations } = isObject(metadata) ? metadata : {};
      const issuer: unknown = isObject(annotations) ? annotations[ISSUER_ANNOTATION] : undefined;
      return carriedIn(values, `ConfigMap ${name}`, data).map(carried => ({ ...carried, ...typeof issuer === 'string' && { issuer } }));
    });
  return [...inContainers, ...inMaps];
}

/** A container whose variable points to a file that comes from the image or from a Secret. */
function unseenFiles(spec: JsonObject): Carried[] {
  return containersOf(spec).flatMap(({ name, env }) => {
    const [variable] = (Array.isArray(env) ? env.filter(isObject) : []).filter(one => CREDENTIAL_CONFIG_VARIABLES.some(known => known === one.name));
    if (variable === undefined) return [];
    const path = typeof variable.value === 'string' ? `it names ${variable.value}, which is` : `its variable ${String(variable.name)} comes from elsewhere, and what it names is`;
    return [{ where: `container ${String(name)}`, config: { unreadable: `${path} in the image or in a Secret, not in the manifests` } }];
  });
}

/** The webhook of EKS mounts this token into the pods of a service account that names a role. */
const IRSA_TOKEN = '/var/run/secrets/eks.amazonaws.com/serviceaccount/token';
const IRSA_AUDIENCE = 'sts.amazonaws.com';

/** Files in which some container finds a token, with its audience. */
function tokensOf(spec: JsonObject, isAnnotatedAccount: boolean): PodIdentity['tokens'] {
  const tokens = new Map([[API_TOKEN, API_AUDIENCE], ...isAnnotatedAccount ? [[IRSA_TOKEN, IRSA_AUDIENCE] as const] : []]);
  for (const { name, projected } of volumesOf(spec)) {
    for (const { serviceAccountToken: token } of sourcesOf(projected)) {
      if (!isObject(token)) continue;
      const mounts = containersOf(spec).flatMap(({ volumeMounts }) => Array.isArray(volumeMounts) ? volumeMounts.filter(isObject) : []);
      for (const mount of mounts) if (mount.name === name) tokens.set(`${String(mount.mountPath).replace(/\/$/, '')}/${String(token.path)}`, String(token.audience ?? API_AUDIENCE));
    }
  }
  return tokens;
}

function annotatedRole({ objects }: WorkloadContext, namespace: string, account: string): string | undefined {
  const annotated = objects.find(object => object.kind === 'ServiceAccount' && object.namespace === namespace && object.name === account)?.content.metadata;
  const arn: unknown = isObject(annotated) && isObject(annotated.annotations) ? annotated.annotations[ROLE_ANNOTATION] : undefined;
  return typeof arn === 'string' ? arn : undefined;
}

function isAnnotated(context: WorkloadContext, namespace: string, account: string): boolean {
  return annotatedRole(context, namespace, account) !== undefined;
}

/** The role of a service account, by EKS Pod Identity or by its annotation. */
function roleOf(context: WorkloadContext, namespace: string, account: string): Pick<AwsWorkload, 'role' | 'sessionName'> {
  const { values, podIdentities } = context;
  const arn = annotatedRole(context, namespace, account);
  if (arn !== undefined) {
    const [, logicalId] = /^\$\{(\w+)\.Arn\}$/.exec(arn) ?? [];
    return { role: roleOfArn(values, logicalId === undefined ? arn : { 'Fn::GetAtt': [logicalId, 'Arn'] }), sessionName: WEB_IDENTITY_SESSION_NAME };
  }
  return { role: associatedRole(podIdentities, namespace, account, values.template) };
}

function containersOf({ containers, initContainers }: JsonObject): JsonObject[] {
  return [containers, initContainers].flatMap(list => Array.isArray(list) ? list.filter(isObject) : []);
}

function volumesOf({ volumes }: JsonObject): JsonObject[] {
  return Array.isArray(volumes) ? volumes.filter(isObject) : [];
}

function sourcesOf(projected: unknown): JsonObject[] {
  return isObject(projected) && Array.isArray(projected.sources) ? projected.sources.filter(isObject) : [];
}
