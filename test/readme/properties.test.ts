import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './samples';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const { properties, required } = JSON.parse(readFileSync(join(ROOT, 'schema/federation.schema.json'), 'utf8'));
const [, TABLE] = /^## What describes a federation\n\n((?:\|.*\n)+)/m.exec(README) ?? [];
const ROWS = (TABLE ?? '').trim().split('\n').slice(2).map(row => row.split('|').slice(1, -1).map(cell => cell.trim()));

test('the table has every property of a federation, required ones first', () => {
  const names = Object.keys(properties).filter(name => name !== '$schema');
  expect(ROWS.map(([name]) => name)).toEqual(names.map(name => `\`${name}\``));
  expect(ROWS.filter(([, , fallback]) => fallback === 'required').map(([name]) => name)).toEqual(required.map((name: string) => `\`${name}\``));
});

test.each(['awsPartition', 'poolId', 'providerId'])('the table has the default of %s', name => {
  expect(ROWS.find(([property]) => property === `\`${name}\``)?.[2]).toBe(`\`${properties[name].default}\``);
});
