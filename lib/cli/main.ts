#!/usr/bin/env node
import { EXIT_CODE } from './exit-code';
import { runCommandLine } from './run-command-line';
import { processOutput } from '../reports/output';

// Ends by way of the exit handlers, which remove the scratch folders.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(EXIT_CODE.interrupted));

// A reader such as head has seen enough: the exit code still tells the verdict.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

void runCommandLine(process.argv.slice(2), processOutput()).then(code => {
  process.exitCode = code;
});
