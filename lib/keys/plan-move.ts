import { FoundKey } from './found-key';
import { shellWord } from './shell-word';

/** What to do about the keys of one service account, in order. */
export interface MovePlan {
  /** E-mail of the service account. */
  readonly account: string;
  /** Ids of its keys that were found. */
  readonly keyIds: readonly string[];
  /** Workloads and files that use a key of it, or are likely to. */
  readonly users: readonly string[];
  /** The description of the federation that takes the place of the key: this account stays, and so do its grants. */
  readonly description: Readonly<Record<string, unknown>>;
  /** Command lines of the last days, with the step that each belongs to. */
  readonly commands: readonly { readonly step: 'list' | 'last-use' | 'disable' | 'delete'; readonly command: string }[];
}

const PROJECT = /^[^@]+@([a-z0-9-]+)\.iam\.gserviceaccount\.com$/;

/** Returns a plan for each service account that a place names. */
export function planMoves(found: readonly FoundKey[]): MovePlan[] {
  const accounts = [...new Set(found.flatMap(({ account }) => account ?? []))].sort();
  return accounts.map(account => {
    const own = found.filter(one => one.account === account);
    const keyIds = [...new Set(own.flatMap(({ keyId }) => keyId ?? []))];
    const project = PROJECT.exec(account)?.[1];
    return {
      account,
      keyIds,
      users: [...new Set(own.map(({ file, address }) => (address === undefined ? file : `${file} ${address}`)))],
      description: {
        gcpProjectId: project ?? 'PROJECT_ID',
        gcpProjectNumber: 'PROJECT_NUMBER',
        awsAccountId: 'AWS_ACCOUNT_ID',
        roleName: 'ROLE_NAME',
        access: { impersonation: { serviceAccountEmail: account } },
      },
      commands: commandsFor(account, keyIds, project),
    };
  });
}

function commandsFor(account: string, keyIds: readonly string[], project: string | undefined): MovePlan['commands'] {
  const of = `--iam-account=${shellWord(account)}`;
  const ids = keyIds.length === 0 ? ['KEY_ID'] : keyIds;
  return [
    { step: 'list', command: `gcloud iam service-accounts keys list ${of} --managed-by=user` },
    {
      step: 'last-use',
      command: `gcloud policy-intelligence query-activity --activity-type=serviceAccountKeyLastAuthentication --project=${shellWord(project ?? 'PROJECT_ID')}`,
    },
    ...ids.map(id => ({
      step: 'disable' as const,
      command: `gcloud iam service-accounts keys disable ${shellWord(id)} ${of}`,
    })),
    ...ids.map(id => ({
      step: 'delete' as const,
      command: `gcloud iam service-accounts keys delete ${shellWord(id)} ${of}`,
    })),
  ];
}
