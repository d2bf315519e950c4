import { IResolveContext } from 'cdktf';

/**
 * A block that CDKTF resolves once less.
 *
 * CDKTF resolves every block three times: to prepare references to other stacks, then alone, then as part of its
 * stack. Of the second, all that matters is that what is undefined is left out, so that it removes nothing of others.
 */
export function resolvedOnce(block: object): object {
  const present = () => Object.fromEntries(Object.entries(block).filter(([, part]) => part !== undefined));
  return Object.defineProperty(block, 'resolve', {
    value: (context: IResolveContext) => {
      if (context.preparing) return present();
      context.registerPostProcessor({ postProcess: present });
      return undefined;
    },
  });
}
