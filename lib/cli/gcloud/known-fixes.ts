import { CauseId, CAUSES, ErrorId, ERRORS, TEXTS, troubleshootingPage } from '../../errors';
import { KnownFix } from '../../google/gcloud/known-fix';

/** The errors that Google answers an administrator with. */
const ERRORS_OF_ADMINISTRATORS: readonly ErrorId[] = [
  'apply-denied', 'role-not-grantable', 'id-not-reusable', 'service-account-exists', 'organization-policy', 'members-policy', 'member-type-unknown',
];

/** The shortest piece of an answer that tells it from others. */
const SHORTEST_PHRASE = 12;

/** Returns what the catalog of errors knows about the answers that a script can get. */
export function knownFixes(): KnownFix[] {
  return TEXTS.filter(({ error }) => ERRORS_OF_ADMINISTRATORS.includes(error as ErrorId)).flatMap(({ error, text, cause }) => {
    const phrases = text.split(/[…‥\n]/).map(phrase => phrase.trim()).filter(phrase => phrase.length >= SHORTEST_PHRASE);
    const id = (cause ?? ERRORS[error as ErrorId].causes[0]) as CauseId;
    return phrases.length === 0 ? [] : [{ signatures: [phrases], fix: CAUSES[id].fix, page: troubleshootingPage(error as ErrorId) }];
  }).sort((one, other) => specificity(other) - specificity(one));
}

/** The more is known of an answer, the earlier it is tried. */
function specificity({ signatures: [phrases] }: KnownFix): number {
  return phrases.join('').length;
}
