import { HttpService } from '../stand-ins';

/** The parts of the two clouds that clients talk to. */
export interface CloudServices {
  readonly instanceMetadata: HttpService;
  readonly googleSts: HttpService;
  readonly iamCredentials: HttpService;
  readonly cloudStorage: HttpService;
  readonly bigQuery: HttpService;
  readonly resourceManager: HttpService;
}

/** An instance whose user data has run. */
export interface BootedInstance {
  /** The credential configuration as the user data installed it, byte for byte. */
  readonly credentialConfig: string;
  /** What this form did not do as the instance would. */
  readonly notes: readonly string[];
  /** Milliseconds that the user data took. */
  readonly milliseconds: number;
  /** The command line that starts a program the way the instance would. */
  command(program: readonly string[]): string[];
}

/**
 * How near a rehearsal comes to an instance: where the stand-ins answer, how the user data runs, and what has to be
 * changed for that.
 */
export interface RehearsalForm {
  /** In a few words, for the report. */
  readonly name: string;
  /** A place for files of the rehearsal itself. */
  readonly folder: string;
  /** Puts the services where clients will find them. */
  start(services: CloudServices): Promise<void>;
  /** Runs user data. Throws where it leaves no credential configuration behind. */
  boot(userData: string): Promise<BootedInstance>;
  /** Where a client reaches a URL of a cloud. */
  reach(url: string): string;
  /** A credential configuration as clients need it here. */
  reachableConfig(credentialConfig: string): string;
  /** Ends everything that was started and removes everything that was written. */
  close(): Promise<void>;
}
