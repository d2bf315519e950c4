import { faultClients, observeUserDataFaults, ObservedUserData } from './observations';
import { USER_DATA_FAULTS, UserDataFault } from './user-data/orders';
import { missingForNamespace } from '../../../lib/rehearsal/sandbox';
import { reportMissing } from '../clients/observations';

const MINUTES = 60_000;
/** The client for Java goes on without credentials, and is told so by the API. */
const NO_CREDENTIALS = /could not (?:load|find) (?:the )?default credentials|default credentials were not found|^Invalid Credentials; caused by: 401/i;
const ALL_FILES = ['/etc/cdk-gcp/credential-config.json', '/etc/environment', '/etc/profile.d/zz-cdk-gcp.sh', '/etc/systemd/system.conf.d/zz-cdk-gcp.conf'];

const inNamespace = missingForNamespace().length === 0 ? describe : describe.skip;
reportMissing();

inNamespace('user data', () => {
  let observed: ObservedUserData[];
  beforeAll(async () => {
    observed = await observeUserDataFaults();
  }, 25 * MINUTES);
  const of = (fault: UserDataFault, setUp = 'construct') => observed.find(one => one.fault === fault && one.setUp === setUp)!;

  test.each(USER_DATA_FAULTS)('leaves nothing half-written when %s', fault => {
    expect(of(fault).attempts.map(({ halfWritten }) => halfWritten)).toEqual(of(fault).attempts.map(() => []));
  });

  test.each(USER_DATA_FAULTS)('lets every client in when it has run again after %s', fault => {
    const { attempts, said } = of(fault);
    expect(attempts.at(-1)).toMatchObject({ exitCodes: [0], written: ALL_FILES });
    expect(said.map(({ client }) => client)).toHaveLength(faultClients().filter(({ missing }) => missing === undefined).length);
    said.forEach(({ afterwards }) => expect(afterwards).toEqual({ listed: 'hello-from-google-cloud.txt' }));
  });

  test.each(['/etc is read-only', 'the disk is full'] as const)('says that it failed when %s, and lets the commands after it run', fault => {
    const { attempts: [first], said } = of(fault);
    expect(first).toEqual({ exitCodes: [0], lastLines: [expect.stringMatching(/^cdk-gcp failed: /)], written: [], halfWritten: [] });
    said.forEach(({ afterFault }) => expect(afterFault).toEqual({ error: expect.stringMatching(NO_CREDENTIALS) }));
  });

  test('on a disk with room for some files writes whole ones only', () => {
    const counts = of('the disk is full').attempts.map(({ written }) => written.length);
    expect(new Set(counts).size).toBeGreaterThan(3);
    expect(counts.slice().sort()).toEqual(counts);
  });

  test('run twice at once installs what one run does', () => {
    const { attempts, said } = of('the user data runs twice at once');
    attempts.slice(0, -1).forEach(attempt => expect(attempt).toMatchObject({ exitCodes: [0, 0], written: ALL_FILES }));
    said.forEach(({ afterFault }) => expect(afterFault).toEqual({ listed: 'hello-from-google-cloud.txt' }));
  });

  // What the check above would find: a script that copies a file as most do.
  test('by hand leaves half a file on a full disk', () => {
    expect(of('the disk is full', 'by hand').attempts[0].halfWritten).toContain('/etc/gcp/credential-config.json');
  });
});
