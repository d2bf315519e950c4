import { GoogleConfiguration, GooglePolicy, isDetermined, poolsOfMembers } from '../proof';
import {
  AccessTokens, AwsDirectory, AwsSts, BigQuery, Bucket, CloudStorage, GoogleSts, IamCredentials, InstanceMetadata, KubernetesCluster, Project,
  RequestLog, ResourceManager,
} from './emulators';
import { CloudServices } from './sandbox';

/** What time it is in each of the clouds. */
export interface CloudClocks {
  /** @default - the time of this machine */
  readonly aws?: () => Date;
  /** @default - the time of this machine */
  readonly google?: () => Date;
}

/** Both clouds of a rehearsal: AWS with its identities, Google Cloud as one Terraform configuration makes it. */
export class Clouds {
  readonly log = new RequestLog();
  readonly directory = new AwsDirectory();
  readonly policy: GooglePolicy;
  readonly tokens: AccessTokens;
  readonly buckets: readonly Bucket[];
  readonly metadata: InstanceMetadata;
  readonly services: CloudServices;
  private readonly clusters = new Map<string, KubernetesCluster>();

  constructor(configuration: GoogleConfiguration, private readonly clocks: CloudClocks = {}) {
    this.policy = new GooglePolicy(configuration, clocks.google);
    this.tokens = new AccessTokens(clocks.google);
    this.buckets = bucketsOf(configuration);
    this.metadata = new InstanceMetadata({ availabilityZone: 'us-east-1a' }, this.log, clocks.aws);
    const { tokens } = this;
    const awsSts = new AwsSts(this.directory, this.log, clocks.aws);
    this.services = {
      instanceMetadata: this.metadata,
      googleSts: new GoogleSts(this.policy, awsSts, tokens, this.log, issuer => this.clusters.get(issuer)?.jwks, clocks.google),
      iamCredentials: new IamCredentials(this.policy, tokens, this.log, () => true),
      bigQuery: new BigQuery(this.policy, tokens, this.log),
      cloudStorage: new CloudStorage(this.policy, tokens, this.log, this.buckets),
      resourceManager: new ResourceManager(this.policy, tokens, this.log, projects(configuration)),
    };
  }

  /** The cluster of an issuer, which publishes its keys from now on. */
  cluster(issuer: string): KubernetesCluster {
    const cluster = this.clusters.get(issuer) ?? new KubernetesCluster(issuer, this.clocks.google);
    this.clusters.set(issuer, cluster);
    return cluster;
  }
}

/** A configuration whose providers fetch the keys of their issuers: of those that are uploaded nobody else has the private ones. */
export function withoutUploadedKeys(configuration: GoogleConfiguration): GoogleConfiguration {
  const otherProviders = configuration.otherProviders?.map(provider => ({ ...provider, jwksJson: undefined }));
  return { ...configuration, otherProviders };
}

const OBJECTS = ['hello-from-google-cloud.txt'];

/** A bucket in each project, and those that grants name, whose project nothing tells. */
function bucketsOf(configuration: GoogleConfiguration): Bucket[] {
  const granted = configuration.resourceGrants.flatMap(({ resource }) => resource?.kind === 'bucket' && isDetermined(resource.name) ? [resource.name] : []);
  return [
    ...projectIds(configuration).map(project => ({ name: `rehearsal-${project}`, project, objects: OBJECTS })),
    ...[...new Set(granted)].map(name => ({ name, project: '', objects: OBJECTS })),
  ];
}

function projectIds({ pools, projectGrants }: GoogleConfiguration): string[] {
  return [...new Set([...projectGrants, ...pools].map(({ project }) => project).filter(isDetermined))];
}

/** Projects whose id and number the configuration tells: those of its pools. */
function projects(configuration: GoogleConfiguration): Project[] {
  return poolsOfMembers(configuration).flatMap(({ projectNumber, poolId }) => {
    const projectId = configuration.pools.find(pool => pool.poolId === poolId)?.project;
    return projectId !== undefined && isDetermined(projectId) ? [{ projectId, projectNumber }] : [];
  });
}
