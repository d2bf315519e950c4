import { LoopbackForm } from './loopback-form';
import { missingForMachine } from './machine';
import { MachineForm, MachineFormOptions } from './machine-form';
import { RehearsalForm } from './rehearsal-form';

export const FORM_NAMES = ['namespace', 'loopback'] as const;

/** A form, and why it is not the one that comes nearer. */
export interface ChosenForm {
  readonly form: () => RehearsalForm;
  /** @default - it comes nearest, or it was asked for */
  readonly fallback?: string;
}

/**
 * The form that was asked for, or the nearest one that this machine can do.
 *
 * Throws where this machine cannot do what was asked for, or where there is no such form.
 */
export function chooseForm(name: string | undefined, options: MachineFormOptions, missing: () => string | undefined = missingForMachine): ChosenForm {
  if (name === 'loopback') return { form: () => new LoopbackForm() };
  if (name !== undefined && name !== 'namespace') throw new Error(`form '${name}' is unknown: pass ${FORM_NAMES.map(known => `'${known}'`).join(' or ')}`);
  const fallback = missing();
  if (fallback === undefined) return { form: () => new MachineForm(options) };
  if (name === 'namespace') throw new Error(`the namespace form cannot run here, ${fallback}; or pass --form loopback`);
  return { form: () => new LoopbackForm(), fallback };
}
