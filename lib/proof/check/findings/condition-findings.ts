import { finding, FindingId } from './catalogue';
import { LIMITS } from '../../../federation/limits';
import { isDetermined } from '../../determined';
import { Impostor } from '../../impostors';
import { AwsProvider } from '../../policy';
import { CallerVerdict, Finding } from '../check-report';
import { googleElement } from '../elements';

const EXPRESSION_CHARACTERS_AT_MOST = 2048;

/** Findings on what a condition lets pass, whatever the members behind it make of that. */
export function conditionFindings(provider: AwsProvider, impostors: readonly Impostor[], verdicts: readonly CallerVerdict[]): Finding[] {
  const { attributeCondition: condition } = provider;
  const elements = [googleElement(provider)];
  if (condition !== undefined && !isDetermined(condition)) return [];
  if (condition === undefined) return provider.disabled === true ? [] : [finding('condition-missing', `${provider.address} has no attribute_condition`, elements)];
  // What the mapping makes of a caller may not be known: the condition has not been asked then.
  const passed = verdicts.filter(({ verdict, rejectedBy, reaches }) => rejectedBy === 'member' || (rejectedBy === undefined && (verdict === 'admitted' || reaches.length > 0)));
  const asked = verdicts.filter(({ rejectedBy }) => rejectedBy !== 'account');
  if (passed.length === 0 || impostors.length === 0) return [];
  const reached = passed.some(({ verdict }) => verdict === 'admitted');
  const id = kindOf(condition, passed.length === asked.length);
  const detail = `${condition} - lets pass ${passed.slice(0, 3).map(({ who }) => who).join('; ')}`;
  return [finding(id, detail, elements, reached || id === 'condition-always-true' ? { severity: 'error' } : { severity: 'warning' })];
}

function kindOf(condition: string, everyone: boolean): FindingId {
  if (everyone) return 'condition-always-true';
  if (/\.contains\(|\.matches\(/.test(condition)) return 'condition-contains';
  return /\.startsWith\(/.test(condition) ? 'condition-starts-with' : 'condition-too-wide';
}

/** Findings on what Google refuses when the provider is made. */
export function expressionFindings(provider: Pick<AwsProvider, 'address' | 'file' | 'attributeMapping' | 'attributeCondition'>): Finding[] {
  const elements = [googleElement(provider)];
  const { attributeMapping: mapping, attributeCondition: condition } = provider;
  const long = [...mapping].filter(([, expression]) => isDetermined(expression) && expression.length > EXPRESSION_CHARACTERS_AT_MOST);
  return [
    ...mapping.has('google.subject') ? [] : [finding('mapping-without-subject', `it maps ${[...mapping.keys()].join(', ') || 'nothing'}`, elements)],
    ...long.map(([target, expression]) => finding('mapping-too-long', `${target} has ${String(expression).length} characters`, elements)),
    ...condition !== undefined && isDetermined(condition) && condition.length > LIMITS.attributeConditionCharacters
      ? [finding('condition-too-long', `it has ${condition.length} characters`, elements)] : [],
  ];
}
