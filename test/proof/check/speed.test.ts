import { manyRoles } from './many-roles';
import { check } from '../../../lib/proof';

test('checks 1,000 roles in under 3 s and 300 MB', () => {
  const { aws, gcp, remove } = manyRoles(1000);
  try {
    const [started, before] = [performance.now(), process.memoryUsage.rss()];
    const report = check({ aws, gcp });
    expect(performance.now() - started).toBeLessThan(3000);
    expect((process.memoryUsage.rss() - before) / 1024 / 1024).toBeLessThan(300);
    expect(report).toMatchObject({ fits: true, findings: [] });
    expect(report.workloads).toHaveLength(1000);
    expect(report.adversaries.length).toBeGreaterThan(10_000);
  } finally {
    remove();
  }
});
