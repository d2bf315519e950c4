import { CPP_TEXTS } from './cpp';
import { DEPLOYMENT_TEXTS } from './deployment';
import { DOTNET_TEXTS } from './dotnet';
import { GCLOUD_TEXTS } from './gcloud';
import { GO_TEXTS } from './go';
import { GOOGLE_TEXTS } from './google';
import { JAVA_TEXTS } from './java';
import { NODE_TEXTS } from './node';
import { OWN_TEXTS } from './own';
import { PHP_TEXTS } from './php';
import { PROGRAM_TEXTS } from './programs';
import { PYTHON_TEXTS } from './python';
import { RUBY_TEXTS } from './ruby';
import { RUST_TEXTS } from './rust';
import { KnownText } from './seen';

export type { KnownText } from './seen';

/** The words of every client and service that are known, each with where they were seen. */
export const TEXTS: readonly KnownText[] = [
  ...PYTHON_TEXTS,
  ...NODE_TEXTS,
  ...JAVA_TEXTS,
  ...GO_TEXTS,
  ...RUBY_TEXTS,
  ...PHP_TEXTS,
  ...DOTNET_TEXTS,
  ...CPP_TEXTS,
  ...RUST_TEXTS,
  ...GCLOUD_TEXTS,
  ...GOOGLE_TEXTS,
  ...DEPLOYMENT_TEXTS,
  ...OWN_TEXTS,
  ...PROGRAM_TEXTS,
];
