import { AwsConfiguration, GoogleConfiguration, InputError } from '../proof';
import { Clouds } from './clouds';
import { RehearsalForm } from './forms';
import { Keeper } from './keeper';
import { rehearseWorkload } from './rehearse-workload';
import { NOT_JUDGED, RehearsalReport, WorkloadReport } from './report';
import { findWorkloads } from './workloads';

export interface RehearsalInput {
  readonly aws: AwsConfiguration;
  /** Where `aws` was read. */
  readonly awsPath: string;
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
  const { workloads, leftOut } = findWorkloads(input.aws, input.awsPath);
  if (workloads.length === 0) {
    throw new InputError(input.awsPath, leftOut[0]
      ?? 'no EC2 instance in it has user data that installs a credential configuration, and no function, task or pod carries one; call addToInstance, addToFunction or the like');
  }
  if (input.google.awsProviders.length === 0) {
    throw new Error('the Google side has no workload identity pool provider for AWS: synthesize GcpFederationStack, or pass the folder that holds it');
  }
  const reports: WorkloadReport[] = [];
  const notes = new Set<string>(leftOut);
  const keeper = new Keeper(input.keep);
  let formName = '';
  const withForm = async <T>(use: (form: RehearsalForm, clouds: Clouds) => Promise<T>): Promise<T> => {
    const form = input.form();
    formName = form.name;
    try {
      return await use(form, new Clouds(input.google));
    } finally {
      await form.close();
    }
  };
  for (const workload of workloads) {
    input.progress?.(`Rehearsing ${workload.name}`);
    const report = await rehearseWorkload(workload, { withForm, keeper, note: text => notes.add(text) });
    if (report !== undefined) reports.push(report);
  }
  const report: RehearsalReport = {
    fits: reports.length > 0 && reports.every(({ attempts }) => attempts.every(attempt => attempt.outcome === attempt.expected)),
    form: formName,
    fallback: input.fallback,
    kept: input.keep,
    workloads: reports,
    notes: [...notes],
    notJudged: NOT_JUDGED,
    milliseconds: Math.round(performance.now() - started),
  };
  keeper.report(report);
  return report;
}
