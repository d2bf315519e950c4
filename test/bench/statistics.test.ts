import { growthExponent, median, spread } from '../../bench/statistics';

describe('statistics of runs', () => {
  test('takes the middle, so that one slow run changes nothing', () => {
    expect(median([3, 1, 1000])).toBe(3);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([7])).toBe(7);
  });

  test('tells half the distance of the quartiles from the median', () => {
    expect(spread([90, 100, 110])).toBeCloseTo(0.05);
    expect(spread([100, 100, 100, 900])).toBeCloseTo(1);
    expect(spread([100, 100, 100, 100, 900])).toBe(0);
  });

  test.each([[1, 10], [2, 100], [0, 1]])('gives the exponent %s where ten times the size takes %s times as long', (exponent, factor) => {
    expect(growthExponent({ size: 100, milliseconds: 5 }, { size: 1000, milliseconds: 5 * factor })).toBeCloseTo(exponent);
  });
});
