import { dirname, resolve } from 'node:path';
import { AwsConfiguration, GoogleConfiguration, InputError } from '../proof';
import { Keeper } from './artifacts';
import { ClientProgram } from './client/client-program';
import { Clouds, withoutUploadedKeys } from './clouds';
import { findingsOnLibraries } from './library-findings';
import { rehearsePod } from './rehearse-pod';
import { rehearseWorkload } from './rehearse-workload';
import { NOT_JUDGED, RehearsalReport, WorkloadReport } from './report';
import { RehearsalForm } from './sandbox';
import { findWorkloads } from './workloads';

export interface RehearsalInput {
  readonly aws: AwsConfiguration;
  /** Where `aws` was read. */
  readonly awsPaths: readonly string[];
  readonly google: GoogleConfiguration;
  /** Makes surroundings; each workload has its own. */
  readonly form: () => RehearsalForm;
  /** Why the form is not the one that comes nearer. @default - it is, or was asked for */
  readonly fallback?: string;
  /** An empty folder in which everything is kept that a reader may want to look into. @default - nothing is kept */
  readonly keep?: string;
  /** Is told what is done now. @default - nobody is */
  readonly progress?: (text: string) => void;
}

/**
 * Runs every workload that carries a credential configuration, lets a real Google client in, and tries everyone who must
 * stay outside.
 *
 * Throws `InputError` where nothing can be rehearsed.
 */
export async function rehearse(input: RehearsalInput): Promise<RehearsalReport> {
  const started = performance.now();
  const { workloads, leftOut } = findWorkloads(input.aws, input.awsPaths);
  if (workloads.length === 0) {
    throw new InputError(input.awsPaths.join(', '), leftOut[0]
      ?? 'no EC2 instance in it has user data that installs a credential configuration, and no function, task or pod carries one; call addToInstance, addToFunction or the like');
  }
  const { awsProviders, otherProviders = [] } = input.google;
  const [pods, others] = [workloads.some(workload => 'tokens' in workload), workloads.some(workload => !('tokens' in workload))];
  const missing = [...others && awsProviders.length === 0 ? ['AWS'] : [], ...pods && otherProviders.length === 0 ? ['the cluster of a pod'] : []];
  if (missing.length > 0) {
    throw new Error(`the Google side has no workload identity pool provider for ${missing.join(' and none for ')}: synthesize GcpFederationStack, or pass the folder that holds it`);
  }
  const reports: WorkloadReport[] = [];
  const notes = new Set<string>(leftOut);
  if (pods) notes.add('the tokens of pods were signed by stand-ins for their clusters: that Google can fetch the keys of the real ones was not tried');
  for (const { address } of pods ? otherProviders.filter(({ jwksJson }) => jwksJson !== undefined) : []) {
    notes.add(`${address}: only the cluster has the private keys to its jwks_json, so the keys of a stand-in took the place of that; whether it holds those of the cluster was not tried`);
  }
  const google = withoutUploadedKeys(input.google);
  const keeper = new Keeper(input.keep);
  const client = ClientProgram.forApp(input.awsPaths.map(path => dirname(resolve(path))));
  let formName = '';
  const withForm = async <T>(use: (form: RehearsalForm, clouds: Clouds) => Promise<T>): Promise<T> => {
    const form = input.form();
    formName = form.name;
    try {
      return await use(form, new Clouds(google));
    } finally {
      await form.close();
    }
  };
  try {
    for (const workload of workloads) {
      input.progress?.(`Rehearsing ${workload.name}`);
      const backstage = { withForm, keeper, client, note: (text: string) => notes.add(text) };
      const report = await ('tokens' in workload ? rehearsePod(workload, backstage) : rehearseWorkload(workload, backstage));
      if (report !== undefined) reports.push(report);
    }
  } finally {
    client.remove();
  }
  const verdict = verdictOf(reports);
  const findings = findingsOnLibraries(input.awsPaths, workloads, text => notes.add(text));
  const report: RehearsalReport = {
    verdict,
    matches: verdict === 'match',
    form: formName,
    fallback: input.fallback,
    kept: input.keep,
    workloads: reports,
    client: { version: reports.find(({ libraryVersion }) => libraryVersion !== undefined)?.libraryVersion, folder: client.libraryFolder },
    findings,
    notes: [...notes],
    notJudged: NOT_JUDGED,
    milliseconds: Math.round(performance.now() - started),
  };
  keeper.report(report);
  return report;
}

function verdictOf(reports: readonly WorkloadReport[]): RehearsalReport['verdict'] {
  const attempts = reports.flatMap(report => report.attempts);
  if (attempts.some(({ outcome, expected }) => outcome !== expected && outcome !== 'depends')) return 'mismatch';
  return attempts.length > 0 && attempts.every(({ outcome }) => outcome !== 'depends') ? 'match' : 'depends';
}
