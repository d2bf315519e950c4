import type { ClientProgram } from '../client/client-program';
import { ContainerCredentials, HttpService } from '../emulators';
import { ContainersWorkload, Furnished } from '../workloads';

/** The parts of the two clouds that clients talk to. */
export interface CloudServices {
  readonly instanceMetadata: HttpService;
  readonly googleSts: HttpService;
  readonly iamCredentials: HttpService;
  readonly cloudStorage: HttpService;
  readonly bigQuery: HttpService;
  readonly resourceManager: HttpService;
}

/** What of AWS a workload can reach. */
export interface Surroundings {
  /** Whether the metadata of an instance is in reach. @default true */
  readonly instanceMetadata?: boolean;
  /** Where containers get their credentials. @default - nowhere */
  readonly containerCredentials?: ContainerCredentials;
  /** The program that calls Google Cloud. @default - the one with the bundled library */
  readonly client?: ClientProgram;
}

/** Says why a form cannot run a workload, which is then left out. */
export class LeftOut extends Error {}

/** How user data ran. */
export interface UserDataRun {
  /** @default - a signal, or the time limit, ended it */
  readonly exitCode: number | null;
  /** Whether it was ended since it took too long. */
  readonly timedOut: boolean;
  /** What it wrote, errors included; of very much only the end. */
  readonly output: string;
  /** Host names that it looked up and that nothing answers for in the rehearsal. */
  readonly unreachedHosts: readonly string[];
}

/** An instance whose user data has run, or another workload that is ready to call. */
export interface BootedInstance {
  /** The credential configuration as the user data installed it, byte for byte. Empty where it is not there. */
  readonly credentialConfig: string;
  /** How all of the user data ran. @default - only the commands of this library did */
  readonly userData?: UserDataRun;
  /** What this form did not do as the instance would. */
  readonly notes: readonly string[];
  /** Milliseconds that the user data took, or that it took until containers were healthy. */
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
  start(services: CloudServices, surroundings?: Surroundings): Promise<void>;
  /** Runs user data. Throws where it leaves no credential configuration behind. */
  boot(userData: string): Promise<BootedInstance>;
  /** Makes what a program finds that is started with variables and files. @default - functions and pods are not rehearsed in this form */
  startWithFiles?(furnished: Furnished): Promise<BootedInstance>;
  /** Starts the container that serves credentials, and waits until it is healthy. @default - containers are not rehearsed in this form */
  startContainers?(workload: ContainersWorkload, credentials: ContainerCredentials): Promise<BootedInstance>;
  /** Where a client reaches a URL of a cloud. */
  reach(url: string): string;
  /** Where a client finds a file of `folder`. */
  pathForClient(file: string): string;
  /** A credential configuration as clients need it here. */
  reachableConfig(credentialConfig: string): string;
  /** Copies what was installed into a folder. @default - it cannot be kept */
  keep?(folder: string): Promise<void>;
  /** Ends everything that was started and removes everything that was written. */
  close(): Promise<void>;
}
