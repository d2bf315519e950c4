import { Operations } from './operations';
import { invalidArgument, permissionDeniedOn, Refusal } from './refusal';
import { Route } from './routes';
import { apiError } from '../../../lib/rehearsal/emulators/google-errors';

/** A project that exists. */
export interface Project {
  readonly projectId: string;
  readonly projectNumber: string;
  /** APIs that are enabled, such as `iam.googleapis.com`. */
  readonly enabled: Set<string>;
}

const SERVICE_USAGE = /^\/serviceusage\/v1\/projects\/([^/:]+)\/services/;

function usage(rest: string): RegExp {
  return new RegExp(`${SERVICE_USAGE.source}${rest}$`);
}

/** Projects, and which APIs each has enabled. */
export class Projects {
  readonly routes: readonly Route[] = [
    {
      method: 'GET',
      path: /^\/cloudresourcemanager\/v1\/projects\/([^/:]+)$/,
      handle: ({ parts: [name] }) => {
        const { projectId, projectNumber } = this.find(name);
        return { projectId, projectNumber, name: projectId, lifecycleState: 'ACTIVE' };
      },
    },
    {
      method: 'GET',
      path: usage(''),
      handle: ({ parts: [name] }) => ({ services: [...this.find(name).enabled].map(service => this.service(name, service)) }),
    },
    {
      method: 'POST',
      path: usage('\\/([^/:]+):enable'),
      handle: ({ parts: [name, service] }) => this.enable(name, [service]),
    },
    {
      method: 'POST',
      path: usage(':batchEnable'),
      handle: ({ parts: [name], body }) => this.enable(name, body.serviceIds),
    },
    {
      method: 'POST',
      path: usage('\\/([^/:]+):disable'),
      handle: ({ parts: [name, service] }) => {
        this.find(name).enabled.delete(service);
        return this.operations.start('', {});
      },
    },
  ];

  constructor(readonly all: readonly Project[], private readonly operations: Operations) {}

  /** Throws what Google says of projects that are missing: that one must not see them. */
  find(name: string): Project {
    const project = this.all.find(({ projectId, projectNumber }) => projectId === name || projectNumber === name);
    if (project === undefined) throw permissionDeniedOn(`project '${name}'`);
    return project;
  }

  /** The project, where it has the API enabled. */
  requireEnabled(name: string, service: string): Project {
    const project = this.find(name);
    if (!project.enabled.has(service)) {
      throw new Refusal(apiError('enabled APIs', 403, 'PERMISSION_DENIED',
        `${service} has not been used in project ${project.projectNumber} before or it is disabled.`, [{
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          'reason': 'SERVICE_DISABLED',
          'domain': 'googleapis.com',
          'metadata': { service, consumer: `projects/${project.projectNumber}` },
        }]));
    }
    return project;
  }

  private enable(name: string, services: readonly string[]): object {
    const project = this.find(name);
    const unknown = services.filter(service => !/^[a-z]+\.googleapis\.com$/.test(service));
    if (unknown.length > 0) throw invalidArgument(`Service ${unknown[0]} not found`);
    services.forEach(service => project.enabled.add(service));
    return this.operations.start('', { services: services.map(service => this.service(name, service)) });
  }

  private service(name: string, service: string): object {
    const { projectNumber } = this.find(name);
    return { name: `projects/${projectNumber}/services/${service}`, config: { name: service }, state: 'ENABLED', parent: `projects/${projectNumber}` };
  }
}
