import { podContainers, taskContainers } from '../../../lib/rehearsal/workloads/containers';

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
