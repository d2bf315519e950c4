import { GcpSubject } from '../../lib/federation';
import { attributeMapping } from '../../lib/federation/attribute-mapping';

test("is Google's default mapping, character for character", () => {
  expect(attributeMapping(GcpSubject.arn()._bind())).toEqual({
    'google.subject': 'assertion.arn',
    'attribute.aws_role':
      "assertion.arn.contains('assumed-role') ? assertion.arn.extract('{account_arn}assumed-role/') + 'assumed-role/' + assertion.arn.extract('assumed-role/{role_name}/') : assertion.arn",
  });
});

test('only the subject changes with the subject', () => {
  const byArn = attributeMapping(GcpSubject.arn()._bind());
  expect(attributeMapping(GcpSubject.userId()._bind())).toEqual({ ...byArn, 'google.subject': 'assertion.userid' });
});
