import { manyRoles } from './many-roles';
import { check } from '../../../lib/proof';

test('checks 1,000 roles in under 3 s of processor time and 300 MB', () => {
  const { aws, gcp, remove } = manyRoles(1000);
  try {
    // Of the processor, since the clock also counts what else the machine does.
    const [started, before] = [process.cpuUsage(), process.memoryUsage.rss()];
    const report = check({ aws, gcp });
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(3000);
    expect((process.memoryUsage.rss() - before) / 1024 / 1024).toBeLessThan(300);
    expect(report).toMatchObject({ fits: true, findings: [] });
    expect(report.workloads).toHaveLength(1000);
    expect(report.adversaries.length).toBeGreaterThan(10_000);
  } finally {
    remove();
  }
});
