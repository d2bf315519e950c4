import { CREDENTIAL_CONFIG_VARIABLES } from '../federation/installation/installation';
import { TokenIdentity, isDetermined } from '../proof';
import { admittedSubjects, targetOf } from './attempts/target';
import { tokenTries } from './attempts/tokens';
import { Backstage, noteLifetime, notStarted, observe, questionOf, tryOthers } from './attempts/try-out';
import { firstCall } from './client/first-call';
import { WorkloadReport } from './report';
import { TokenPodWorkload } from './workloads';
import { isObject, JsonObject } from '../proof/inputs/read-json';

const [GOOGLE_VARIABLE] = CREDENTIAL_CONFIG_VARIABLES;

/** Runs a client as a container of a pod does, with a token that a stand-in for its cluster signs, and no AWS role in reach. */
export async function rehearsePod(
  pod: TokenPodWorkload, { keeper, client: program, withForm, note: tell }: Backstage,
): Promise<WorkloadReport | undefined> {
  const { name, kind, audience, subject, variables, files } = pod;
  const note = (text: string) => tell(`${name}: ${text}`);
  return withForm(async (form, clouds) => {
    if (form.startWithFiles === undefined) {
      note('it was not rehearsed: pods do not run in this form');
      return undefined;
    }
    const found = clouds.policy.audience(audience);
    const trusted = 'provider' in found && 'issuer' in found.provider && isDetermined(found.provider.issuer) ? found.provider.issuer : undefined;
    const issuer = pod.issuer ?? trusted;
    if (issuer === undefined) return notStarted(pod, `the manifest does not tell the issuer of its cluster, and the Google side names none for ${audience}`);
    if (pod.issuer === undefined) note(`the manifest does not tell the issuer of its cluster; ${issuer}, which the Google side trusts, was taken`);

    const cluster = clouds.cluster(issuer);
    const tokens = Object.entries(pod.tokens).map(([path, request]) => [path, cluster.token(request)]);
    let booted;
    let target;
    try {
      await form.start(clouds.services, { instanceMetadata: false, client: program });
      booted = await form.startWithFiles({ variables, files: { ...files, ...Object.fromEntries(tokens) as Record<string, string> } });
      await keeper.installed(name, form);
      target = targetOf(booted.credentialConfig, clouds.policy);
    } catch (error) {
      return notStarted(pod, (error as Error).message);
    }
    noteLifetime(target, note);
    const { credentialConfig } = booted;
    const { credential_source: source } = JSON.parse(credentialConfig) as JsonObject;
    const file = isObject(source) ? String(source.file) : '';
    const identity: TokenIdentity = { issuer, audience: pod.tokens[file]?.audience ?? '', subject };
    const { url, judge } = questionOf(target, identity, form, clouds, note);
    const call = booted.command(program.command('once', url));
    const { answer, evidence } = await observe(clouds, identity, async () => firstCall(call, form.folder));
    keeper.write(name, 'client.log', answer.written);

    const { environment } = answer;
    const stage = { clouds, form, url, credentialConfig, audience };
    const taken = admittedSubjects(clouds.policy, audience);
    const others = environment?.[GOOGLE_VARIABLE] === undefined || identity.audience === '' ? []
      : await tryOthers(booted, program, stage, client => tokenTries({ ...stage, client, environment }, identity, taken), judge);
    return { workload: name, kind, subject, audience, attempts: [judge.workload(name, evidence), ...others], libraryVersion: answer.libraryVersion };
  });
}
