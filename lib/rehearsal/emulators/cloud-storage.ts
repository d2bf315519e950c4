import { AccessTokens, holderName, TokenHolder } from './access-tokens';
import { Decision } from './google-errors';
import { HttpAnswer, HttpRequest, HttpService } from './http-service';
import { loggedAnswer } from './logged-answer';
import { RequestLog } from './request-log';
import { answerOf } from '../../errors/answers';
import { bucketResourceName, Grantee, GooglePolicy } from '../../proof';

/** A bucket of the rehearsal. */
export interface Bucket {
  readonly name: string;
  readonly project: string;
  /** Names of its objects. */
  readonly objects: readonly string[];
}

const OBJECTS = /^\/storage\/v1\/b\/([^/]+)\/o$/;

/** Google Cloud Storage, as far as lists of buckets and objects go. */
export class CloudStorage implements HttpService {
  constructor(
    private readonly policy: GooglePolicy,
    private readonly tokens: AccessTokens,
    private readonly log: RequestLog,
    private readonly buckets: readonly Bucket[],
  ) {}

  answer(request: HttpRequest): HttpAnswer {
    return loggedAnswer(this.log, 'Cloud Storage', request, this.decide(request));
  }

  private decide(request: HttpRequest): Decision {
    const holder = this.tokens.holder(request.headers.authorization);
    if (holder === undefined) return storageError('access token', 401, 'Invalid Credentials', 'authError');
    const identity = holderName(holder);
    const bucketName = OBJECTS.exec(request.path)?.[1];
    if (request.method !== 'GET' || (bucketName === undefined && request.path !== '/storage/v1/b')) {
      return { ...storageError('path', 404, 'Not Found', 'notFound'), identity };
    }
    return { ...bucketName === undefined ? this.listBuckets(holder, request) : this.listObjects(holder, decodeURIComponent(bucketName)), identity };
  }

  private listObjects(holder: TokenHolder, name: string): Decision {
    const bucket = this.buckets.find(candidate => candidate.name === name);
    const permission = 'storage.objects.list';
    const resource = { name: bucketResourceName(name), type: 'storage.googleapis.com/Bucket', service: 'storage.googleapis.com' };
    if (bucket === undefined || !this.policy.hasPermission(grantee(holder), permission, bucket.project, resource)) {
      return storageError('role', 403, `${caller(holder)} does not have ${permission} access to the Google Cloud Storage bucket. `
        + answerOf('permission-missing', { permission }).message, 'forbidden');
    }
    const items = bucket.objects.map(object => ({ kind: 'storage#object', bucket: bucket.name, name: object, size: '0', timeCreated: EPOCH, updated: EPOCH }));
    return { step: 'role', status: 200, body: { kind: 'storage#objects', items } };
  }

  private listBuckets(holder: TokenHolder, request: HttpRequest): Decision {
    const project = request.query.get('project') ?? '';
    const permission = 'storage.buckets.list';
    const resource = { name: '', type: 'cloudresourcemanager.googleapis.com/Project', service: 'cloudresourcemanager.googleapis.com' };
    if (!this.policy.hasPermission(grantee(holder), permission, project, resource)) {
      return storageError('role', 403, `${caller(holder)} does not have ${permission} access to the Google Cloud project. `
        + answerOf('permission-missing', { permission }).message, 'forbidden');
    }
    const items = this.buckets.filter(bucket => bucket.project === project)
      .map(({ name }) => ({ kind: 'storage#bucket', id: name, name, location: 'US', storageClass: 'STANDARD', timeCreated: EPOCH, updated: EPOCH }));
    return { step: 'role', status: 200, body: { kind: 'storage#buckets', items } };
  }
}

const EPOCH = '2020-01-01T00:00:00.000Z';

function grantee(holder: TokenHolder): Grantee {
  return holder.kind === 'service account' ? { serviceAccount: holder.email } : { principal: holder.principal };
}

/** Cloud Storage does not print federated principals. */
function caller(holder: TokenHolder): string {
  return holder.kind === 'service account' ? holder.email : 'Caller';
}

function storageError(step: string, code: number, message: string, reason: string): Decision {
  return { step, status: code, body: { error: { code, message, errors: [{ message, domain: 'global', reason }] } }, reason: message };
}
