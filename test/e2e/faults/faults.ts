import { setTimeout } from 'node:timers/promises';
import { answers, flapping, notPropagated, slow } from './disturbances';
import { Situation, Stage } from '../clients/namespace/stage';
import { Disturbance } from '../clients/namespace/surroundings';
import { SHORT_SECONDS, shortLived } from '../clients/situations';

/** A fault that lasts for one question and is gone at the next. */
function whileAsked(disturb: (stage: Stage) => Disturbance): Situation {
  return async stage => {
    stage.surroundings.disturbance = disturb(stage);
    await stage.ask();
    stage.surroundings.disturbance = undefined;
    await stage.ask();
  };
}

/** The clock of the instance is off by that many minutes, and is then set right. */
function clockOff(minutes: number): Situation {
  return async stage => {
    stage.surroundings.advance('aws', minutes * 60);
    await stage.ask();
    stage.surroundings.advance('aws', -minutes * 60);
    await stage.ask();
  };
}

/** The token is at its end when the instance's AWS credentials are, too; it has new ones at once, or a while later. */
function credentialsEnd(renewed: boolean): Situation {
  return async stage => {
    const { surroundings } = stage;
    surroundings.giveRole({ seconds: 5 * 60 });
    surroundings.disturbance = shortLived;
    await stage.ask();
    await setTimeout(SHORT_SECONDS * 1000 + 100);
    surroundings.advance('google', 2 * 3600);
    surroundings.advance('aws', 10 * 60);
    if (renewed) surroundings.giveRole({});
    await stage.ask();
    if (renewed) return;
    surroundings.giveRole({});
    await stage.ask();
  };
}

/** What can happen to a workload that is set up right. Each is asked once more when it is over. */
export const FAULTS = {
  'instance metadata takes a second for every answer': whileAsked(() => slow('instanceMetadata', 1000)),
  'every other request to instance metadata fails with 503': whileAsked(() => flapping('instanceMetadata', 503)),
  'instance metadata answers 401': whileAsked(() => answers('instanceMetadata', 401)),
  'instance metadata answers 404': whileAsked(() => answers('instanceMetadata', 404)),
  'instance metadata answers 500': whileAsked(() => answers('instanceMetadata', 500)),
  'AWS credentials end and are renewed': credentialsEnd(true),
  'AWS credentials end and are renewed late': credentialsEnd(false),
  'Google STS answers 429 once': whileAsked(() => answers('googleSts', 429, 1)),
  'Google STS answers 429': whileAsked(() => answers('googleSts', 429)),
  'Google STS answers 503 once': whileAsked(() => answers('googleSts', 503, 1)),
  'Google STS answers 503': whileAsked(() => answers('googleSts', 503)),
  'the clock is ten minutes slow': clockOff(10),
  'the clock is twenty minutes slow': clockOff(20),
  'the clock is twenty minutes fast': clockOff(-20),
  'the grants have not reached Google\'s services yet': whileAsked(({ surroundings }) => notPropagated(surroundings)),
  'Google revokes the token before its end': async stage => {
    await stage.ask();
    stage.surroundings.advance('google', 2 * 3600);
    await stage.ask();
  },
} satisfies Readonly<Record<string, Situation>>;
