import { Expressions } from '../../callers/provider-callers';
import { isDetermined } from '../../determined';

/** AWS callers that mapping, condition or members of a provider name. */
export interface NamedCallers {
  /** ARNs of users, and of assumed roles without session. */
  readonly principals: readonly string[];
  /** Ids of roles or users. */
  readonly ids: readonly string[];
  /** Texts of the expressions. */
  readonly literals: readonly string[];
}

const QUOTED = /'([^'\\\n]*)'|"([^"\\\n]*)"/g;
const ROLE_ARN = /^(arn:[a-z-]+:sts::\d{12}:assumed-role\/[\w+=,.@-]{1,64})(?:\/.*)?$/;
const USER_ARN = /^arn:[a-z-]+:iam::\d{12}:user\/.+$/;
const ROLE_IN_TEXT = /assumed-role\/([\w+=,.@-]{1,64})\//;
const ROLE_NAME = /^[\w+=,.@-]{1,64}$/;
const ONE_ID = /^A(?:ROA|IDA)[A-Z0-9]{12,}:?$/;
const ID = /\bA(?:ROA|IDA)[A-Z0-9]{12,}\b/g;

/** Returns the callers that a provider names, one by one. */
export function namedCallers(
  { attributeMapping, attributeCondition }: Expressions, values: readonly string[], account: string, partition: string,
): NamedCallers {
  const expressions = [...attributeMapping.values(), attributeCondition].filter(one => one !== undefined).filter(isDetermined);
  const literals = [...expressions.flatMap(one => [...one.matchAll(QUOTED)].map(([, single, double]) => single ?? double)), ...values];
  const principals = new Set<string>();
  for (const literal of literals.filter(one => !ONE_ID.test(one))) {
    const role = ROLE_ARN.exec(literal)?.[1] ?? roleArn(ROLE_IN_TEXT.exec(literal)?.[1] ?? ROLE_NAME.exec(literal)?.[0], account, partition);
    if (role !== undefined) principals.add(role);
    else if (USER_ARN.test(literal)) principals.add(literal);
  }
  return { literals, principals: [...principals], ids: [...new Set(literals.flatMap(literal => literal.match(ID) ?? []))] };
}

function roleArn(name: string | undefined, account: string, partition: string): string | undefined {
  return name === undefined ? undefined : `arn:${partition}:sts::${account}:assumed-role/${name}`;
}
