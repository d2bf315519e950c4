import { Decision } from './google-errors';
import { HttpAnswer, HttpRequest } from './http-service';
import { RequestLog, StandIn } from './request-log';

/** Writes down what one of Google's services decided, and gives the answer without what only the log may tell. */
export function loggedAnswer(log: RequestLog, standIn: StandIn, request: HttpRequest, decision: Decision): HttpAnswer {
  const { step, reason, identity, ...answer } = decision;
  log.add({
    standIn,
    request: `${request.method} ${request.path}`,
    verdict: answer.status === 200 ? 'accepted' : 'rejected',
    step,
    status: answer.status,
    reason,
    identity,
  });
  return answer;
}
