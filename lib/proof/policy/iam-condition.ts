import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { Determined, isDetermined } from '../determined';
import { evaluateCel } from './cel';

/** What an IAM condition may ask about. */
export interface ConditionContext {
  readonly resourceName: string;
  readonly resourceType: string;
  readonly resourceService: string;
  readonly time: Date;
}

/**
 * Whether an IAM condition holds. One that cannot be evaluated, or is not known before deployment, does not.
 *
 * @see https://cloud.google.com/iam/docs/conditions-overview
 */
export function conditionHolds(condition: Determined<string> | undefined, context: ConditionContext): boolean {
  if (condition === undefined) return true;
  if (!isDetermined(condition)) return false;
  try {
    return evaluateCel(condition, {
      resource: { name: context.resourceName, type: context.resourceType, service: context.resourceService },
      request: { time: timestampFromDate(context.time) },
    }) === true;
  } catch {
    return false;
  }
}

/** Whether an IAM condition holds whatever the time and the resource. */
export function conditionIsCertain(condition: Determined<string>, context: ConditionContext): boolean {
  if (!isDetermined(condition) || /\b(?:request|resource|api|destination|origin)\b/.test(condition)) return false;
  return conditionHolds(condition, context);
}
