import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { constructsTooOldForCdktf, OLDEST_CONSTRUCTS_OF_CDKTF } from './constructs-version';
import { GOOGLE_SOURCE } from './source';

/** What `cdk-gcp-federation/gcp` needs beside this package. */
export const GOOGLE_PEERS: Readonly<Record<string, string>> = { 'cdktf': '^0.21.0', '@cdktf/provider-google': '^16.12.1' };

/** What starts both apps; the version that `npx` would fetch of the first does not fit. */
const TOOLS = { 'aws-cdk': '2', 'tsx': '4' };

export interface NextStepsInput {
  /** Folder of the app. */
  readonly folder: string;
  /** Folder that was written to, as the user wrote it. */
  readonly out: string;
  readonly json: boolean;
  /** Whether `gcp.ts` was written. */
  readonly gcp: boolean;
  /** What `cdk.json` starts. */
  readonly command?: string;
  /** Where the outputs of the app are. */
  readonly assembly: string;
  /** Whose the role is. */
  readonly role: RoleOrigin;
  /** Construct path of the instance that has the role. @default - none is known */
  readonly instance?: string;
}

/** Whether the construct is to make the role, or the app makes it already: for an instance, or for something else. */
export type RoleOrigin = 'new' | 'of an instance' | 'of the app';

const REACHES = 'gcp.addToInstance(instance); // or addToAutoScalingGroup, addToFunction, addToTaskDefinition';

/** The outputs do not tell of every role: one whose name AWS generates, or of an app that was not synthesized yet. */
const withoutRole = (existing: string) => [
  '// The workload needs the role: pass it `role: gcp.role`.',
  `// If it has a role of that name already, that one stays: ${existing}.`,
  REACHES,
];

/** A title, and what to do: code to add, or commands. */
export interface Step {
  readonly title: string;
  readonly lines: readonly string[];
}

export function nextSteps(input: NextStepsInput): Step[] {
  return input.json ? jsonSteps(input) : typeScriptSteps(input);
}

const USES: Readonly<Record<RoleOrigin, readonly string[]>> = {
  'new': ["const gcp = new GcpFederatedRole(this, 'Gcp', federation);", ...withoutRole('write `{ ...federation, role: host.role }` above')],
  'of an instance': ["new GcpFederatedRole(this, 'Gcp', { ...federation, role: instance.role }).addToInstance(instance);"],
  'of the app': ["const gcp = new GcpFederatedRole(this, 'Gcp', { ...federation, role });", REACHES],
};

function typeScriptSteps(input: NextStepsInput): Step[] {
  const { folder, out, gcp, role, instance = 'the workload' } = input;
  const known = dependencies(folder);
  const needed = Object.entries({ ...GOOGLE_PEERS, ...TOOLS }).filter(([name]) => !known.has(name)).map(([name, version]) => `${name}@${version}`);
  return [
    {
      title: `Add to the stack of ${instance}`,
      lines: ["import { GcpFederatedRole } from 'cdk-gcp-federation';", `import { federation } from '${importPath(input)}';`, '', ...USES[role]],
    },
    ...gcp ? [] : [{ title: `The Google side, ${join(out, 'gcp.ts')}`, lines: GOOGLE_SOURCE.trimEnd().split('\n') }],
    {
      title: 'Then',
      lines: [
        ...known.has('cdk-gcp-federation') ? [] : ['npm install cdk-gcp-federation'],
        ...raiseConstructs(folder),
        ...needed.length === 0 ? [] : [`npm install --save-dev ${needed.join(' ')}`],
        `npx cdk synth && npx tsx ${join(out, 'gcp.ts')}`,
        `npx cdk-gcp-federation check${awsFlag(input)}`,
      ],
    },
  ];
}

/** CDKTF does not install next to an older `constructs`. */
function raiseConstructs(folder: string): string[] {
  const version = constructsTooOldForCdktf(folder);
  if (version === undefined) return [];
  return [
    `# CDKTF needs constructs ${OLDEST_CONSTRUCTS_OF_CDKTF} or later, and this app has ${version}. Raise it, or run init --json, which needs no CDKTF:`,
    `npm install constructs@^${OLDEST_CONSTRUCTS_OF_CDKTF}`,
  ];
}

const OPTIONS: Readonly<Record<RoleOrigin, string>> = { 'new': '', 'of an instance': ', { role: instance.role }', 'of the app': ', { role }' };

function jsonSteps(input: NextStepsInput): Step[] {
  const { out, command = '', role, instance = 'the workload' } = input;
  const file = join(out, 'federation.json');
  const python = PYTHON.test(command);
  const ours = python ? 'cdk-gcp-federation' : 'npx cdk-gcp-federation';
  return [
    python ? { title: `Add to the stack of ${instance}`, lines: pythonLines(file, role) } : {
      title: `Add to the stack of ${instance}, in the words of its language`,
      lines: [
        `const gcp = GcpFederatedRole.fromJsonFile(this, 'Gcp', '${file.split(sep).join('/')}'${OPTIONS[role]});`,
        ...role === 'new' ? withoutRole('append `, { role: host.role }` to the arguments') : [REACHES],
      ],
    },
    {
      title: 'Then',
      lines: [
        ...python ? ['pip install cdk-gcp-federation'] : [],
        'npx cdk synth',
        `${ours} terraform ${file} --out gcp`,
        `${ours} check${awsFlag(input)} --gcp gcp`,
      ],
    },
  ];
}

const PYTHON = /(?:^|[\s/\\])python[\d.]*(?:\.exe)?(?=\s|$)/;
const KEYWORDS: Readonly<Record<RoleOrigin, string>> = { 'new': '', 'of an instance': ', role=instance.role', 'of the app': ', role=role' };

function pythonLines(file: string, role: RoleOrigin): string[] {
  return [
    'from cdk_gcp_federation import GcpFederatedRole',
    '',
    `gcp = GcpFederatedRole.from_json_file(self, "Gcp", "${file.split(sep).join('/')}"${KEYWORDS[role]})`,
    ...role === 'new' ? [
      '# The workload needs the role: pass it `role=gcp.role`.',
      '# If it has a role of that name already, that one stays: append `, role=host.role` to the arguments.',
    ] : [],
    'gcp.add_to_instance(instance)  # or add_to_auto_scaling_group, add_to_function, add_to_task_definition',
  ];
}

function awsFlag({ assembly }: NextStepsInput): string {
  return assembly === 'cdk.out' ? '' : ` --aws ${assembly}`;
}

/** From the file that `cdk.json` starts, as from others in folders beside its own. */
function importPath({ command, out }: NextStepsInput): string {
  const entry = /(?:^|\s)(\S+\.ts)(?=\s|$)/.exec(command ?? '')?.[1];
  const path = relative(entry === undefined ? '.' : dirname(entry), join(out, 'federation')).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}

function dependencies(folder: string): ReadonlySet<string> {
  try {
    const { dependencies: own = {}, devDependencies: development = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return new Set([...Object.keys(own), ...Object.keys(development)]);
  } catch {
    return new Set();
  }
}
