import { missingProjectVariables } from '../../../lib/federation/installation/project-variables';

test.each<[string, [string, unknown][], [string, string][]]>([
  ['has neither variable', [], [['GOOGLE_CLOUD_PROJECT', 'work'], ['CLOUDSDK_CORE_PROJECT', 'work']]],
  ['chose a project for client libraries', [['GOOGLE_CLOUD_PROJECT', 'own']], [['CLOUDSDK_CORE_PROJECT', 'own']]],
  ['chose a project for gcloud', [['CLOUDSDK_CORE_PROJECT', 'own']], [['GOOGLE_CLOUD_PROJECT', 'own']]],
  ['chose both', [['CLOUDSDK_CORE_PROJECT', 'own'], ['GOOGLE_CLOUD_PROJECT', 'other']], []],
  ['chose one that is a secret', [['GOOGLE_CLOUD_PROJECT', undefined]], []],
  ['chose one that only deployment knows', [['GOOGLE_CLOUD_PROJECT', { Ref: 'Project' }]], []],
])('a workload that %s', (_, present, missing) => {
  expect(missingProjectVariables(new Map(present), 'work')).toEqual(missing);
});
