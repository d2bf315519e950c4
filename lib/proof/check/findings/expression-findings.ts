import { finding } from './catalogue';
import { LIMITS } from '../../../federation/limits';
import { isDetermined } from '../../determined';
import { AwsProvider } from '../../policy';
import { Finding } from '../check-report';
import { googleElement } from '../elements';

const EXPRESSION_CHARACTERS_AT_MOST = 2048;

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
