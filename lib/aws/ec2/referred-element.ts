import { CfnElement, CfnParameter, CfnResource, Reference, Tokenization } from 'aws-cdk-lib';

/** The element of a template that an encoded token refers to, where it refers to one. */
export function referredElement(token: string): CfnElement | undefined {
  if (token === '') return undefined;
  const first = Tokenization.reverseString(token).firstToken;
  const target = first && Reference.isReference(first) ? first.target : undefined;
  return target && CfnElement.isCfnElement(target) ? target : undefined;
}

/** Whether something is a resource of a type. The generated classes can tell in recent versions of the CDK only. */
export function isResource(element: unknown, type: string): element is CfnResource {
  return element !== undefined && CfnResource.isCfnResource(element) && element.cfnResourceType === type;
}

/**
 * What is known of a machine image: its id, or the name of the parameter that deployment reads it from, such as
 * `/aws/service/bottlerocket/aws-ecs-2/x86_64/latest/image_id`.
 */
export function imageName(imageId: string): string {
  const element = referredElement(imageId);
  return element instanceof CfnParameter && typeof element.default === 'string' ? element.default : imageId;
}
