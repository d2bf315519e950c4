import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { check, CheckReport } from '../../../../lib/proof/check';
import { renderHtml } from '../../../../lib/reports/check/html';
import { caller, checkReport, finding, stepsUntil } from '../../../proof/report-generator';
import { outputs } from '../../../rehearsal/outputs';

/** Tags of a page with the names of their attributes. Exact, since neither text nor attributes may hold a bare `<` or `>`. */
function tags(page: string): { name: string; attributes: string[]; values: string[] }[] {
  const body = page.replace(/<(style|script)>[^]*?<\/\1>/g, '<$1></$1>');
  return [...body.matchAll(/<(\/?[a-zA-Z!][^\s>]*)([^>]*)>/g)].map(([, name, rest]) => {
    const attributes = [...rest.matchAll(/\s([^\s=>]+)(?:="([^"]*)")?/g)];
    return { name, attributes: attributes.map(([, attribute]) => attribute), values: attributes.map(([, , value]) => value ?? '') };
  });
}

function textOf(page: string): string {
  return page.replace(/<(style|script)>[^]*?<\/\1>/g, '').replace(/<wbr>/g, '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
    .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&');
}

/** A report of five in which every text is the given one, or ends with it. */
function everywhere(text: string): CheckReport {
  const put = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') return ['verdict', 'severity', 'side', 'runtimeError'].includes(key) ? value : `${value}${text}`;
    if (Array.isArray(value)) return value.map(item => put(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, put(item, name)]));
  };
  const change = (_: unknown, index: number) => index === 3 ? { verdict: 'rejected' as const, actsAs: undefined, steps: stepsUntil('member') } : {};
  return put(checkReport(5, change, { findings: [finding()] })) as CheckReport;
}

const HOSTILE = [
  '<script>alert(1)</script>', '</script><script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", '</style><svg onload=alert(1)>',
  '<!--', ']]>', '&lt;script&gt;', 'javascript:alert(1)', '\u202e</code>', '\0<b>', '<\u0000script>', '\ud800<i>', '{{7*7}}${7*7}', '`+alert(1)+`', '</title><h1>',
];

