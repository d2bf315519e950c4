import { resourcesOf, TemplateResource } from './template';
import { TemplateValues } from './template-values';
import { isObject, JsonObject } from '../read-json';

/** What AWS CDK hands to kubectl: a list of objects, as text. */
export const KUBERNETES_RESOURCE = 'Custom::AWSCDK-EKS-KubernetesResource';

/** A Kubernetes object, and the resource of a template that makes it. */
export interface KubernetesObject {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly content: JsonObject;
  readonly resource: TemplateResource;
}

/** The Kubernetes objects that a template makes. What is known only at deployment stands in their texts as `${NAME}`. */
export function kubernetesObjects(values: TemplateValues): KubernetesObject[] {
  return resourcesOf(values.template).filter(({ type }) => type === KUBERNETES_RESOURCE).flatMap(resource => {
    const written = parsed(values.partialText(resource.properties.Manifest).text);
    return objectsIn(written).map(content => ({ ...named(content), content, resource }));
  });
}

/** Whether an object is one of Kubernetes, or a list of such. */
export function isManifest(content: JsonObject): boolean {
  return typeof content.apiVersion === 'string' && typeof content.kind === 'string';
}

/** A template that makes the objects of a manifest, as kubectl takes it. */
export function templateOfManifests(objects: readonly JsonObject[]): JsonObject {
  return { Resources: { Manifest: { Type: KUBERNETES_RESOURCE, Properties: { Manifest: JSON.stringify(objects) } } } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function objectsIn(value: unknown): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (!isObject(value)) return [];
  return Array.isArray(value.items) && String(value.kind).endsWith('List') ? value.items.flatMap(objectsIn) : [value];
}

function named({ kind, metadata }: JsonObject): Pick<KubernetesObject, 'kind' | 'name' | 'namespace'> {
  const { name, namespace = 'default' } = isObject(metadata) ? metadata : {};
  return { kind: String(kind), name: String(name), namespace: String(namespace) };
}
