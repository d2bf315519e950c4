import { CheckReport, FederationAssertions } from '../../../lib/proof/assertions';
import { caller, checkReport, Change, finding, stepsUntil } from '../report-generator';

function assertions(change?: Change, more?: Partial<CheckReport>): FederationAssertions {
  return FederationAssertions.fromReport(checkReport(5, change, more));
}

function messageOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the assertion holds');
}

const refused: Change = (_, index) => index === 3 ? { verdict: 'rejected', actsAs: undefined, roles: [], steps: stepsUntil('attribute condition') } : {};

describe('fits', () => {
  test('holds where the report says so', () => {
    expect(() => assertions().matches()).not.toThrow();
  });

  test('says who is not admitted, at which step, and what is found', () => {
    const message = messageOf(() => assertions(refused, { findings: [finding(), finding({ severity: 'note', title: 'By the way' })] }).matches());
    expect(message).toBe(`expected the two sides to match, but they do not.
Workloads that are not admitted:
  Shop/Reports/Server3 is rejected
    role: arn:aws:sts::111122223333:assumed-role/shop-role-3
    audience: passed, equal on both sides
    account: passed, equal on both sides
    attribute mapping: passed, equal on both sides
    google.subject: passed, equal on both sides
    attribute condition: rejected, wanted 'shop-reader-3', found 'shop-role-3'
Findings:
  error condition-rejects-workload: The attribute condition rejects Shop/Orders/Server3
    ${finding().detail}
    at aws: Shop/Orders/Server3 (OrdersServer3F00BA), lib/shop-stack.ts:42:5
    at gcp: google_iam_workload_identity_pool_provider.gcp_provider_1
    at run time: 400 unauthorized_client: The given credential is rejected by the attribute condition.
    fix: write roleName: 'shop-role-3' into the federation object, and deploy the Google side`);
  });

  test('says which impostor gets in', () => {
    const report = { ...checkReport(1), matches: false, callers: [caller()] };
    expect(messageOf(() => FederationAssertions.fromReport(report).matches())).toContain(`Other callers that are not rejected:
  arn:aws:sts::111122223333:assumed-role/shop-x/xx (roles whose name starts with 'shop-') is admitted at `);
  });

  test('counts what is too much to list', () => {
    const message = messageOf(() => FederationAssertions.fromReport(checkReport(500, () => ({ verdict: 'depends' }))).matches());
    expect(message).toContain('  and 490 more');
    expect(message.split('\n').length).toBeLessThan(60);
  });
});

describe('admits', () => {
  test.each([
    ['construct path', 'Shop/Orders/Server0'],
    ['logical id', 'OrdersServer0F00BA'],
    ['role ARN', 'arn:aws:sts::111122223333:assumed-role/shop-role-0'],
    ['role name', 'shop-role-0'],
  ])('finds a workload by its %s', (_, name) => {
    const { admits } = bound(assertions());
    expect(() => admits(name, { as: 'orders-reader@my-gcp-project.iam.gserviceaccount.com', role: 'roles/storage.objectViewer', on: 'bucket orders-data' })).not.toThrow();
  });

  test('finds every workload of a role', () => {
    const same: Change = (_, index) => ({ roleArn: 'arn:aws:sts::111122223333:assumed-role/shared', ...refused(_, index) });
    expect(() => assertions(() => ({ roleArn: 'arn:aws:sts::111122223333:assumed-role/shared' })).admits('shared')).not.toThrow();
    expect(messageOf(() => assertions(same).admits('shared'))).toContain('Shop/Reports/Server3 is rejected');
  });

  test('direct access is as itself', () => {
    expect(() => assertions().admits('Shop/Stock/Server4', { as: 'direct' })).not.toThrow();
    expect(messageOf(() => assertions().admits('Shop/Orders/Server0', { as: 'direct' })))
      .toMatch(/^expected workload 'Shop\/Orders\/Server0' to be admitted as itself, but it acts as orders-reader@/);
  });

  test('fails with the nearest names where there is no such workload', () => {
    expect(messageOf(() => assertions().admits('Shop/Order/Server'))).toBe(`expected a workload 'Shop/Order/Server', but none has that construct path, logical id, role ARN or role name.
Nearest:
  Shop/Orders/Server0
  Shop/Reports/Server3
  Shop/Search/Server2`);
  });

  test('fails with all names where none is near', () => {
    expect(messageOf(() => assertions().admits('qqq'))).toContain('There are:\n  Shop/Orders/Server0\n');
  });

  test('fails where there are no workloads at all', () => {
    expect(messageOf(() => FederationAssertions.fromReport(checkReport(0)).admits('Shop/X'))).toBe("expected a workload 'Shop/X', but no workload carries a credential configuration.");
  });

  test('fails where it is rejected, with the step, and the findings about it', () => {
    const { element } = checkReport(5).workloads[3];
    const message = messageOf(() => assertions(refused, { findings: [finding({ elements: [element] }), finding({ id: 'other' })] }).admits('shop-role-3'));
    expect(message).toMatch(/^expected workload 'shop-role-3' to be admitted, but it is rejected\.\nShop\/Reports\/Server3 is rejected\n/);
    expect(message).toContain('Findings about it:\n  error condition-rejects-workload');
    expect(message).not.toContain('other');
  });

  test('fails where it depends', () => {
    expect(messageOf(() => assertions(() => ({ verdict: 'depends', steps: stepsUntil('lifetime', 'depends') })).admits('shop-role-0'))).toContain('but it depends.');
  });

  test('fails where it acts as somebody else', () => {
    expect(messageOf(() => assertions().admits('shop-role-0', { as: 'admin@x.iam.gserviceaccount.com' })))
      .toMatch(/to be admitted as admin@x\.iam\.gserviceaccount\.com, but it acts as orders-reader@my-gcp-project\.iam\.gserviceaccount\.com\./);
  });

  test.each([
    ['role', { role: 'roles/storage.objectAdmin' }, ', holding roles/storage.objectAdmin, but'],
    ['resource', { role: 'roles/storage.objectViewer', on: 'bucket other' }, ', holding roles/storage.objectViewer on bucket other, but'],
  ])('fails where it holds another %s, with what it holds', (_, expected, words) => {
    const message = messageOf(() => assertions().admits('shop-role-0', expected));
    expect(message).toContain(words);
    expect(message).toContain('  holds roles/storage.objectViewer on bucket orders-data');
    expect(message).toContain('Nearest roles that it holds:\n  roles/storage.objectViewer');
  });
});

