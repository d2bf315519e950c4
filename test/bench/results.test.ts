import { plot } from '../../bench/plot';
import { tooSlow } from '../../bench/quick';
import { results, summarize } from '../../bench/results';
import { Series } from '../../bench/runner';
import { table } from '../../bench/table';

const DESCRIPTION = {
  name: 'synthesis', sizes: [100, 1000], variants: ['ours', 'by hand'], goal: { against: 'by hand', ratio: 0.8, quick: 1.2 },
};

function series(variant: string, size: number, ...times: number[]): Series {
  return { variant, size, runs: times.map(milliseconds => ({ milliseconds, cpu: milliseconds * 2, megabytes: 50 })) };
}

const MEASURED = [
  series('ours', 100, 50, 60, 55), series('by hand', 100, 100, 100, 100),
  series('ours', 1000, 500, 600, 550), series('by hand', 1000, 1000, 2000, 1000),
];

describe('results', () => {
  const summed = summarize('gcp-synth', DESCRIPTION, MEASURED);

  test('compares runs with those made right after, not medians with medians', () => {
    const drifting = summarize('x', DESCRIPTION, [series('ours', 1, 10, 100, 1000), series('by hand', 1, 20, 200, 4000)]);
    expect(drifting.summaries[1].ratio).toBe(0.5);
    expect(summed.summaries[0].ratio).toBeUndefined();
    expect(summed.summaries[1]).toMatchObject({ ratio: 0.55, cpuRatio: 0.55, milliseconds: 100, spread: 0, firstMilliseconds: 100 });
  });

  test('tells how each variant grows', () => {
    expect(summed.growth.ours).toBeCloseTo(1);
    expect(summed.growth['by hand']).toBeCloseTo(1);
  });

  test('become a table with only the columns that say something', () => {
    const text = table(results([summed]));
    expect(text).toContain('| size | variant |   ms |');
    expect(text).toContain('|  100 | by hand |  100 |');
    expect(text).not.toContain('modules');
    expect(text).toContain("Goal: at most 0.8 of 'by hand'.");
  });

  test('become a plot with one line for each variant', () => {
    const svg = plot([summed]);
    expect(svg.match(/<polyline class="v\d" points="[\d., ]+"\/>/g)).toHaveLength(2);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('the quick form', () => {
  test('accepts what is within its margin', () => {
    expect(tooSlow([summarize('x', DESCRIPTION, MEASURED)])).toEqual([]);
  });

  test('fails when the ratio is beyond its margin, by the clock and by the processor', () => {
    const slow = summarize('x', DESCRIPTION, [series('ours', 1, 130, 130), series('by hand', 1, 100, 100)]);
    expect(tooSlow([slow])).toEqual(["synthesis: 1.30 of the time of 'by hand', and at most 1.2 is accepted here"]);
  });

  test('accepts what only the clock finds slow, as where another program took the processor', () => {
    const disturbed = [{ ...series('ours', 1, 130), runs: [{ milliseconds: 130, cpu: 200, megabytes: 50 }] }, series('by hand', 1, 100)];
    expect(tooSlow([summarize('x', DESCRIPTION, disturbed)])).toEqual([]);
  });
});
