import type * as ecs from 'aws-cdk-lib/aws-ecs';
import { CONSTRUCT } from './cdk-forms';
import { InstallationFailureAction, validateFailureAction } from '../../federation/installation/installation-input';
import { flag, Form, instance, list, number, text } from '../../federation/json/form';
import { KeysElsewhere, object, optional } from '../../federation/json/object-form';
import { ROLE_KEYS } from '../../federation/json/sides';
import { strategy, withOptions, word } from '../../federation/json/strategy-form';
import { AddToAllOptions } from '../ec2/add-to-all-options';
import { ASSOCIATION_OPTIONS, GcpDelivery } from '../ec2/delivery';
import { AddToAutoScalingGroupOptions, AddToInstanceOptions, AddToLaunchTemplateOptions, InstallationOptions } from '../ec2/instance-options';
import { AddToTaskDefinitionOptions } from '../ecs';
import { AddToPodOptions, GcpKubernetesPodOptions } from '../eks';
import { AddToFunctionOptions } from '../lambda';

/** Where keys belong that no method takes. */
const NOT_OF_METHOD: KeysElsewhere = Object.fromEntries(ROLE_KEYS.map(key => [key, 'the properties of GcpFederatedRole']));

/** Where keys belong that only an instance takes. */
const NOT_OF_GROUP: KeysElsewhere = { ...NOT_OF_METHOD, replaceInstance: 'the options of addToInstance' };

const DELIVERY = strategy<GcpDelivery>('GcpDelivery', {
  userData: word('GcpDelivery.userData', () => GcpDelivery.userData()),
  association: withOptions('GcpDelivery.association', ASSOCIATION_OPTIONS, options => GcpDelivery.association(options)),
});

const FAILURE_ACTION: Form<InstallationFailureAction> = {
  schema: text({ enum: Object.values(InstallationFailureAction) }).schema,
  read: (node, name) => validateFailureAction(text().read(node, name)),
};

const INSTALLATION_FIELDS = { onFailure: optional(FAILURE_ACTION) };

export const USER_DATA_OPTIONS = object<InstallationOptions>('InstallationOptions', INSTALLATION_FIELDS, {}, NOT_OF_METHOD);

const METADATA_FIELDS = { requireImdsv2: optional(flag()), metadataHopLimit: optional(number()) };

const NAMES = optional(list(text(), 'container'));

export const INSTANCE_OPTIONS = object<AddToInstanceOptions>('AddToInstanceOptions',
  { ...METADATA_FIELDS, ...INSTALLATION_FIELDS, replaceInstance: optional(flag()), deliverBy: optional(DELIVERY) }, {}, NOT_OF_METHOD);

export const GROUP_OPTIONS = object<AddToAutoScalingGroupOptions>('AddToAutoScalingGroupOptions',
  { ...METADATA_FIELDS, ...INSTALLATION_FIELDS, deliverBy: optional(DELIVERY) }, {}, NOT_OF_GROUP);

export const TEMPLATE_OPTIONS = object<AddToLaunchTemplateOptions>('AddToLaunchTemplateOptions', { ...METADATA_FIELDS, ...INSTALLATION_FIELDS }, {}, {
  ...NOT_OF_GROUP, deliverBy: 'the options of addToInstance and addToAutoScalingGroup',
});

export const ALL_OPTIONS = object<AddToAllOptions>('AddToAllOptions', {
  ...METADATA_FIELDS,
  ...INSTALLATION_FIELDS,
  replaceInstance: optional(flag()),
  deliverBy: optional(DELIVERY),
  exclude: optional(list(CONSTRUCT, 'construct')),
  excludeTag: optional(text()),
}, {}, NOT_OF_METHOD);

export const FUNCTION_OPTIONS = object<AddToFunctionOptions>('AddToFunctionOptions', { awsBaseImage: optional(flag()) }, {}, NOT_OF_METHOD);

export const TASK_OPTIONS = object<AddToTaskDefinitionOptions>('AddToTaskDefinitionOptions', {
  image: optional(instance<ecs.ContainerImage>("an ecs.ContainerImage, such as ecs.ContainerImage.fromRegistry('NAME')", value => 'bind' in value)),
  logging: optional(instance<ecs.LogDriver>("an ecs.LogDriver, such as ecs.LogDrivers.awsLogs({ streamPrefix: 'gcp' })", value => 'bind' in value)),
  memoryLimitMiB: optional(number()),
  excludeContainers: NAMES,
}, {}, NOT_OF_METHOD);

export const POD_OPTIONS = object<AddToPodOptions>('AddToPodOptions', {
  image: optional(text()), excludeContainers: NAMES, irsa: optional(flag()),
}, {}, NOT_OF_METHOD);

export const KUBERNETES_POD_OPTIONS = object<GcpKubernetesPodOptions>('GcpKubernetesPodOptions', {
  excludeContainers: NAMES, tokenExpirationSeconds: optional(number()),
});
