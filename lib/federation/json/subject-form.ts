import { GcpSubject } from '../subject';
import { strategy, word } from './strategy-form';

/** The JSON form of `GcpSubject`. */
export const SUBJECT = strategy<GcpSubject>('GcpSubject', {
  arn: word('GcpSubject.arn', () => GcpSubject.arn()),
  userId: word('GcpSubject.userId', () => GcpSubject.userId()),
});
