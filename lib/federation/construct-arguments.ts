import { isConstruct } from './brand';
import { argumentNode } from './json/argument';
import { describe } from './json/node';

/**
 * Requires the first two arguments of a construct, and returns the path that it will have.
 *
 * @param type the class of the construct
 */
export function requireScopeAndId(type: string, scope: unknown, id: unknown): string {
  if (!isConstruct(scope)) {
    throw new Error(`scope of ${type} is ${describe(argumentNode(scope, ''))}: pass the construct that it belongs to first, as in new ${type}(this, 'Id', props)`);
  }
  if (typeof id !== 'string' || id === '') {
    throw new Error(`${scope.node.path || type}: id of ${type} is ${id === '' ? 'empty' : describe(argumentNode(id, ''))}: pass a name as second argument, as in new ${type}(this, 'Id', props)`);
  }
  return [scope.node.path, id].filter(part => part !== '').join('/');
}
