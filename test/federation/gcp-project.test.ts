import * as fc from 'fast-check';
import { valid } from './arbitraries';
import { messageOf } from './messages';
import { validateProjectId, validateProjectNumber } from '../../lib/federation/gcp-project';

describe('project id', () => {
  test('takes what Google allows', () => {
    fc.assert(fc.property(valid.gcpProjectId, id => expect(validateProjectId('gcpProjectId', id)).toBe(id)));
  });

  test.each([6, 30])('takes %d characters', length => {
    expect(validateProjectId('gcpProjectId', 'p'.repeat(length))).toHaveLength(length);
  });

  test.each(['p'.repeat(5), 'p'.repeat(31), 'My-project', '1-project', 'my-project-', 'my_project', 'my.project', 'my project'])('fails when it is %j', id => {
    expect(messageOf(() => validateProjectId('gcpProjectId', id))).toBe(
      `gcpProjectId '${id}' is not a Google Cloud project id: pass 6 to 30 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen`);
  });

  test('fails when it is the number, and says where that goes', () => {
    expect(messageOf(() => validateProjectId('gcpProjectId', '123456789012'))).toBe(
      "gcpProjectId '123456789012' is a project number: pass the project id here, and the number as gcpProjectNumber");
  });
});

describe('project number', () => {
  test('takes digits', () => {
    fc.assert(fc.property(valid.gcpProjectNumber, number => expect(validateProjectNumber(number, 'my-gcp-project')).toBe(number)));
  });

  test.each(['my-gcp-project', '12345678901a', '0123', '0', '-1', '1e5', '12 34', '1'.repeat(20)])('fails when it is %j', number => {
    const message = messageOf(() => validateProjectNumber(number, 'my-gcp-project'));
    expect(message).toContain(`gcpProjectNumber '${number}' is not a project number`);
    expect(message).toContain("pass the digits that \"gcloud projects describe my-gcp-project --format='value(projectNumber)'\" prints");
  });
});
