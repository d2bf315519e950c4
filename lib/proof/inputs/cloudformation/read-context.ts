import { DefaultTaken, InputSource, Reading, ReadOptions, Refused, Unread, UnreadCode } from '../reading';

/** What is reported while the AWS side is read. */
export class ReadContext {
  private readonly unread = new Map<string, Unread>();
  private readonly defaults = new Map<string, DefaultTaken>();
  private readonly refused = new Map<string, Refused>();
  private readonly sources: InputSource[] = [];
  private readonly notes = new Set<string>();
  /** Templates that were passed, but belong to stacks that are nested in others. */
  readonly nested = new Set<string>();

  constructor(readonly options: ReadOptions = {}, readonly paths: readonly string[] = []) {}

  /** Reports a part that was not read. */
  reportUnread(code: UnreadCode, place: { readonly file: string; readonly address?: string }, what: string, reason: string, wayOut: string): void {
    this.unread.set(`${place.file} ${place.address ?? ''} ${what}`, { side: 'aws', ...place, code, what, reason, wayOut });
  }

  /** Reports what CloudFormation refuses. */
  reportRefused(file: string, reason: string): void {
    this.refused.set(`${file} ${reason}`, { side: 'aws', file, engine: 'cloudformation', reason });
  }

  /** Reports a default of a parameter that was taken. */
  reportDefault(file: string, name: string, value: string): void {
    this.defaults.set(`${file} ${name}`, {
      kind: 'cloudformation-parameter', side: 'aws', file, address: name, name, value: value.slice(0, 500), option: `--parameter ${name}=VALUE`,
    });
  }

  reportSource(path: string, form: string, found: boolean): void {
    this.sources.push({ side: 'aws', path, form, found });
  }

  note(text: string): void {
    this.notes.add(text);
  }

  get reading(): Reading {
    return {
      unread: [...this.unread.values()],
      defaultsTaken: [...this.defaults.values()],
      refused: [...this.refused.values()],
      sources: this.sources,
      notes: [...this.notes],
    };
  }
}
