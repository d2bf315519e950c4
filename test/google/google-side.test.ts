import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import * as fc from 'fast-check';
import * as ts from 'typescript';
import { descriptions, sideOptions } from './arbitrary-sides';
import { GcpAccess, GcpGrant } from '../../lib/federation';
import { CALLERS_OWN, elementKey, GoogleElement } from '../../lib/google/element';
import { googleSide } from '../../lib/google/google-side';
import { PROPS } from '../gcp/synthesized';

const LIB = resolve(__dirname, '../../lib');

function sideOf(...[all, options]: Parameters<typeof googleSide>) {
  try {
    return googleSide(all, options);
  } catch {
    return undefined;
  }
}

test('imports nothing but itself, the ground floor and the hashes of Node.js', () => {
  const files = readdirSync(join(LIB, 'google'), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
  const foreign = files.flatMap(file => {
    const path = join(LIB, 'google', file);
    return ts.preProcessFile(readFileSync(path, 'utf8'), true, true).importedFiles.map(({ fileName }) => fileName).filter(module => {
      const target = resolve(path, '..', module);
      return module !== 'crypto' && !(module.startsWith('.') && ['google', 'federation'].some(folder => target.startsWith(join(LIB, folder) + sep)));
    });
  });
  expect(files.length).toBeGreaterThan(15);
  expect(foreign).toEqual([]);
});

test('every element comes after what it needs, and has a name and a purpose of its own', () => {
  let elements = 0;
  fc.assert(fc.property(descriptions, sideOptions, (all, options) => {
    const side = sideOf(all, options);
    if (!side) return;
    const before = new Set<string>();
    for (const element of side.elements) {
      const needed = element.after.filter((predecessor): predecessor is GoogleElement => predecessor !== CALLERS_OWN);
      expect(needed.filter(predecessor => !before.has(elementKey(predecessor)))).toEqual([]);
      expect(before.has(elementKey(element))).toBe(false);
      expect(element.purpose).toMatch(/^[A-Z].*\.$/s);
      before.add(elementKey(element));
      elements += 1;
    }
  }));
  expect(elements).toBeGreaterThan(100);
});

test('is equal for equal input, and leaves its input alone', () => {
  const grants = [GcpGrant.bucket('reports', 'roles/storage.objectViewer')];
  const all = [Object.freeze({ ...PROPS, grants: Object.freeze(grants) as GcpGrant[] }), Object.freeze({ ...PROPS, roleName: 'second', access: GcpAccess.direct() })];
  expect(JSON.stringify(googleSide(all, Object.freeze({ auditLogs: true })))).toBe(JSON.stringify(googleSide(all, { auditLogs: true })));
});

test('the order of the roles changes neither the condition nor the addresses', () => {
  const roles = ['a-role', 'b-role', 'c-role'].map(roleName => ({ ...PROPS, roleName, access: GcpAccess.direct() }));
  const written = (all: typeof roles) => googleSide(all).elements
    .map(({ path, arguments: { attribute_condition: condition } }) => ({ path, condition }))
    .sort((one, other) => one.path.join() < other.path.join() ? -1 : 1);
  expect(written([roles[2], roles[0], roles[1]])).toEqual(written(roles));
});

test.each([
  ['one pool twice', [PROPS, PROPS], "roleName 'gcs-reader' is in pool 'aws-identity-pool' already"],
  ['nothing', [], 'federations are empty: describe at least one role'],
])('fails when it describes %s', (_, all, message) => {
  expect(() => googleSide(all)).toThrow(message);
});
