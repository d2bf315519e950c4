import { IResolveContext, TerraformElement } from 'cdktf';

/**
 * Lets CDKTF resolve an element once less.
 *
 * CDKTF resolves what each element turns into three times: to prepare references to other stacks, then alone, then as
 * part of its stack. Of the second, all that matters is that what is undefined is left out, so that it removes nothing
 * of other elements.
 */
export function resolvedOnce<T extends TerraformElement>(element: T): T {
  const toTerraform = element.toTerraform.bind(element);
  element.toTerraform = () => {
    const block: object = toTerraform();
    const present = () => Object.fromEntries(Object.entries(block).filter(([, part]) => part !== undefined));
    return Object.defineProperty(block, 'resolve', {
      value: (context: IResolveContext) => {
        if (context.preparing) return present();
        context.registerPostProcessor({ postProcess: present });
        return undefined;
      },
    });
  };
  return element;
}
