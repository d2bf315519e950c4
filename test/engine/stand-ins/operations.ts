import { notFound } from './refusal';
import { Route } from './routes';

/** Long-running operations: each is under way when it is answered first, and done when it is asked for. */
export class Operations {
  private readonly started = new Map<string, object>();

  readonly routes: readonly Route[] = [{
    method: 'GET',
    path: /^\/(\w+\/v\d+\/(?:.+\/)?operations\/[^/]+)$/,
    handle: ({ parts: [path] }) => {
      const name = path.replace(/^\w+\/v\d+\//, '');
      const response = this.started.get(name);
      if (response === undefined) throw notFound();
      return { name, done: true, response };
    },
  }];

  /** @param of resource that the operation is about; empty for services that do not name one */
  start(of: string, response: object): object {
    const name = `${of === '' ? '' : `${of}/`}operations/acf.p2-${this.started.size + 1}`;
    this.started.set(name, response);
    return { name, metadata: {} };
  }
}
