import { ROW } from './picture';

/** Filtering, lines that light up, and unfolding on paper. All else works without it. */
export const SCRIPT = `'use strict';
const ROW = ${ROW};
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
const lanes = all('.lane');
const at = item => Number(item.dataset.at);

function arrange(lane) {
  const [lines, grants] = all('svg', lane);
  const shown = column => all('.nodes.' + column + ' > li', lane).filter(item => !item.hidden).map(at);
  const show = (column, wanted) => { for (const item of all('.nodes.' + column + ' > li', lane)) item.hidden = !wanted.has(at(item)); };
  const ends = (svg, from) => new Set(all('path', svg).filter(path => from.includes(Number(path.dataset.from)) && path.dataset.to).map(path => Number(path.dataset.to)));
  const from = shown('from');
  show('via', ends(lines, from));
  const via = shown('via');
  show('to', ends(grants, via));
  const to = shown('to');
  const height = ROW * Math.max(from.length, via.length, to.length, 2);
  const y = (list, one) => height / 2 + (list.indexOf(one) - (list.length - 1) / 2) * ROW;
  const draw = (svg, left, right) => {
    svg.setAttribute('height', height);
    svg.setAttribute('viewBox', '0 0 100 ' + height);
    for (const path of all('path', svg)) {
      const { from, to, end } = path.dataset;
      const visible = left.includes(Number(from));
      path.style.display = visible ? '' : 'none';
      if (!visible) continue;
      const start = y(left, Number(from));
      const stop = to === undefined ? 0 : y(right, Number(to));
      path.setAttribute('d', to === undefined
        ? 'M0 ' + start + 'H' + end + 'M' + end + ' ' + (start - 8) + 'V' + (start + 8)
        : 'M0 ' + start + 'C50 ' + start + ' 50 ' + stop + ' 100 ' + stop);
    }
  };
  draw(lines, from, via);
  draw(grants, via, to);
}

for (const lane of lanes) {
  const light = event => {
    const item = event.target.closest('.nodes > li');
    const column = item && (item.parentElement.classList.contains('from') ? 'from' : item.parentElement.classList.contains('via') ? 'to' : undefined);
    lane.classList.toggle('lighting', Boolean(column));
    for (const path of all('.gutter:has(.gate) path', lane)) path.classList.toggle('lit', Boolean(column) && path.dataset[column] === item.dataset.at);
  };
  lane.addEventListener('mouseover', light);
  lane.addEventListener('focusin', light);
  lane.addEventListener('mouseleave', light);
}

const bar = document.querySelector('.filter');
if (bar) {
  bar.hidden = false;
  const [input] = all('input', bar);
  const [output] = all('output', bar);
  const rows = all('[data-row]').map(row => ({ row, text: row.textContent.toLowerCase() }));
  const workloads = rows.filter(({ row }) => row.id.startsWith('workload-'));
  const nodes = lanes.map(lane => ({ lane, open: lane.open, items: all('.from > li', lane).map(item => ({ item, text: '' })) }));
  for (const { lane, items } of nodes) {
    const name = all('h3', lane)[0].textContent.toLowerCase();
    for (const entry of items) entry.text = (name + ' ' + entry.item.dataset.text + ' ' + entry.item.textContent).toLowerCase();
  }
  const apply = () => {
    const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const holds = text => words.every(word => text.includes(word));
    for (const { row, text } of rows) row.hidden = !holds(text);
    for (const { lane, open, items } of nodes) {
      for (const { item, text } of items) item.hidden = !holds(text);
      const some = items.some(({ item }) => !item.hidden);
      lane.hidden = !some;
      lane.open = words.length === 0 ? open : some;
      arrange(lane);
    }
    for (const part of all('.tried')) part.hidden = words.length > 0 && all('tbody tr', part).every(row => row.hidden);
    const left = workloads.filter(({ row }) => !row.hidden).length;
    output.textContent = words.length === 0 ? '' : left + ' of ' + workloads.length + ' workloads';
  };
  let waiting;
  input.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
  document.addEventListener('keydown', event => {
    if (event.key === '/' && document.activeElement !== input) { event.preventDefault(); input.focus(); }
    if (event.key === 'Escape' && document.activeElement === input) { input.value = ''; apply(); }
  });
}

let folded = [];
addEventListener('beforeprint', () => {
  folded = all('.lane:not(.long):not([open]), .tried:not([open]), .telling:not([open])');
  for (const part of folded) part.open = true;
});
addEventListener('afterprint', () => { for (const part of folded) part.open = false; });
`;
