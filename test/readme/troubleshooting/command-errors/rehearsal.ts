import { CommandError } from './command-error';

/** Of `rehearse` alone. */
export const REHEARSAL_ERRORS: readonly CommandError[] = [
  {
    id: 'nothing-to-rehearse',
    errors: ['cannot read PATH: no EC2 instance in it has user data that installs a credential configuration', 'cannot read PATH: NAME was not rehearsed, only check judges it: REASON'],
    causes: [
      '`addToInstance`, `addToFunction` or the like was not called, or the outputs are older than the call',
      'others wrote the user data or the containers: foreign programs are not run',
    ],
    fix: ['synthesize again', 'let `check` judge what others wrote: it reads it and runs nothing'],
  },
  {
    id: 'no-identity',
    errors: [
      'cannot read PATH: NAME: the instance has no instance profile, so it has no AWS identity to federate',
      'cannot read PATH: NAME: the role of the instance cannot be told, REASON',
      'NAME: the stack is bound to no account, and the Google side does not tell one',
      'NAME: AWS generates the name of the role, and the Google side does not admit exactly one',
    ],
    causes: ['the template does not tell which role of which account the workload has: no role, a role by parameter or import, no `roleName`, no account of the stack'],
    fix: ['pass `role: federated.role` to the instance, and `env: { account }` to the stack', 'federate a role with a literal `roleName`'],
  },
  {
    id: 'commands-changed',
    errors: [
      'cannot read PATH: NAME: the commands between the markers are not what this version of cdk-gcp-federation writes',
      'cannot read PATH: NAME: the commands between the markers are of version VALUE, in which this version of cdk-gcp-federation finds no values',
      "cannot read PATH: NAME: user data has the line 'MARKER' but no line 'MARKER': it was cut off",
    ],
    causes: ['the template was synthesized with another version of the package than the command has', 'the commands in the user data were edited: only those of the package itself are run on your machine'],
    fix: ['synthesize again with the version that npx starts, as `cdk-gcp-federation --version` shows it'],
  },
  {
    id: 'no-provider',
    errors: ['the Google side has no workload identity pool provider for NAME: synthesize GcpFederationStack, or pass the folder that holds it'],
    causes: ['`--gcp` names a part of the configuration without the provider', 'the Google side is that of an AWS role, and the pods bring tokens of their cluster, or the other way round'],
    fix: ['pass the folder or the plan in which the provider stands'],
  },
  {
    id: 'form',
    errors: ['the namespace form cannot run here, REASON; or pass --form loopback', "form 'VALUE' is unknown"],
    causes: ['`--form namespace` needs Linux with user namespaces, which containers and some distributions deny'],
    fix: ['do what `REASON` says', 'leave `--form` out: the command then takes `loopback` where it has to, and says so'],
  },
  {
    id: 'temporary-folder',
    errors: ["temporary folder 'PATH' has a character that shells read"],
    causes: ['the user data of a rehearsal is run with paths moved there, and a space or another special character would end them'],
    fix: ['set `TMPDIR`, as in `TMPDIR=/tmp npx cdk-gcp-federation rehearse`'],
  },
];
