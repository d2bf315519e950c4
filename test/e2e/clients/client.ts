/** How a program is started and asked. */
export type Program =
  /** It stays, lists the bucket for each line that it reads, and answers in JSON. */
  | { readonly kind: 'stays'; readonly command: readonly string[] }
  /** It does one thing and ends. */
  | {
    readonly kind: 'ends';
    readonly command: readonly string[];
    /** What has to run once before it, where it does not find the credentials by the environment. */
    readonly logIn: readonly string[];
    /** Whether no variable tells it which credentials to use. */
    readonly alwaysLogsIn: boolean;
  };

/** A client of Google, as users install it. */
export interface Client {
  /** Its own among all clients. */
  readonly name: string;
  readonly version: string;
  /** What a test of it needs and this machine lacks. @default - nothing */
  readonly missing?: string;
  /** The service that it asks. */
  readonly asks: 'cloudStorage' | 'bigQuery';
  /** Installs it, where that has not been done. */
  program(): Promise<Program>;
}
