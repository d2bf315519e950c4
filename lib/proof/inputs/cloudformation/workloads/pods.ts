import { workloadElement, WorkloadContext } from './context';
import { ISSUER_ANNOTATION, WEB_IDENTITY_SESSION_NAME } from '../../../../federation/installation/installation';
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
    const carried = carriedBy(context, object, spec);
    if (carried.length === 0) return [];
    const account = typeof spec.serviceAccountName === 'string' ? spec.serviceAccountName : 'default';
    return [{
      ...workloadElement(context, 'kubernetes-pod', object.resource),
      object: `${object.kind}/${object.name}`,
      ...roleOf(context, object.namespace, account),
      pod: { namespace: object.namespace, serviceAccount: account, tokens: tokensOf(spec) },
      carried,
    }];
  });
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

/** Files in which some container finds a token, with its audience. */
function tokensOf(spec: JsonObject): PodIdentity['tokens'] {
  const tokens = new Map([[API_TOKEN, API_AUDIENCE]]);
  for (const { name, projected } of volumesOf(spec)) {
    for (const { serviceAccountToken: token } of sourcesOf(projected)) {
      if (!isObject(token)) continue;
      const mounts = containersOf(spec).flatMap(({ volumeMounts }) => Array.isArray(volumeMounts) ? volumeMounts.filter(isObject) : []);
      for (const mount of mounts) if (mount.name === name) tokens.set(`${String(mount.mountPath).replace(/\/$/, '')}/${String(token.path)}`, String(token.audience ?? API_AUDIENCE));
    }
  }
  return tokens;
}

/** The role of a service account, by EKS Pod Identity or by its annotation. */
function roleOf({ values, objects, podIdentities }: WorkloadContext, namespace: string, account: string): Pick<AwsWorkload, 'role' | 'sessionName'> {
  const annotated = objects.find(object => object.kind === 'ServiceAccount' && object.namespace === namespace && object.name === account)?.content.metadata;
  const arn: unknown = isObject(annotated) && isObject(annotated.annotations) ? annotated.annotations[ROLE_ANNOTATION] : undefined;
  if (typeof arn === 'string') {
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
