import { nextSteps, NextStepsInput, RoleOrigin } from '../../../lib/cli/init/next-steps';

export const nextStepsInput = (folder: string): NextStepsInput => ({ folder, out: '', json: false, gcp: true, assembly: 'cdk.out', role: 'new' });

/** Returns the lines to add, in a stack as a user has it. */
export function stackWithSteps(folder: string, role: RoleOrigin): string {
  const [{ lines }] = nextSteps({ ...nextStepsInput(folder), role });
  const end = lines.indexOf('');
  return [
    "import { Stack } from 'aws-cdk-lib';",
    "import type * as ec2 from 'aws-cdk-lib/aws-ec2';",
    "import type * as iam from 'aws-cdk-lib/aws-iam';",
    ...lines.slice(0, end),
    'export class ReportsStack extends Stack {',
    '  addTo(instance: ec2.Instance, role: iam.IRole): unknown {',
    ...lines.slice(end),
    '    return role;',
    '  }',
    '}',
  ].join('\n');
}
