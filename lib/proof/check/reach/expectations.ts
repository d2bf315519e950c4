import { GoogleIdentity } from './google-identity';
import { anyOf, equals, Language, NOTHING } from '../../callers/language';
import { ProviderCallers } from '../../callers/provider-callers';
import { segmentText } from '../../callers/texts/text';
import { AWS_TEXTS, sessionsOf } from '../../callers/universe/aws';
import { isDetermined } from '../../determined';
import { InputError } from '../../inputs/input-error';
import { parsePoolMember, PoolMember, Provider } from '../../policy';

/** Caller who is intended although the outputs have no workload for it. */
export interface Expectation {
  /** As it was written. */
  readonly written: string;
  readonly caller:
    | { readonly kind: 'role' | 'user'; readonly arn: string }
    | { readonly kind: 'subject'; readonly subject: string; readonly issuer: string }
    | { readonly kind: 'member'; readonly member: PoolMember };
  /** Email of the service account, or the member, that it is expected to use. @default - every Google identity */
  readonly identity?: string;
  /** @default - none was given */
  readonly reason?: string;
}

const FORMS = "a role or user ARN, system:serviceaccount:NAMESPACE:NAME@ISSUER, or a principal:// or principalSet:// member, each with '=IDENTITY' if it is for one Google identity only";
const IDENTITY = /^(.+)=((?:[^=@]+@[^=@]+\.gserviceaccount\.com)|(?:principal(?:Set)?:\/\/.+))$/s;

/** Parses an expectation. Throws `InputError` if it has none of the forms. */
export function parseExpectation(written: string, reason?: string): Expectation {
  const [, before, identity] = IDENTITY.exec(written) ?? [];
  const caller = parseCaller(before ?? written);
  if (caller === undefined) throw new InputError(`--expect ${written}`, `it is none of the forms that an expectation has: ${FORMS}`);
  return { written, caller, ...identity !== undefined && { identity }, ...reason !== undefined && { reason } };
}

function parseCaller(text: string): Expectation['caller'] | undefined {
  const [, partition, account, name] = /^arn:([a-z-]+):(?:iam|sts)::(\d{12}):(?:role\/(?:.*\/)?|assumed-role\/)([\w+=,.@-]{1,64})$/.exec(text) ?? [];
  if (name !== undefined) return { kind: 'role', arn: `arn:${partition}:sts::${account}:assumed-role/${name}` };
  if (/^arn:[a-z-]+:iam::\d{12}:(?:user\/.+|root)$/.test(text)) return { kind: 'user', arn: text };
  const [, subject, issuer] = /^(system:serviceaccount:[^:@]+:[^:@]+)@(.+)$/.exec(text) ?? [];
  if (issuer !== undefined) return { kind: 'subject', subject, issuer: issuer.includes('://') ? issuer : `https://${issuer}` };
  const member = parsePoolMember(text);
  return member && { kind: 'member', member };
}

/**
 * Parses a file of expectations: one a line, followed by white space and the reason. Lines that begin with # are comments.
 *
 * Throws `InputError` if a line has no reason.
 */
export function parseExpectations(text: string, file: string): Expectation[] {
  return text.split('\n').flatMap((line, index) => {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) return [];
    const [, written, reason] = /^(\S+)\s+#?\s*(\S.*)$/.exec(trimmed) ?? [];
    if (reason === undefined) throw new InputError(file, `line ${index + 1} gives no reason: write it after the caller, such as '${trimmed} nightly export of the data team'`);
    return [parseExpectation(written, reason)];
  });
}

/** Expectations, with those that something used. */
export class Expectations {
  private readonly used = new Set<Expectation>();

  constructor(private readonly all: readonly Expectation[] = []) {}

  isEmpty(): boolean {
    return this.all.length === 0;
  }

  /** Returns the callers of a provider who are expected to use a Google identity. */
  callersOf(provider: Provider, identity: GoogleIdentity, callers: ProviderCallers): Language {
    const names = [identity.name, ...identity.grants.map(({ placed }) => String(placed.grant.member))];
    const languages = this.all.map(expectation => {
      if (expectation.identity !== undefined && !names.includes(expectation.identity)) return NOTHING;
      const language = languageOf(expectation, provider, identity, callers);
      if (language.kind !== 'nothing') this.used.add(expectation);
      return language;
    });
    return anyOf(...languages);
  }

  /** Returns the expectations that concern no caller of any provider. */
  unused(): Expectation[] {
    return this.all.filter(expectation => !this.used.has(expectation));
  }
}

function languageOf({ caller }: Expectation, provider: Provider, identity: GoogleIdentity, callers: ProviderCallers): Language {
  switch (caller.kind) {
    case 'role': case 'user': {
      if (provider.kind !== 'aws' || (isDetermined(provider.accountId) && !caller.arn.includes(`:${provider.accountId}:`))) return NOTHING;
      return caller.kind === 'role' ? sessionsOf([caller.arn]) : equals(AWS_TEXTS.principal, caller.arn);
    }
    case 'subject': {
      const matches = provider.kind !== 'aws' && isDetermined(provider.issuer) && withoutSlash(provider.issuer) === withoutSlash(caller.issuer);
      return matches ? equals(segmentText('["sub"]'), caller.subject) : NOTHING;
    }
    case 'member': {
      const { member } = caller;
      return identity.grants.some(grant => grant.member.pool === member.pool) ? callers.named(member) : NOTHING;
    }
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, '');
}
