import { workloadElement, WorkloadContext } from './context';
import { CREDENTIAL_CONFIG_VARIABLES } from '../../../../federation/installation/installation';
import { isDetermined } from '../../../determined';
import { isObject } from '../../read-json';
import { carriedInAsset } from '../assets';
import { AwsWorkload, Carried, FunctionDefinition, WorkloadRole } from '../aws-configuration';
import { carriedIn, useOfVariable } from '../carried';
import { assetPath, resourceOf, resourcesOf, TemplateResource } from '../template';
import { generatedName } from '../template-values';
import { roleOfArn } from '../workload-role';

const [VARIABLE] = CREDENTIAL_CONFIG_VARIABLES;

/** Lambda functions: the configuration is in a variable, in the code, or in a layer. */
export function functions(context: WorkloadContext): AwsWorkload[] {
  const { values } = context;
  return resourcesOf(values.template).filter(({ type }) => type === 'AWS::Lambda::Function' || type === 'AWS::Serverless::Function').flatMap(resource => {
    const carried = carriedBy(context, resource);
    if (carried.length === 0) return [];
    const { Role: role, FunctionName: name, SnapStart: snapStart } = resource.properties;
    const sessionName = name === undefined ? undefined : values.text(name);
    return [{
      ...workloadElement(context, 'lambda-function', resource),
      definition: definitionOf(context, resource),
      role: role === undefined ? generatedRole(resource) : roleOfArn(values, role),
      sessionName: sessionName !== undefined && isDetermined(sessionName) ? sessionName : undefined,
      ...isObject(snapStart) && snapStart.ApplyOn === 'PublishedVersions' && { snapStart: true },
      carried,
    }];
  });
}

function definitionOf({ values }: WorkloadContext, resource: TemplateResource): FunctionDefinition {
  const { Environment: environment, Layers: layers } = resource.properties;
  const variables = isObject(environment) && isObject(environment.Variables) ? environment.Variables : {};
  const code = assetPath(values.template, resource);
  return {
    kind: 'function',
    variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, values.partialText(value)])),
    ...code !== undefined && { code },
    layers: layerResources(values.template, layers).flatMap(layer => assetPath(values.template, layer) ?? []),
  };
}

/** SAM makes a role for each function that names none. */
function generatedRole({ type, logicalId }: TemplateResource): WorkloadRole | undefined {
  const id = `${logicalId}Role`;
  return type === 'AWS::Serverless::Function' ? { name: generatedName(id), logicalId: id } : undefined;
}

function carriedBy({ values }: WorkloadContext, resource: TemplateResource): Carried[] {
  const { Environment: environment, Code: code, Layers: layers, ImageConfig: image } = resource.properties;
  const variables = isObject(environment) && isObject(environment.Variables) ? environment.Variables : {};
  const found = Object.entries(variables).flatMap(([name, value]) =>
    carriedIn(values, `environment variable ${name}`, value, useOfVariable(name)));
  found.push(...carriedIn(values, 'inline code', isObject(code) ? code.ZipFile : undefined));
  found.push(...carriedIn(values, 'image configuration', image));
  const path = variables[VARIABLE];
  // Functions that do not point at a file have no use for the ones that lie around.
  if (found.length > 0 || path === undefined) return found;

  const assets = [{ where: 'code', carrier: resource }, ...layerResources(values.template, layers).map(carrier => ({ where: `layer ${carrier.logicalId}`, carrier }))]
    .flatMap(({ where, carrier }) => carriedInAsset(values.template, carrier, where));
  found.push(...assets);
  const named = values.partialText(path).text;
  const file = named.slice(named.lastIndexOf('/') + 1);
  const exact = found.filter(({ where }) => where.endsWith(`, ${file}`) || where.endsWith(`/${file}`));
  if (exact.length > 0) return exact;
  if (found.length > 0) return found;
  return [{ where: `environment variable ${VARIABLE}`, config: { unreadable: `it names ${named}, and no credential configuration was found in code and layers of this assembly` } }];
}

function layerResources(template: WorkloadContext['values']['template'], layers: unknown): TemplateResource[] {
  return (Array.isArray(layers) ? layers : []).flatMap((layer: unknown) => isObject(layer) && typeof layer.Ref === 'string' ? resourceOf(template, layer.Ref) ?? [] : []);
}
