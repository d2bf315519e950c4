import { Record, Time } from './record';
import { table } from './table';
import { ACCESS_MODES } from '../clients/federation';

/** How long clients took, side by side. */
export function timeTable({ times, runs }: Record): string {
  const clients = [...new Set(times.map(({ client }) => client))];
  const rows = clients.flatMap(client => ACCESS_MODES.map(access => {
    const of = (setUp: string) => times.find(time => time.client === client && time.access === access && time.setUp === setUp);
    const [ours, other] = [of('construct'), of('by hand')];
    const cell = (time: Time | undefined, value: 'token' | 'answer' | 'again' | 'requests') => time === undefined ? 'fails' : String(time[value]);
    return [
      client, access === 'direct' ? 'directly' : 'by impersonation',
      ...(['token', 'answer', 'again', 'requests'] as const).flatMap(value => [cell(ours, value), cell(other, value)]),
    ];
  }));
  return `Milliseconds from the start of a fresh process to its first token from Google and to its first answer, then from a second question, or a second command, to its answer; and the requests that it sent until the first answer: medians of ${runs} runs, both set-ups in turn on one machine, with the stand-ins on that machine too. Real networks add their own time to each request. By hand, the time of the command-line tools includes the login that they need.

${table(['client', 'access', 'token', 'by hand', 'answer', 'by hand', 'again', 'by hand', 'requests', 'by hand'], rows)}

Without a project in the environment the clients for Node.js and Python look for one, with \`gcloud\` where it is installed and with Google's Resource Manager, before they ask for anything else. The user data of this library exports \`GOOGLE_CLOUD_PROJECT\`.`;
}