describe('hostile names', () => {
  const allowed = new Set(tags(renderHtml(everywhere(''))).flatMap(({ name, attributes }) => [name, ...attributes.map(attribute => `${name} ${attribute}`)]));

  test.each(HOSTILE)('stay text: %j', text => {
    const page = renderHtml(everywhere(text));
    expect(tags(page).flatMap(({ name, attributes }) => [name, ...attributes.map(attribute => `${name} ${attribute}`)]).filter(part => !allowed.has(part))).toEqual([]);
    expect(page.match(/<script/g)).toHaveLength(1);
  });

  test('make no tag, no attribute and no script, whatever they are', () => {
    const piece = fc.oneof(fc.constantFrom(...HOSTILE, '<', '>', '"', "'", '&', '=', ' ', '/', '@', '\n'), fc.string(), fc.string({ unit: 'binary' }));
    fc.assert(fc.property(fc.array(piece, { maxLength: 6 }).map(parts => parts.join('')), text => {
      const page = renderHtml(everywhere(text));
      for (const { name, attributes, values } of tags(page)) {
        expect(allowed).toContain(name);
        for (const attribute of attributes) expect(allowed).toContain(`${name} ${attribute}`);
        values.forEach((value, index) => expect(attributes[index] === 'href' ? /^#[a-z0-9-]+$/.test(value) : !/[<>]/.test(value)).toBe(true));
      }
      expect(page.match(/<script|<style/g)).toHaveLength(2);
    }), { numRuns: 30 });
  });

  test('are shown as they are', () => {
    expect(textOf(renderHtml(everywhere(' <b>&amp;"\'')))).toContain('Shop/Orders/Server0 <b>&amp;"\'');
  });

  test('cannot turn the direction of writing or hide behind invisible characters', () => {
    const page = renderHtml(everywhere('\u202egpj\u200b\u0007\ud800'));
    expect(page).not.toMatch(/[\u202e\u200b\u0007]|\p{Surrogate}/u);
    expect(page).toContain('\\u202egpj\\u200b\\u0007\\ud800');
  });
});

test('runs and loads nothing but its own script and style', () => {
  const page = renderHtml(checkReport(500));
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)!;
  for (const [element, directive] of [['style', 'style-src'], ['script', 'script-src']]) {
    const [, content] = new RegExp(`<${element}>([^]*?)</${element}>`).exec(page)!;
    expect(policy).toContain(`${directive} 'sha256-${createHash('sha256').update(content).digest('base64')}'`);
  }
  expect(policy).toMatch(/^default-src 'none';/);
  expect(policy).not.toContain('unsafe');
  expect(tags(page).flatMap(({ attributes }) => attributes).filter(attribute => /^(?:on.*|src|srcset|style|action)$/.test(attribute))).toEqual([]);
  expect(page).not.toMatch(/@import|url\(|https?:\/\//);
});

test('the script is JavaScript', () => {
  const [, script] = /<script>([^]*?)<\/script>/.exec(renderHtml(checkReport(1)))!;
  expect(() => new Function(script)).not.toThrow();
});

describe('for screen readers', () => {
  const change = (_: unknown, index: number) => index === 3 ? { verdict: 'rejected' as const, actsAs: undefined, roles: [], steps: stepsUntil('attribute condition') } : {};
  const page = renderHtml(checkReport(5, change, { findings: [finding()] }));

  test('headings never skip a level, ids are unique, and every reference leads somewhere', () => {
    const levels = tags(page).filter(({ name }) => /^h[1-6]$/.test(name)).map(({ name }) => Number(name[1]));
    expect(levels[0]).toBe(1);
    levels.slice(1).forEach((level, index) => expect(level - levels[index]).toBeLessThanOrEqual(1));
    const all = tags(page).flatMap(({ attributes, values }) => attributes.map((attribute, index) => [attribute, values[index]]));
    const ids = all.filter(([attribute]) => attribute === 'id').map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [attribute, value] of all) {
      if (attribute === 'aria-labelledby' || attribute === 'for') expect(ids).toContain(value);
      if (attribute === 'href') expect(ids).toContain(value.slice(1));
    }
  });

  test('tables have header cells with a scope', () => {
    for (const { name, attributes } of tags(page)) if (name === 'th') expect(attributes).toContain('scope');
  });

  test('every drawing is hidden from them, and the words beside it say the same', () => {
    expect(tags(page).filter(({ name }) => name === 'svg').every(({ attributes }) => attributes.includes('aria-hidden'))).toBe(true);
    const text = textOf(page);
    expect(text).toContain('shop-role-0 Shop/Orders/Server0 , admitted as orders-reader@my-gcp-project.iam.gserviceaccount.com');
    expect(text).toContain('shop-role-3 rejected: attribute condition · Shop/Reports/Server3');
  });
});

describe('at 5 roles', () => {
  test('that fit: says so, without findings and without a filter', () => {
    const page = renderHtml(checkReport(5));
    expect(textOf(page)).toMatch(/The two sides match .*Workloads admitted 5 of 5 Proven for every caller 5 of 5 Findings none/);
    expect(page).not.toContain('id="findings"');
    expect(page).not.toContain('id="filter"');
  });

  test('with findings: these come first, with element, source line, run-time error and fix', () => {
    const text = textOf(renderHtml(checkReport(5, undefined, { matches: false, findings: [finding()] })));
    expect(text.indexOf('1 finding')).toBeLessThan(text.indexOf('Who gets in'));
    for (const part of [finding().title, finding().detail, finding().fix, '400 unauthorized_client: The given credential is rejected by the attribute condition.', 'lib/shop-stack.ts:42:5', 'condition-rejects-workload']) expect(text).toContain(part);
  });

  test('with other callers: in words, by the shortest one, with what they reach', () => {
    const report = checkReport(5);
    const text = textOf(renderHtml({ ...report, matches: false, callers: [caller({ verdict: 'depends', who: 'tokens' }), caller()] }));
    expect(text).toContain("roles whose name starts with 'shop-' \u2713 admitted service account orders-reader arn:aws:sts::111122223333:assumed-role/shop-x/xx");
    expect(text.indexOf("roles whose name starts with 'shop-'")).toBeLessThan(text.indexOf('tokens'));
  });

  test('for each Google identity whether it is proven who reaches it', () => {
    const report = checkReport(2);
    const identities = report.identities.map((one, index) => index === 0 ? { ...one, verdict: 'not proven' as const } : one);
    expect(textOf(renderHtml({ ...report, identities }))).toMatch(/not proven .*proven for every caller/);
  });
});

test('a long explanation is folded, not cut', () => {
  const detail = `start ${'condition '.repeat(200)}end`;
  const page = renderHtml(checkReport(1, undefined, { findings: [finding({ detail })] }));
  expect(textOf(page)).toContain(detail.trim());
  expect(page).toContain('<summary>All of it</summary>');
});

test('what `check` finds out of our own constructs is rendered', () => {
  const { aws, gcp, remove } = outputs();
  const page = renderHtml(check({ aws, gcp }));
  remove();
  const text = textOf(page);
  expect(text).toMatch(/The two sides match .*Workloads admitted 1 of 1/);
  expect(text).toContain('gcs-reader Stack/Server , admitted as gcs-reader-b8ee5d75@my-gcp-project.iam.gserviceaccount.com');
  expect(page).toMatch(/<path class="admitted" data-from="0" data-to="0"/);
});

describe('at 500 roles', () => {
  const change = (_: unknown, index: number) => index === 100 ? { verdict: 'rejected' as const, actsAs: undefined, roles: [], steps: stepsUntil('member') } : {};
  const report = checkReport(500, change);
  const page = renderHtml(report);

  test('everybody is listed, and found by a filter', () => {
    for (const { workload } of report.workloads) expect(page).toContain(`${workload}<small>`);
    for (const { identity } of report.identities) expect(page).toContain(identity);
    expect(page).toMatch(/<search class="filter" hidden>.*<label for="filter">/s);
  });

  test('only the provider with something to look at is unfolded', () => {
    expect(page.match(/<details class="lane/g)).toHaveLength(14);
    expect(page.match(/<details class="lane[^>]* open>/g)).toEqual(['<details class="lane long" data-lane="2" open>']);
  });

  test('it stays small', () => {
    expect(page.length).toBeLessThan(2_000_000);
  });
});

test('an empty report is a page, too', () => {
  const text = textOf(renderHtml({ matches: true, workloads: [], identities: [], callers: [], findings: [], notes: [], notJudged: [] }));
  expect(text).toContain('No workload carries a credential configuration.');
});
