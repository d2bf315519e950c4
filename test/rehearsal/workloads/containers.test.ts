import { podContainers, podFurnishing, taskContainers } from '../../../lib/rehearsal/workloads/containers';

const VARIABLE = 'GOOGLE_APPLICATION_CREDENTIALS';
const SIDECAR = {
  Name: 'sidecar',
  EntryPoint: ['node', '-e', 'program'],
  Environment: [{ Name: 'A', Value: '1' }],
  MountPoints: [{ SourceVolume: 'v', ContainerPath: '/etc/x', ReadOnly: false }],
  HealthCheck: { Command: ['CMD-SHELL', '[ -f /etc/x/y ]'] },
};
const APP = { Name: 'app', Environment: [{ Name: VARIABLE, Value: '/etc/x/config.json' }], MountPoints: [{ SourceVolume: 'v', ContainerPath: '/etc/x', ReadOnly: true }] };

test('the containers of a task: one with the configuration, and one that writes it', () => {
  expect(taskContainers([{ Name: 'other' }, SIDECAR, APP], String)).toEqual({
    app: { name: 'app', command: [], variables: { [VARIABLE]: '/etc/x/config.json' }, mounts: [{ name: 'v', path: '/etc/x', readOnly: true }], check: undefined },
    sidecar: { name: 'sidecar', command: ['node', '-e', 'program'], variables: { A: '1' }, mounts: [{ name: 'v', path: '/etc/x', readOnly: false }], check: ['/bin/sh', '-c', '[ -f /etc/x/y ]'] },
  });
});

test.each<[string, unknown]>([
  ['nothing uses a configuration', [SIDECAR, { ...APP, Environment: [] }]],
  ['the file is in no volume', [SIDECAR, { ...APP, MountPoints: [] }]],
  ['nothing writes it', [{ ...SIDECAR, MountPoints: APP.MountPoints }, APP]],
  ['nothing tells when it is there', [{ ...SIDECAR, HealthCheck: undefined }, APP]],
  ['there are no containers', undefined],
])('there is no such pair when %s', (_, definitions) => {
  expect(taskContainers(definitions, String)).toBeUndefined();
});

test('those of a pod', () => {
  const mount = { name: 'v', mountPath: '/etc/x' };
  expect(podContainers({
    initContainers: [{ name: 'sidecar', command: ['node'], args: ['-e', 'program'], env: [{ name: 'A', value: '1' }], volumeMounts: [mount], startupProbe: { exec: { command: ['true'] } } }],
    containers: [{ name: 'app', env: [{ name: VARIABLE, value: '/etc/x/config.json' }], volumeMounts: [{ ...mount, readOnly: true }] }],
  })).toMatchObject({ app: { name: 'app' }, sidecar: { name: 'sidecar', command: ['node', '-e', 'program'], check: ['true'], variables: { A: '1' } } });
});

describe('what volumes furnish a container with', () => {
  const env = [{ name: VARIABLE, value: '/etc/x/config.json' }];
  const texts = (name: string) => name === 'map' ? { 'config.json': '{}', 'other': 'text' } : {};
  const furnishing = (volume: object, mount: object = {}) =>
    podFurnishing({ containers: [{ name: 'plain' }, { env, volumeMounts: [{ name: 'v', mountPath: '/etc/x/', ...mount }] }], volumes: [{ name: 'v', ...volume }] }, texts);

  test('all of a ConfigMap', () => {
    expect(furnishing({ configMap: { name: 'map' } })).toEqual({ variables: { [VARIABLE]: '/etc/x/config.json' }, files: { '/etc/x/config.json': '{}', '/etc/x/other': 'text' }, seconds: new Map() });
  });

  test('parts of it by other names, and a token', () => {
    const sources = [{ configMap: { name: 'map', items: [{ key: 'other', path: 'config.json' }] } }, { serviceAccountToken: { path: 'a/token', expirationSeconds: 600 } }];
    expect(furnishing({ projected: { sources } })).toMatchObject({ files: { '/etc/x/config.json': 'text' }, seconds: new Map([['/etc/x/a/token', 600]]) });
  });

  test('one file of it', () => {
    expect(furnishing({ configMap: { name: 'map' } }, { mountPath: '/etc/x/config.json', subPath: 'config.json' })?.files).toEqual({ '/etc/x/config.json': '{}' });
  });

  test.each<[string, object, object?]>([
    ['the ConfigMap is another', { configMap: { name: 'other' } }],
    ['the volume is another', { name: 'w', configMap: { name: 'map' } }],
    ['the volume holds none', { emptyDir: {} }],
    ['it is mounted elsewhere', { configMap: { name: 'map' } }, { mountPath: '/etc/y' }],
  ])('nothing when %s', (_, volume, mount = {}) => {
    expect(furnishing(volume, mount)).toBeUndefined();
  });
});