describe('rejects', () => {
  test('holds for a workload that is rejected', () => {
    expect(() => assertions(refused).rejects('Shop/Reports/Server3')).not.toThrow();
  });

  test('fails for one that is admitted', () => {
    expect(messageOf(() => assertions().rejects('shop-role-0'))).toMatch(/^expected workload 'shop-role-0' to be rejected, but it is admitted\.\nShop\/Orders\/Server0 is admitted as/);
  });

  test('fails for a name that is neither', () => {
    expect(messageOf(() => assertions().rejects('shop-role-9'))).toMatch(/^expected a workload 'shop-role-9'/);
  });

  test('of a report alone, knows what is proven, and the callers that are shown', () => {
    const arn = 'arn:aws:sts::111122223333:assumed-role/elsewhere/i-0';
    expect(() => bound(assertions()).rejects(arn)).not.toThrow();
    const { identities: [first] } = checkReport(1);
    const open = bound(assertions(undefined, { identities: [{ ...first, verdict: 'not proven' }], callers: [caller()] }));
    expect(messageOf(() => open.rejects(arn))).toContain('it was not tried');
    expect(messageOf(() => open.rejects(caller().arn))).toContain('but it is admitted');
  });
});

describe('findings', () => {
  const found = [finding(), finding({ id: 'time-condition', severity: 'warning' })];

  test('are given, all or some', () => {
    expect(assertions(undefined, { findings: found }).findings()).toEqual(found);
    expect(assertions(undefined, { findings: found }).findings({ severity: 'warning' })).toEqual([found[1]]);
    expect(assertions(undefined, { findings: found }).findings({ id: 'time-condition', severity: 'error' })).toEqual([]);
  });

  test('hasNoFindings holds where there are none of the kind', () => {
    expect(() => assertions().hasNoFindings()).not.toThrow();
    expect(() => assertions(undefined, { findings: [found[1]] }).hasNoFindings({ severity: 'error' })).not.toThrow();
  });

  test('hasNoFindings lists those that there are', () => {
    expect(messageOf(() => assertions(undefined, { findings: found }).hasNoFindings()))
      .toMatch(/^expected no findings, but there are 2\.\nFindings:\n {2}error condition-rejects-workload: .*\n {2}warning time-condition: /s);
    expect(messageOf(() => assertions(undefined, { findings: found }).hasNoFindings({ severity: 'error' }))).toMatch(/^expected no findings of severity 'error', but there is 1\./);
  });

  test('hasFinding fails with the nearest id', () => {
    expect(() => assertions(undefined, { findings: found }).hasFinding('time-condition')).not.toThrow();
    expect(messageOf(() => assertions(undefined, { findings: found }).hasFinding('time-conditions')))
      .toMatch(/^expected a finding with id 'time-conditions', but there is none\.\nNearest ids:\n {2}time-condition\n/);
  });
});

test('toJSON gives the report', () => {
  expect(assertions().toJSON()).toEqual(checkReport(5));
});

function bound(of: FederationAssertions): Pick<FederationAssertions, 'admits' | 'rejects'> {
  return { admits: of.admits.bind(of), rejects: of.rejects.bind(of) };
}
