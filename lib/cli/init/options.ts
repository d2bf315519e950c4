import { Answers, DIRECT, Settings } from './answers';
import { GRANT_KINDS } from './grant-answer';
import { pageAddress } from '../../errors/documentation';
import { validatePartition } from '../../federation/partition';
import { validatePoolOrProviderId } from '../../federation/pool-and-provider';
import { parseFlags, UsageError } from '../flags';

/** What the command was asked to do. */
export interface InitCommandLine {
  readonly given: Partial<Answers>;
  readonly settings: Settings;
  /** Outputs of the CDK app. @default - where cdk.json has them */
  readonly aws?: string;
  /** A folder, or `-` for the standard output. */
  readonly out: string;
  readonly json: boolean;
  readonly gcp: boolean;
  readonly yes: boolean;
}

export const INIT_HELP = `Usage: cdk-gcp-federation init [options]

Asks which AWS role may act as what in Google Cloud, and writes federation.ts, the one description that both clouds are
built from. Proposes what it finds in cdk.json, in the outputs of the app (synthesize it first) and in gcloud, which is
asked for the number of the project only if you agree. Never overwrites a file.

Answers, asked for on a terminal where no flag gives them:
  --gcp-project-id ID, --gcp-project-number NUMBER
                         the project of the workload identity pool
  --role-name NAME       IAM role of the workload, without its path: new, or one of the app
  --aws-account-id ID    AWS account of the role
  --service-account ID|EMAIL
                         service account to act as: an id to create, or the email of an existing one (default: one
                         of its own, named after the role)
  --direct               act as no service account: the role itself holds the grants
  --grant GRANT          what it may do; may be repeated: ROLE on the project, or KIND:NAME:ROLE with the kinds
                         ${GRANT_KINDS};
                         project:ROLE is the same as ROLE
  --yes                  take what is proposed, and ask gcloud, instead of asking you

Not asked for:
  --pool-id ID           id of the workload identity pool, such as for a second AWS account
  --aws-partition NAME   aws or aws-us-gov (default: as the regions of the app say, else aws)

Input and output:
  --aws PATH             outputs of the CDK app (default: what cdk.json says, else cdk.out)
  --out DIR              folder to write to (default: this one), or - for the standard output
  --json                 write federation.json instead, for apps in other languages (default where cdk.json starts one)
  --gcp                  write gcp.ts too, the Google side by CDKTF
  --help                 show this text

Examples:
  npx cdk-gcp-federation init
  npx cdk-gcp-federation init --gcp --grant bucket:reports:roles/storage.objectViewer
  npx cdk-gcp-federation init --gcp-project-id my-gcp-project --gcp-project-number 123456789012 \\
    --role-name gcs-reader --aws-account-id 111122223333 --json --out config

Exit codes:
  0    written
  2    an answer is missing or wrong, or a file exists; nothing was written
  130  interrupted; nothing was written

Documentation: ${pageAddress('troubleshooting.md')}
`;

/** Reads the arguments behind `init`; nothing where they ask for help. */
export function parseInitCommandLine(args: readonly string[]): InitCommandLine | undefined {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals } = parseFlags({
    args: [...args],
    allowPositionals: true,
    options: {
      'gcp-project-id': text,
      'gcp-project-number': text,
      'role-name': text,
      'aws-account-id': text,
      'service-account': text,
      'direct': flag,
      'grant': { type: 'string', multiple: true },
      'yes': { ...flag, short: 'y' },
      'pool-id': text,
      'aws-partition': text,
      'aws': text,
      'out': { type: 'string', default: '.' },
      'json': flag,
      'gcp': flag,
      'help': { ...flag, short: 'h' },
    },
  });
  if (values.help) return undefined;
  const { aws, out, json, gcp, yes, direct, grant, 'service-account': account, 'pool-id': poolId, 'aws-partition': awsPartition } = values;
  if (positionals.length > 0) throw new UsageError(`argument '${positionals[0]}' is not expected: pass answers by flags, such as --role-name ${positionals[0]}`);
  if (direct && account !== undefined) throw new UsageError('--direct contradicts --service-account: leave one of the two out');
  if (out === '-' && gcp) throw new UsageError('--out - prints one file: leave --gcp out, or pass a folder');
  if (poolId !== undefined) validatePoolOrProviderId('--pool-id', poolId);
  if (awsPartition !== undefined) validatePartition(awsPartition);
  return {
    given: {
      gcpProjectId: values['gcp-project-id'],
      gcpProjectNumber: values['gcp-project-number'],
      roleName: values['role-name'],
      awsAccountId: values['aws-account-id'],
      serviceAccount: direct ? DIRECT : account,
      grants: grant?.join(' '),
    },
    settings: { poolId, awsPartition },
    aws,
    out,
    json,
    gcp,
    yes,
  };
}
