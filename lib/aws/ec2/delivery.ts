import { Token } from 'aws-cdk-lib';
import { brand } from '../../federation/brand';
import { refuse } from '../../federation/errors';
import { readArgument } from '../../federation/json/argument';
import { text } from '../../federation/json/form';
import { object, optional } from '../../federation/json/object-form';

/** How often an association runs. */
export interface GcpAssociationOptions {
  /**
   * When State Manager runs the association again, which repairs what was changed on the instance since: a `rate` of
   * at least 30 minutes, or a `cron` expression of Systems Manager. It runs once at deployment as well.
   *
   * @default 'rate(1 day)'
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-cron-and-rate-expressions.html
   */
  readonly schedule?: string;
}

/** The form of the options of an association. @internal */
export const ASSOCIATION_OPTIONS = object<GcpAssociationOptions>('GcpAssociationOptions', { schedule: optional(text()) });

/** What a delivery comes to. @internal */
export interface BoundDelivery {
  /** @default - the delivery is by user data */
  readonly associationSchedule?: string;
}

/** How the credential configuration reaches an instance. */
export abstract class GcpDelivery {
  /** By user data, which runs at the first boot: for instances that are launched from now on. */
  public static userData(): GcpDelivery {
    return new Delivery({});
  }

  /**
   * By an association of Systems Manager State Manager, which runs the same commands: for instances that run already.
   *
   * No instance is restarted or replaced, and user data stays as it is. The instance needs the SSM agent and, in its
   * role, the managed policy `AmazonSSMManagedInstanceCore`, which is added where this construct made the role.
   * A new instance receives the configuration some minutes after its start.
   *
   * Throws where the schedule is not one that State Manager takes.
   *
   * @param options how often it runs
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/state-manager-about.html
   */
  public static association(options: GcpAssociationOptions = {}): GcpDelivery {
    const { schedule = 'rate(1 day)' } = readArgument(ASSOCIATION_OPTIONS, options, 'options');
    return new Delivery({ associationSchedule: validateSchedule(schedule) });
  }

  /** @internal */
  public abstract _bind(): BoundDelivery;
}

brand(GcpDelivery, 'GcpDelivery');

class Delivery extends GcpDelivery {
  constructor(private readonly bound: BoundDelivery) {
    super();
  }

  public _bind(): BoundDelivery {
    return this.bound;
  }
}

function validateSchedule(schedule: string): string {
  if (Token.isUnresolved(schedule) || /^cron\(\S+(?: \S+){5}\)$/.test(schedule)) return schedule;
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule) ?? [];
  const minutes = Number(count) * { minute: 1, hour: 60, day: 1440 }[unit as 'minute' | 'hour' | 'day'];
  if (!(minutes >= 30)) {
    refuse('schedule', schedule, 'is not one that State Manager takes', "pass a rate of at least 30 minutes such as 'rate(12 hours)', or 'cron(0 2 ? * SUN *)'");
  }
  return schedule;
}
