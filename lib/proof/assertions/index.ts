// What these types name must come from check-report: the declarations are published without the code that is bundled.
export type {
  CallerVerdict, CheckReport, ElementReference, Finding, HeldRole, Severity, StepReport, Verdict, WorkloadVerdict,
} from '../check/check-report';
export { FederationAssertions } from './federation-assertions';
export type { Admittance, FindingFilter } from './expectations';
export type { FederationJson, FederationOutputs, FederationStacks, FederationStrictness, StackTemplate, SynthesizableConstruct } from './sources';
