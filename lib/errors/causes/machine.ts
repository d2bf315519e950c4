import { onWorkload, onWorkstation, SHOW_CONFIGURATION } from './commands';
import { METADATA_EMULATOR } from '../../federation/installation/installation';
import { Cause } from '../known-error';

/** What only a look at the machine itself tells apart. */
export const MACHINE_CAUSES = {
  'key-in-place-of-configuration': {
    cause: 'the file is a service account key: the program uses the key, not the federation',
    confirm: [
      onWorkload('grep -o \'"type": *"[a-z_]*"\' "$GOOGLE_APPLICATION_CREDENTIALS"', '"type": "external_account"'),
    ],
    fix: ['point GOOGLE_APPLICATION_CREDENTIALS at the credential configuration, and retire the key'],
  },
  'token-url-foreign': {
    cause: 'token_url is not an address of Google: a client would send it a signed request, which is as good as the '
      + 'role for 15 minutes',
    confirm: [onWorkload(SHOW_CONFIGURATION, '"token_url": "https://sts.googleapis.com/v1/token"')],
    fix: ['install the generated configuration again, and find out who changed the file'],
  },
  'sidecar-not-running': {
    cause: 'the metadata sidecar does not run, or the container does not share its network',
    confirm: [onWorkload(`curl -s http://${METADATA_EMULATOR.host}:${METADATA_EMULATOR.port}/`, 'any answer')],
    fix: [
      'start the container after the sidecar is healthy (dependsOn), and read the log of the sidecar',
      'use network mode awsvpc: containers of a task in bridge mode do not share loopback',
    ],
  },
  'sidecar-without-credentials': {
    cause: 'the metadata sidecar runs, but was given no credentials: the task has no task role, or the pod no identity',
    confirm: [
      onWorkload(
        'echo "$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI$AWS_CONTAINER_CREDENTIALS_FULL_URI"',
        'an address; nothing means no task role',
      ),
    ],
    fix: ['set the task role of the task definition, or the pod identity association of the service account'],
  },
  'metadata-urls-on-lambda': {
    cause: 'the function has no AWS credentials in its variables, or its configuration asks instance metadata, which '
      + 'functions do not have',
    confirm: [onWorkload(SHOW_CONFIGURATION, 'no imdsv2_session_token_url')],
    fix: ['use the configuration that addToFunction installs, and start no process with an empty environment'],
  },
  'aws-credentials-ended': {
    cause:
      'the AWS credentials have expired: variables hold copies that nobody renews, or the metadata service serves old ones',
    confirm: [
      onWorkload('env | grep -c ^AWS_ACCESS_KEY_ID', '0; 1 means that the variables win over instance metadata'),
    ],
    fix: ['remove the AWS_ variables from the environment of the program, or renew them'],
  },
  'aws-keys-unknown': {
    cause: 'AWS does not know the access key: it was deleted, belongs to another partition, or its session was ended',
    confirm: [
      onWorkload('env | grep -c ^AWS_ACCESS_KEY_ID', '0; 1 means that the variables win over instance metadata'),
    ],
    fix: ['remove the AWS_ variables from the environment of the program, so that it uses its role'],
  },
  'proxy-refuses': {
    cause: 'the proxy does not connect to this host of Google',
    confirm: [onWorkload('curl -sS -o /dev/null -w "%{http_connect}\\n" https://sts.googleapis.com/', '200')],
    fix: ['allow sts.googleapis.com, iamcredentials.googleapis.com and the API that the program uses on the proxy'],
  },
  'google-unavailable': {
    cause: 'Google answers that it is busy or not available',
    confirm: [
      onWorkload(
        'curl -sS -o /dev/null -w "%{http_code}\\n" https://sts.googleapis.com/v1/token',
        '404 or 405; 429 or 503 means this cause',
      ),
    ],
    fix: ['try again in a minute; if it lasts, see the status page of Google Cloud and the quotas of the project'],
  },
  'exchange-rejected': {
    cause: 'Google rejects the request for the reason that it gives',
    confirm: [onWorkload(SHOW_CONFIGURATION, 'the audience and the service account of your federation')],
    fix: ['run npx cdk-gcp-federation explain with the text of the answer'],
  },
  'resource-not-there': {
    cause: 'the identity was admitted, but there is no such bucket or dataset, or it may not see it',
    confirm: [
      onWorkstation('gcloud storage buckets describe gs://BUCKET', 'the bucket; an error 404 means this cause'),
    ],
    fix: ['check the name, and the project of the dataset'],
  },
} satisfies Readonly<Record<string, Cause>>;
