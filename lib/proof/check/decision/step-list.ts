import { StepReport, Verdict } from '../check-report';

/** The steps of one token, in order. Behind a refusal none is reached. */
export class StepList {
  private readonly written: StepReport[] = [];

  get steps(): readonly StepReport[] {
    return this.written;
  }

  add(step: string, verdict: 'passed' | 'refused' | 'depends', detail: string): void {
    const refused = this.written.some(one => one.verdict === 'refused');
    this.written.push({ step, verdict: refused ? 'not reached' : verdict, detail });
  }

  get verdict(): Verdict {
    if (this.written.some(({ verdict }) => verdict === 'refused')) return 'refused';
    return this.written.some(({ verdict }) => verdict === 'depends') ? 'depends' : 'admitted';
  }
}
