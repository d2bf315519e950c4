import { WorkloadRole } from './aws-configuration';
import { resourcesOf, Template } from './template';
import { partitionOf, TemplateValues } from './template-values';
import { roleOfArn } from './workload-role';
import { Determined, isDetermined, mapDetermined, Undetermined } from '../../determined';
import { groupBy } from '../../group-by';

/** What associates a service account of a cluster with a role, wherever it stands: manifests are often files of their own. */
interface Association {
  readonly account: string;
  readonly template: Template;
  readonly role: Determined<WorkloadRole>;
}

/** By namespace and name of the service account. */
export type PodIdentities = ReadonlyMap<string, readonly Association[]>;

/** The associations of EKS Pod Identity in all templates. */
export function podIdentities(all: readonly TemplateValues[]): PodIdentities {
  return groupBy(all.flatMap(associationsOf), ({ account }) => account);
}

function associationsOf(values: TemplateValues): Association[] {
  const { template } = values;
  return resourcesOf(template).filter(({ type }) => type === 'AWS::EKS::PodIdentityAssociation').flatMap(({ properties }) => {
    const [namespace, name] = [values.text(properties.Namespace), values.text(properties.ServiceAccount)];
    if (!isDetermined(namespace) || !isDetermined(name)) return [];
    return [{ account: keyOf(namespace, name), template, role: inEnvironment(roleOfArn(values, properties.RoleArn), template) }];
  });
}

/** The role of a service account: by the template that its pod stands in, or else by the only other one. */
export function associatedRole(identities: PodIdentities, namespace: string, account: string, own: Template): Determined<WorkloadRole> {
  const found = identities.get(keyOf(namespace, account)) ?? [];
  const association = found.find(({ template }) => template === own) ?? (found.length === 1 ? found[0] : undefined);
  return association?.role ?? new Undetermined(`service account ${namespace}/${account}`,
    found.length === 0 ? 'what associates it with a role is not in these templates' : `${found.length} templates associate it with a role`);
}

function keyOf(namespace: string, account: string): string {
  return `${namespace}/${account}`;
}

/** A pod of a manifest is bound to no account itself. */
function inEnvironment(role: Determined<WorkloadRole>, { environment: { account, region } }: Template): Determined<WorkloadRole> {
  return mapDetermined(role, known => ({
    ...known, account: known.account ?? account, partition: known.partition ?? (region === undefined ? undefined : partitionOf(region)),
  }));
}
