import { finding } from './catalogue';
import { groupBy } from '../../group-by';
import { GooglePolicy } from '../../policy';
import { CallerVerdict, Finding } from '../check-report';
import { googleElement } from '../elements';

const NAMED_AT_MOST = 5;

/** Returns one finding for each provider at which callers may be admitted, depending on what is not known. */
export function possibleCallers(callers: readonly CallerVerdict[], { configuration }: GooglePolicy): Finding[] {
  const open = groupBy(callers.filter(({ verdict }) => verdict === 'depends'), ({ provider, providerFile }) => JSON.stringify([provider, providerFile]));
  return [...open.values()].map(group => {
    const [{ provider, providerFile }] = group;
    const element = [...configuration.awsProviders, ...configuration.otherProviders ?? []]
      .find(({ address, file }) => address === provider && file === providerFile);
    const named = group.slice(0, NAMED_AT_MOST).map(({ who, arn }) => `${who} (${arn})`).join('; ');
    const more = group.length > NAMED_AT_MOST ? `; and ${group.length - NAMED_AT_MOST} more` : '';
    const reaches = [...new Set(group.flatMap(one => one.reaches))].slice(0, NAMED_AT_MOST).join(', ');
    return finding('possible-caller', `${named}${more}${reaches === '' ? '' : ` - may use ${reaches}`}`, element === undefined ? [] : [googleElement(element)]);
  });
}
