import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { podContainers, podFurnishing, taskContainers } from './containers';
import { instanceWorkloads, nameOf, regionNotes } from './instances';
import { ContainersWorkload, DEFAULT_REGION, FunctionWorkload, InstanceWorkload, TokenPodWorkload, Workload } from './workload';
import { CREDENTIAL_CONFIG_VARIABLES } from '../../federation/installation/installation';
import { kubernetesSubject } from '../../federation/names';
import {
  API_TOKEN, assetPath, AwsConfiguration, AwsWorkload, isDetermined, KubernetesObject, kubernetesObjects, launchOf, readTemplatesAt, resourceOf,
  TemplateResource, TemplateValues, zipEntries, impersonatedAccount,
} from '../../proof';
import { isObject, JsonObject } from '../../proof/inputs/read-json';

const [VARIABLE] = CREDENTIAL_CONFIG_VARIABLES;
const BYTES_AT_MOST = 64 * 1024;

/** Where the files of a function's layers, and those of its code, are found when it runs. */
const LAYERS = '/opt/';
const CODE = '/var/task/';

/** What a rehearsal runs, and what of the rest carries a credential configuration, with the reason why it does not run. */
export interface FoundWorkloads {
  readonly workloads: ReadonlyArray<Workload | TokenPodWorkload>;
  readonly leftOut: readonly string[];
}

/**
 * Finds what can be rehearsed. `aws` says what carries a credential configuration and as whom it runs; what runs is read
 * from the templates.
 */
export function findWorkloads(aws: AwsConfiguration, paths: readonly string[]): FoundWorkloads {
  const templates = new Map(readTemplatesAt(paths).map(template => [template.file, new TemplateValues(template, new Map())]));
  const objects = [...templates.values()].flatMap(kubernetesObjects);
  const workloads: Array<Workload | TokenPodWorkload> = instanceWorkloads(aws.instances);
  const leftOut: string[] = [];
  for (const workload of aws.workloads) {
    const values = templates.get(workload.templateFile);
    const resource = values && resourceOf(values.template, workload.logicalId);
    const name = nameOf(workload);
    if (resource === undefined || workloads.some(known => known.kind === 'ec2-instance' && known.name === name)) continue;
    const found = runnable(workload, values!, resource, objects);
    if (typeof found === 'string') leftOut.push(`${name} was not rehearsed, only check judges it: ${found}`);
    else workloads.push(found);
  }
  return { workloads, leftOut };
}

/** A workload as it runs, or why it does not. */
function runnable(
  workload: AwsWorkload, values: TemplateValues, resource: TemplateResource, objects: readonly KubernetesObject[],
): Workload | TokenPodWorkload | string {
  switch (workload.kind) {
    case 'lambda-function': return functionOf(workload, values, resource);
    case 'ecs-task': return containersOf(workload, 'ecs-task', taskContainers(resource.properties.ContainerDefinitions, textIn(values, workload)));
    case 'codebuild-project': return 'builds do not run here';
    case 'ec2-instance':
    case 'auto-scaling-group':
    case 'launch-template': return launchedBy(workload, values, resource);
    case 'kubernetes-pod': {
      const made = objects.find(({ kind, name, namespace, resource: maker }) =>
        maker === resource && workload.object === `${kind}/${name}` && workload.pod?.namespace === namespace);
      const spec = specOf(made?.content ?? {}, workload);
      return tokenPodOf(workload, spec, objects) ?? containersOf(workload, 'kubernetes-pod', podContainers(spec));
    }
  }
}

function launchedBy(workload: AwsWorkload, values: TemplateValues, resource: TemplateResource): InstanceWorkload | string {
  const { UserData: userData } = launchOf(values, resource).properties;
  if (workload.role === undefined) return 'it has no instance profile';
  const [instance] = userData === undefined ? [] : instanceWorkloads([{ ...workload, userData: values.partialText(userData) }]);
  if (instance !== undefined) return instance;
  return workload.carried.some(({ where }) => where.startsWith('association '))
    ? 'its configuration comes by an association of Systems Manager, whose commands do not run here' : 'its user data is none that this library wrote for a shell';
}

function functionOf(workload: AwsWorkload, values: TemplateValues, resource: TemplateResource): FunctionWorkload | string {
  const { Environment: environment, Layers: layers } = resource.properties;
  const text = textIn(values, workload);
  const written = isObject(environment) && isObject(environment.Variables) ? environment.Variables : {};
  const variables = Object.fromEntries(Object.entries(written).map(([name, value]) => [name, text(value)]));
  const path = variables[VARIABLE];
  if (path === undefined) return `it has no variable ${VARIABLE}`;
  const carriers = path.startsWith(CODE) ? [resource] : (Array.isArray(layers) ? layers : [])
    .flatMap((layer: unknown) => isObject(layer) && typeof layer.Ref === 'string' ? resourceOf(values.template, layer.Ref) ?? [] : []);
  const name = path.slice((path.startsWith(CODE) ? CODE : LAYERS).length);
  const file = path.startsWith(CODE) || path.startsWith(LAYERS)
    ? carriers.map(carrier => fileIn(assetPath(values.template, carrier), name)).find(content => content !== undefined) : undefined;
  if (file === undefined) return `the assembly holds no file for ${path}, to which ${VARIABLE} points`;
  return carried(workload, workload.sessionName ?? `${workload.stackName}-${workload.logicalId}-`.slice(0, 51).padEnd(64, 'x'), {
    kind: 'lambda-function', variables, files: { [path]: file },
  });
}

