import { readFileSync } from 'node:fs';
import { federationPropsFromJson, kubernetesFederationPropsFromJson } from '../../../federation/json';
import { GcpKubernetesFederationProps } from '../../../federation/party/kubernetes';
import { GcpFederationProps } from '../../../federation/props';

/** The shared props as a JSON file states them. Throws, with file and line, where it cannot be read or is not valid. */
export function readFederationFile(file: string): GcpFederationProps {
  return federationPropsFromJson(readText(file), file);
}

/** The same of a Kubernetes service account. */
export function readKubernetesFederationFile(file: string): GcpKubernetesFederationProps {
  return kubernetesFederationPropsFromJson(readText(file), file);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`federation file '${path}' cannot be read: ${(error as Error).message}`);
  }
}
