import { createHash } from 'node:crypto';
import { isAbsolute, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { securityProperties } from './security-severity';
import { errorWords } from '../../errors/answers';
import { troubleshootingPage } from '../../errors/troubleshooting-page';
import { CheckReport, ElementReference, Finding, findingDefaults } from '../../proof';

const LEVELS = { error: 'error', depends: 'warning', warning: 'warning', note: 'note' } as const;

/**
 * The findings of a check as a SARIF log, which code scanning shows beside the source.
 *
 * @param version of this package
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifLog({ findings }: Pick<CheckReport, 'findings'>, version: string): object {
  const rules = [...new Set(findings.map(({ id }) => id))];
  const indexes = new Map(rules.map((id, index) => [id, index]));
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'cdk-gcp-federation', version, informationUri: 'https://github.com/cdk-gcp-federation/cdk-gcp-federation', rules: rules.map(rule) } },
      columnKind: 'utf16CodeUnits',
      results: findings.map(finding => result(finding, indexes.get(finding.id)!)),
    }],
  };
}

/** A rule is the same in every log: nothing of it comes from a result. */
function rule(id: string): object {
  const { title, fix, severity, runtimeError } = findingDefaults(id);
  return {
    id,
    shortDescription: { text: sentence(title) },
    fullDescription: { text: runtimeError === undefined ? sentence(title) : `${sentence(title)} At run time: ${sentence(errorWords(runtimeError))}` },
    help: { text: sentence(fix) },
    ...runtimeError !== undefined && { helpUri: troubleshootingPage(runtimeError) },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: securityProperties(id, severity),
  };
}

function result({ id, severity, title, detail, elements, runtimeError, fix }: Finding, ruleIndex: number): object {
  const answer = runtimeError === undefined ? '' : ` At run time: ${errorWords(runtimeError).replace(/\.$/, '')}.`;
  const [first, ...others] = elements;
  return {
    ruleId: id,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `${sentence(`${title}: ${detail}`)}${answer} Fix: ${sentence(fix)}` },
    locations: first === undefined ? [] : [location(first)],
    ...others.length > 0 && {
      relatedLocations: others.map((element, index) => ({ id: index + 1, message: { text: named(element) }, ...location(element) })),
    },
    partialFingerprints: { 'cdkGcpFederation/v1': fingerprint(id, elements) },
  };
}

function sentence(text: string): string {
  return `${text.replace(/[.]+$/, '')}.`;
}

/** The line of the user's own source where it is known, else the file that was read. */
function location(element: ElementReference): object {
  const [, file, line, column] = /^(.*):(\d+):(\d+)$/.exec(element.source ?? '') ?? [];
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file ?? element.file) },
      region: file === undefined ? { startLine: 1 } : { startLine: Number(line), startColumn: Number(column) },
    },
    logicalLocations: [{ fullyQualifiedName: named(element), kind: 'resource' }],
  };
}

function named({ address, constructPath }: ElementReference): string {
  return constructPath ?? address;
}

/** Relative to where the command runs, which code scanning takes for the root of the repository. */
function uriOf(path: string): string {
  const own = isAbsolute(path) ? relative(process.cwd(), path) : path;
  if (own.startsWith('..') || isAbsolute(own)) return pathToFileURL(path).href;
  return own.split(sep).map(encodeURIComponent).join('/');
}

/** The same finding of the same elements, whatever its words and lines. */
function fingerprint(id: string, elements: readonly ElementReference[]): string {
  return createHash('sha256').update(JSON.stringify([id, elements.map(({ side, address }) => [side, address])])).digest('hex').slice(0, 32);
}
