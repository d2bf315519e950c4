import { CaseResult, Summary } from './results';

const [WIDTH, HEIGHT, GAP, TOP, BOTTOM] = [340, 260, 70, 40, 70];

/** Scale against time, both logarithmic, one panel for each case. Colours are readable on light and on dark ground. */
export function plot(cases: readonly CaseResult[]): string {
  const variants = [...new Set(cases.flatMap(({ summaries }) => summaries.map(({ variant }) => variant)))];
  const panels = cases.map((one, index) => panel(one, variants, GAP + index * (WIDTH + GAP)));
  const legend = variants.map((variant, index) => {
    const x = GAP + index * 165;
    const y = TOP + HEIGHT + BOTTOM - 8;
    return `<g class="${className(variants, variant)}"><line x1="${x}" y1="${y - 4}" x2="${x + 22}" y2="${y - 4}"/><text x="${x + 28}" y="${y}">${variant}</text></g>`;
  });
  const width = GAP + cases.length * (WIDTH + GAP) - GAP / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${TOP + HEIGHT + BOTTOM + 8}" font-family="system-ui, sans-serif" font-size="12">
<title>Time of construction and synthesis against the number of federations</title>
<style>
text { fill: #768390; }
.title { font-size: 14px; font-weight: 600; }
.grid { stroke: #8c959f; stroke-opacity: .3; fill: none; }
polyline, g line { stroke-width: 2; fill: none; }
.v0 { stroke: #0969da; } .v1 { stroke: #bf8700; } .v2 { stroke: #1a7f37; } .v3 { stroke: #cf222e; } .v4 { stroke: #8250df; }
.v1, .v2, .v3, .v4 { stroke-dasharray: 5 3; }
g text { stroke: none; }
</style>
${[...panels, ...legend].join('\n')}
</svg>
`;
}

function panel({ name, summaries }: CaseResult, variants: readonly string[], left: number): string {
  const x = scale(summaries.map(({ size }) => size), left, left + WIDTH);
  const y = scale(summaries.map(({ milliseconds }) => milliseconds), TOP + HEIGHT, TOP);
  const lines = variants.map(variant => {
    const points = summaries.filter(summary => summary.variant === variant).map((summary: Summary) => `${x.at(summary.size)},${y.at(summary.milliseconds)}`);
    return points.length > 0 ? `<polyline class="${className(variants, variant)}" points="${points.join(' ')}"/>` : '';
  });
  return [
    `<text class="title" x="${left}" y="${TOP - 16}">${name}</text>`,
    ...x.decades.map(size => `<path class="grid" d="M${x.at(size)} ${TOP}V${TOP + HEIGHT}"/><text text-anchor="middle" x="${x.at(size)}" y="${TOP + HEIGHT + 18}">${size}</text>`),
    ...y.decades.map(ms => `<path class="grid" d="M${left} ${y.at(ms)}H${left + WIDTH}"/><text text-anchor="end" x="${left - 6}" y="${y.at(ms) + 4}">${duration(ms)}</text>`),
    `<text text-anchor="middle" x="${left + WIDTH / 2}" y="${TOP + HEIGHT + 34}">federations</text>`,
    ...lines,
  ].join('\n');
}

/** A logarithmic scale over the decades that hold all values. */
function scale(values: readonly number[], from: number, to: number) {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.ceil(Math.log10(Math.max(...values)));
  return {
    decades: Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)),
    at: (value: number) => Math.round((from + (Math.log10(value) - low) / (high - low) * (to - from)) * 10) / 10,
  };
}

function duration(milliseconds: number): string {
  return milliseconds >= 1000 ? `${milliseconds / 1000} s` : `${milliseconds} ms`;
}

function className(variants: readonly string[], variant: string): string {
  return `v${variants.indexOf(variant)}`;
}
