import * as cel from '@bufbuild/cel';
import { manyRoles } from './many-roles';
import { check } from '../../../lib/proof';

jest.mock('@bufbuild/cel', () => {
  const actual: typeof cel = jest.requireActual('@bufbuild/cel');
  return { ...actual, parse: jest.fn(actual.parse) };
});

test.each([
  { perPool: 1, shapes: 1 },
  // Three pools of 30 roles, and one of 10.
  { perPool: 30, shapes: 2 },
])('100 roles, $perPool in a pool, fit, and conditions that differ in names only are parsed once', ({ perPool, shapes }) => {
  const parse = jest.mocked(cel.parse).mockClear();
  const { aws, gcp, remove } = manyRoles(100, perPool);
  try {
    const report = check({ aws, gcp });
    expect(report).toMatchObject({ matches: true, findings: [] });
    expect(report.workloads).toHaveLength(100);
    expect(report.identities.map(({ verdict }) => verdict)).toEqual(Array(100).fill('proven'));
  } finally {
    remove();
  }
  const conditions = parse.mock.calls.map(([expression]) => expression).filter(expression => expression.includes('attribute.aws_role'));
  expect(conditions).toHaveLength(shapes);
  expect(conditions.join()).not.toContain('gcs-reader');
});