function containersOf(workload: AwsWorkload, kind: ContainersWorkload['kind'], pair: Pick<ContainersWorkload, 'app' | 'sidecar'> | undefined): ContainersWorkload | string {
  if (pair === undefined) return 'none of its containers serves the credentials of the others by way of a volume';
  const session = kind === 'ecs-task' ? '0123456789abcdef0123456789abcdef' : `eks-cluster-${pair.app.name}-`.slice(0, 27) + '01234567-89ab-cdef-0123-456789abcdef';
  return carried(workload, workload.sessionName ?? session, { kind, ...pair });
}

function carried<T extends object>(workload: AwsWorkload, sessionName: string, own: T): (T & Omit<FunctionWorkload, 'kind' | 'variables' | 'files'>) | string {
  const [config] = workload.carried.flatMap(place => 'unreadable' in place.config ? [] : [place.config]);
  const { role } = workload;
  if (config === undefined) return 'its credential configuration cannot be read';
  if (role === undefined) return 'it has no role';
  if (!isDetermined(role)) return `its role cannot be told, ${role.reason} (${role.source})`;
  return {
    ...own,
    name: nameOf(workload),
    region: workload.region ?? DEFAULT_REGION,
    account: role.account ?? workload.account,
    ...isDetermined(role.name) ? { roleName: role.name } : { unnamedRole: role },
    notes: regionNotes(workload),
    audience: config.audience,
    serviceAccount: config.impersonationUrl === undefined ? undefined : impersonatedAccount(config.impersonationUrl),
    sessionName,
  };
}

/** The texts of a template, with the region that is taken for that of the stack. */
function textIn(values: TemplateValues, { region = DEFAULT_REGION }: AwsWorkload): (value: unknown) => string {
  return value => values.partialText(value).text.replaceAll('${AWS::Region}', region);
}

/** A pod whose configuration points to a file with a token of its cluster; `undefined` where it points elsewhere. */
function tokenPodOf(workload: AwsWorkload, spec: JsonObject, objects: readonly KubernetesObject[]): TokenPodWorkload | string | undefined {
  const { carried: places, pod } = workload;
  const place = places.find(({ config }) => 'source' in config && config.source === 'file');
  if (place === undefined || 'unreadable' in place.config || pod === undefined) return undefined;
  const { namespace, serviceAccount } = pod;
  const subject = kubernetesSubject(namespace, serviceAccount);
  if (subject.includes('$')) return `its service account ${subject} is known only at deployment`;
  const found = podFurnishing(spec, name => {
    const data = objects.find(object => object.kind === 'ConfigMap' && object.namespace === namespace && object.name === name)?.content.data;
    return isObject(data) ? data : {};
  });
  if (found === undefined) return `none of its containers has a file of a ConfigMap where its ${VARIABLE} points to`;
  const { seconds, ...furnished } = found;
  const has = (path: string) => seconds.has(path) || (path === API_TOKEN && spec.automountServiceAccountToken !== false);
  const tokens = [...pod.tokens].filter(([path]) => has(path)).map(([path, audience]) => {
    const wanted = seconds.get(path);
    return [path, { namespace, serviceAccount, audience, ...typeof wanted === 'number' && { expirationSeconds: wanted } }] as const;
  });
  const { issuer, config: { audience } } = place;
  return { kind: 'kubernetes-pod', name: nameOf(workload), audience, issuer, ...furnished, tokens: Object.fromEntries(tokens), subject };
}

/** The specification of a pod, in whatever kind of object makes pods, with the region that is taken for that of the stack. */
function specOf(object: JsonObject, { region = DEFAULT_REGION }: AwsWorkload): JsonObject {
  const written = JSON.parse(JSON.stringify(object).replaceAll('${AWS::Region}', region)) as JsonObject;
  let spec: unknown = written.spec;
  for (const step of ['jobTemplate', 'template']) {
    const inner: unknown = isObject(spec) ? spec[step] : undefined;
    if (isObject(inner)) spec = inner.spec;
  }
  return isObject(spec) ? spec : {};
}

/** A small file of an asset, which is a folder or an archive. */
function fileIn(asset: string | undefined, name: string): string | undefined {
  if (asset === undefined) return undefined;
  try {
    if (statSync(asset).isDirectory()) return readFileSync(join(asset, name), 'utf8');
    return zipEntries(readFileSync(asset), { entriesAtMost: 1, bytesAtMost: BYTES_AT_MOST, accept: entry => entry === name })[0]?.text;
  } catch {
    return undefined;
  }
}
