import * as fc from 'fast-check';
import { valid } from './arbitraries';
import { messageOf } from './messages';
import {
  projectOfServiceAccount, serviceAccountEmail, serviceAccountResourceName, validateServiceAccountEmail, validateServiceAccountId,
} from '../../lib/federation/service-account';

describe('id', () => {
  test('takes what Google allows', () => {
    fc.assert(fc.property(valid.serviceAccountId, id => expect(validateServiceAccountId(id)).toBe(id)));
  });

  test.each([6, 30])('takes %d characters', length => {
    expect(validateServiceAccountId('s'.repeat(length))).toHaveLength(length);
  });

  test.each(['s'.repeat(5), 's'.repeat(31), 'Reader', '1reader', '-reader', 'reader-', 'read_er', 'read.er'])('fails when it is %j', id => {
    expect(messageOf(() => validateServiceAccountId(id))).toBe(
      `serviceAccountId '${id}' is not a service account id: pass 6 to 30 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen`);
  });

  test('fails when it is an email, and names the property for that', () => {
    const message = messageOf(() => validateServiceAccountId('reader@my-gcp-project.iam.gserviceaccount.com'));
    expect(message).toContain("serviceAccountId 'reader@my-gcp-project.iam.gserviceaccount.com' is an email");
    expect(message).toContain('serviceAccountEmail');
  });
});

describe('email', () => {
  test('takes what Google allows', () => {
    fc.assert(fc.property(valid.serviceAccountEmail, email => expect(validateServiceAccountEmail(email)).toBe(email)));
  });

  test.each([
    'gcs-reader', 'reader@example.com', 'gcs-reader@my-gcp-project.iam.gserviceaccount.com.', 'gcs-reader@my-gcp-project.iam.gserviceaccountXcom',
    'Gcs-Reader@my-gcp-project.iam.gserviceaccount.com', 'short@my-gcp-project.iam.gserviceaccount.com', 'gcs-reader@proj.iam.gserviceaccount.com',
    'serviceAccount:gcs-reader@my-gcp-project.iam.gserviceaccount.com', 'a/../b@my-gcp-project.iam.gserviceaccount.com',
  ])('fails when it is %j', email => {
    expect(messageOf(() => validateServiceAccountEmail(email))).toBe(
      `serviceAccountEmail '${email}' is not the email of a user-managed service account: pass NAME@PROJECT_ID.iam.gserviceaccount.com`);
  });

  test.each(['123-compute@developer.gserviceaccount.com', 'my-gcp-project@appspot.gserviceaccount.com', '123@cloudservices.gserviceaccount.com'])(
    'fails when it is a default account: %s', email => {
      expect(messageOf(() => validateServiceAccountEmail(email))).toContain(`serviceAccountEmail '${email}' is a default account`);
    },
  );
});

test('email and resource name name the project of the account', () => {
  fc.assert(fc.property(valid.serviceAccountId, valid.gcpProjectId, (id, project) => {
    const email = serviceAccountEmail(id, project);
    expect(email).toBe(`${id}@${project}.iam.gserviceaccount.com`);
    expect(projectOfServiceAccount(email)).toBe(project);
    expect(serviceAccountResourceName(email)).toBe(`projects/${project}/serviceAccounts/${email}`);
  }));
});
