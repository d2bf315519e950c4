import { doctorCommand } from '../../lib/cli/doctor-command';
import { ProgramCall, ProgramResult } from '../../lib/live/run-program';

const done = (output: unknown): ProgramResult => ({
  code: 0,
  output: typeof output === 'string' ? output : JSON.stringify(output),
  errors: '',
});

/** Runs the command with programs that answer as told. */
async function doctor(
  args: readonly string[],
  answer: (call: ProgramCall) => ProgramResult = () => {
    throw new Error('nothing may run');
  },
) {
  const written = { output: '', errors: '' };
  const calls: ProgramCall[] = [];
  const code = await doctorCommand(
    args,
    {
      write: text => {
        written.output += text;
      },
      writeError: text => {
        written.errors += text;
      },
      colour: false,
    },
    async call => {
      calls.push(call);
      return answer(call);
    },
  );
  return { code, calls, ...written };
}

test('prints a script without outputs', async () => {
  const { code, output, calls } = await doctor([]);
  expect(code).toBe(0);
  expect(output.startsWith('#!/bin/sh\n')).toBe(true);
  expect(calls).toEqual([]);
});

test.each([
  [
    ['--instance', 'i-0123456789abcdef0', '--service', 'web'],
    ['aws ssm send-command', 'i-0123456789abcdef0', 'runs as root'],
  ],
  [
    ['--pod', 'prod/web-1'],
    ['kubectl exec -i -n prod web-1 -- sh -s', 'curl or GNU Wget'],
  ],
  [
    ['--task', 'abc', '--cluster', 'main', '--container', 'web'],
    ['aws ecs execute-command --cluster main --task abc --container web', 'enableExecuteCommand'],
  ],
])('shows what %j would run, and runs nothing without --yes', async (args, shown) => {
  const { code, output, calls } = await doctor(args);
  expect(code).toBe(2);
  for (const text of shown) expect(output).toContain(text);
  expect(calls).toEqual([]);
});

test.each([
  [['--instance', 'web'], 'no id of an instance'],
  [['--pod', 'web'], 'pass NAMESPACE/NAME'],
  [['--task', 'abc'], 'needs --cluster and --container'],
  [['--instance', 'i-0123456789abcdef0', '--pod', 'a/b'], '--instance and --pod name several workloads'],
  [['--service', 'web'], 'option of the script'],
  [['here'], 'not expected'],
])('refuses %j', async (args, message) => {
  await expect(doctor(args)).rejects.toThrow(message);
});

test('runs on an instance and passes its report and exit code on', async () => {
  let polls = 0;
  const { code, output, calls } = await doctor(['--instance', 'i-0123456789abcdef0', '--yes'], ({ args }) => {
    if (args[1] === 'send-command') return done({ Command: { CommandId: 'c-1' } });
    if (polls++ === 0) return { code: 254, output: '', errors: 'An error occurred (InvocationDoesNotExist)' };
    return done({ Status: 'Failed', ResponseCode: 1, StandardOutputContent: 'FAIL  variables\n' });
  });
  expect({ code, output }).toEqual({ code: 1, output: 'FAIL  variables\n' });
  expect(calls.map(({ args }) => args[1])).toEqual([
    'send-command',
    'get-command-invocation',
    'get-command-invocation',
  ]);
  // The script is in a file of the AWS CLI, not in an argument.
  expect(calls[0].args.join(' ')).toMatch(/--parameters file:\/\//);
});

test('says that a report was cut off', async () => {
  const { code, errors } = await doctor(['--instance', 'i-0123456789abcdef0', '--yes'], ({ args }) =>
    args[1] === 'send-command'
      ? done({ Command: { CommandId: 'c-1' } })
      : done({ Status: 'Success', ResponseCode: 0, StandardOutputContent: 'x'.repeat(24_000) }),
  );
  expect(code).toBe(1);
  expect(errors).toContain('cut off');
});

test('fails with the reason of the AWS CLI', async () => {
  await expect(
    doctor(['--instance', 'i-0123456789abcdef0', '--yes'], () => ({
      code: 254,
      output: '',
      errors: 'InvalidInstanceId: not in a valid state',
    })),
  ).rejects.toThrow('not in a valid state');
});

test('runs in a pod by the standard input of its shell', async () => {
  const { code, calls } = await doctor(['--pod', 'prod/web-1', '--container', 'app', '--yes'], () =>
    done('Google admits programs with the variables of this shell.\n'),
  );
  expect(code).toBe(0);
  expect(calls[0].args).toEqual(['exec', '-i', '-n', 'prod', 'web-1', '-c', 'app', '--', 'sh', '-s', '--']);
  expect(calls[0].input).toContain('#!/bin/sh');
});

test('fails if the image of a pod has no shell', async () => {
  await expect(
    doctor(['--pod', 'prod/web-1', '--yes'], () => ({
      code: 126,
      output: '',
      errors: 'exec: "sh": executable file not found in $PATH',
    })),
  ).rejects.toThrow('executable file not found');
});

test('does not start a session in a task without ECS Exec', async () => {
  await expect(
    doctor(['--task', 'abc', '--cluster', 'main', '--container', 'web', '--yes'], () =>
      done({ tasks: [{ enableExecuteCommand: false }] }),
    ),
  ).rejects.toThrow('started without ECS Exec');
});

test('reads a function, and prints neither other variables nor the message of its log', async () => {
  const secret = 'hunter2hunter2';
  const { code, output } = await doctor(['--function', 'export'], ({ args }) =>
    done(
      args[0] === 'lambda'
        ? {
          FunctionName: 'export',
          Role: 'arn:aws:iam::111122223333:role/export',
          Environment: { Variables: { PASSWORD: secret, GOOGLE_APPLICATION_CREDENTIALS: `{"key": "${secret}"}` } },
        }
        : {
          events: [
            {
              message: `Error: The given credential is rejected by the attribute condition. x-amz-security-token:${secret}`,
            },
          ],
        },
    ),
  );
  expect(code).toBe(1);
  expect(output).toContain('rejected by the attribute condition');
  expect(output).toContain('GOOGLE_APPLICATION_CREDENTIALS=(JSON, not a path)');
  expect(output).not.toContain(secret);
  expect(output).not.toContain('PASSWORD');
});
