import { IResolvable, Token } from 'aws-cdk-lib';
import { refuse } from '../../federation/errors';

/** What instances, launch configurations and launch templates state alike about the instance metadata service. */
export interface MetadataOptions {
  readonly httpEndpoint?: string;
  readonly httpPutResponseHopLimit?: number;
  readonly httpTokens?: string;
}

/** A resource that carries metadata options of its own. */
export interface MetadataOptionsHolder {
  /** How messages call it, such as 'instance Stack/Host'. */
  readonly title: string;
  metadataOptions: MetadataOptions | IResolvable | undefined;
}

/** What the user asks of the instance metadata service. */
export interface MetadataRequest {
  readonly requireImdsv2: boolean;
  readonly metadataHopLimit?: number;
}

/**
 * Refuses a resource without a metadata service, where Google's clients find the credentials of the role, and a hop
 * limit that cannot be had. Changes nothing.
 */
export function validateMetadataOptions(holder: MetadataOptionsHolder, request: MetadataRequest): void {
  const options = literal(holder.metadataOptions);
  if (options?.httpEndpoint === 'disabled') {
    throw new Error(`${holder.title} has its metadata service disabled, where Google's clients read the credentials of the role: enable it with httpEndpoint: true`);
  }
  const hopLimit = request.metadataHopLimit;
  if (hopLimit === undefined) return;
  if (!Number.isInteger(hopLimit) || hopLimit < 1 || hopLimit > 64) {
    refuse('metadataHopLimit', hopLimit, 'is not a hop limit that EC2 takes', 'pass a whole number from 1 to 64; 2 reaches containers on the bridge network of the instance');
  }
  if (holder.metadataOptions !== undefined && options === undefined) {
    refuse('metadataHopLimit', hopLimit, `cannot be set on ${holder.title}, whose metadata options are known only at deployment`, 'set HttpPutResponseHopLimit where these are made');
  }
  const stated = options?.httpPutResponseHopLimit;
  if (stated !== undefined && stated !== hopLimit) {
    refuse('metadataHopLimit', hopLimit, `is not the hop limit that ${holder.title} states, which is ${stated}`, 'make both equal, or leave metadataHopLimit out');
  }
}

/**
 * Writes the options of the resource itself, which needs no replacement of an instance. What it states already stands.
 */
export function applyMetadataOptions(holder: MetadataOptionsHolder, request: MetadataRequest): void {
  const options = literal(holder.metadataOptions);
  if (holder.metadataOptions !== undefined && options === undefined) return;
  const added = {
    ...request.requireImdsv2 && options?.httpTokens === undefined && { httpTokens: 'required' },
    ...request.metadataHopLimit !== undefined && { httpPutResponseHopLimit: request.metadataHopLimit },
  };
  if (Object.keys(added).length > 0) holder.metadataOptions = { ...options, ...added };
}

function literal(options: MetadataOptions | IResolvable | undefined): MetadataOptions | undefined {
  return options === undefined || Token.isUnresolved(options) ? undefined : options as MetadataOptions;
}
