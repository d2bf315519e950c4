import { ElementReference } from './check-report';
import { AwsWorkload } from '../inputs/cloudformation';
import { ConfigurationElement } from '../policy';

/** An element of the AWS side, as a report names it. */
export function awsElement({ templateFile, logicalId, constructPath, source }: AwsWorkload): ElementReference {
  return { side: 'aws', file: templateFile, address: logicalId, constructPath, source };
}

/** An element of the Google side, as a report names it. */
export function googleElement({ file, address, constructPath, source }: ConfigurationElement): ElementReference {
  return { side: 'gcp', file: file ?? '', address, constructPath, source };
}

/** A workload in words. */
export function workloadName({ constructPath, stackName, logicalId, object }: AwsWorkload): string {
  const name = constructPath ?? `${stackName}/${logicalId}`;
  return object === undefined ? name : `${name.replace(/\/Resource\/Default$/, '')}/${object}`;
}
