import { SCRIPT, Visit } from './visit';
import { displayCommand } from '../run-program';

/**
 * Runs the doctor in a container of a Kubernetes pod by `kubectl exec`, by the standard input of its shell.
 *
 * @param pod `NAMESPACE/NAME`
 * @see https://kubernetes.io/docs/tasks/debug/debug-application/get-shell-running-container/
 */
export function visitPod(pod: string, container: string | undefined, script: string, args: readonly string[]): Visit {
  const [namespace, name] = pod.split('/');
  const words = [
    'exec',
    '-i',
    '-n',
    namespace,
    name,
    ...(container === undefined ? [] : ['-c', container]),
    '--',
    'sh',
    '-s',
    '--',
    ...args,
  ];
  return {
    needs: [
      'pods/exec in the namespace for you',
      'a shell and curl or GNU Wget in the image. Without them: kubectl debug with an image that has them and --profile=general, or run the script in a pod of the same service account',
    ],
    commands: [`${displayCommand({ program: 'kubectl', args: words })} < ${SCRIPT}`],
    run: async program => {
      const { code, output, errors, failure } = await program({ program: 'kubectl', args: words, input: script });
      if (output === '') {
        throw new Error(`kubectl exec did not run the script: ${failure ?? (errors.trim() || `exit code ${code}`)}`);
      }
      return { report: output, code: code ?? undefined, cut: false };
    },
  };
}
