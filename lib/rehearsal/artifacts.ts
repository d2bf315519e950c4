import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RehearsalReport } from './report';
import { RehearsalForm } from './sandbox';

/** Puts what a reader may want to look into in a folder, with one of its own for every workload; does nothing without a folder. */
export class Keeper {
  constructor(private readonly folder: string | undefined) {}

  write(workload: string, name: string, text: string | undefined): void {
    if (this.folder !== undefined && text !== undefined) writeFileSync(join(this.place(this.folder, workload), name), text);
  }

  async installed(workload: string, form: RehearsalForm): Promise<void> {
    if (this.folder === undefined) return;
    const files = join(this.place(this.folder, workload), 'installed');
    mkdirSync(files, { recursive: true });
    await form.keep?.(files);
  }

  report(report: RehearsalReport): void {
    if (this.folder !== undefined) writeFileSync(join(this.folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  }

  private place(folder: string, workload: string): string {
    const place = join(folder, workload.replace(/[^\w.-]+/g, '_'));
    mkdirSync(place, { recursive: true });
    return place;
  }
}
