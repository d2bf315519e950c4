import { ROW } from './picture';

/** Colours meet 4.5 to 1 on their backgrounds, in light and dark. */
export const STYLE = `:root{color-scheme:light dark;--page:#fff;--raised:#f6f7f9;--text:#1b1f24;--muted:#57606a;--edge:#d5dae0;--link:#0b5cad;
--good:#1a7034;--good-tint:#e3f4e8;--bad:#b42318;--bad-tint:#fdecea;--unsure:#855600;--unsure-tint:#fdf3dc;--held:#6e7a87}
@media (prefers-color-scheme:dark){:root{--page:#0f1419;--raised:#181e25;--text:#e6e9ed;--muted:#9fabb8;--edge:#313b46;--link:#7ab8ff;
--good:#56c271;--good-tint:#14301c;--bad:#ff8a80;--bad-tint:#3b1a18;--unsure:#e3b04b;--unsure-tint:#33280f;--held:#8793a0}}
*{box-sizing:border-box}
html{scroll-padding-top:5rem}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
body>header,main,.filter{max-width:82rem;margin:0 auto;padding:0 1.5rem}
code,q{font:.87em/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
main:focus{outline:none}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--page);padding:.5rem 1rem;z-index:3}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
body>header{padding-top:2rem}
.eyebrow{margin:0;color:var(--muted);font-size:.87rem;letter-spacing:.02em}
h1{margin:.1rem 0 .2rem;font-size:1.9rem;line-height:1.2;font-weight:650}
.matches h1 span{color:var(--good)}.differs h1 span{color:var(--bad)}
header p{margin:.2rem 0}
.summary{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.25rem 0 0}
.summary div{border:1px solid var(--edge);background:var(--raised);border-radius:8px;padding:.6rem 1rem;min-width:11rem}
.summary dt{color:var(--muted);font-size:.85rem}
.summary dd{margin:0;font-size:1.2rem;font-weight:600;font-variant-numeric:tabular-nums}
.good{color:var(--good)}.bad{color:var(--bad)}.unsure{color:var(--unsure)}.plain,.none{color:var(--muted)}
ul.plain{color:inherit}
.filter{position:sticky;top:0;z-index:3;display:flex;gap:.75rem;align-items:center;padding-top:.75rem;padding-bottom:.75rem;background:var(--page);border-bottom:1px solid var(--edge);margin-top:1rem}
.filter[hidden]{display:none}
.filter label{font-weight:600}
.filter input{flex:0 1 28rem;min-width:0;font:inherit;color:inherit;background:var(--raised);border:1px solid var(--held);border-radius:6px;padding:.4rem .7rem}
.filter input::placeholder{color:var(--muted);opacity:1}
.filter output{color:var(--muted)}
section{margin:2.25rem 0}
h2{font-size:1.3rem;margin:0 0 .5rem;font-weight:650}
h3{font-size:1rem;margin:0;font-weight:600}
.hint{color:var(--muted);margin:0 0 1rem;max-width:52rem}
.badge{display:inline-block;border-radius:999px;padding:.05rem .6rem;font-size:.82rem;font-weight:600;white-space:nowrap;border:1px solid currentColor}
.badge.good{background:var(--good-tint)}.badge.bad{background:var(--bad-tint)}.badge.unsure{background:var(--unsure-tint)}
.finding{border:1px solid var(--edge);border-left:4px solid var(--held);border-radius:6px;padding:.8rem 1.1rem;margin:0 0 .8rem}
.finding.error{border-left-color:var(--bad)}.finding.warning{border-left-color:var(--unsure)}
.finding .detail{margin:.4rem 0;overflow-wrap:anywhere}
.finding>details{font-size:.92rem;margin-bottom:.4rem}.finding>details>summary{color:var(--link)}
.finding dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.2rem 1rem;margin:0}
.finding dt{color:var(--muted)}.finding dd{margin:0;overflow-wrap:anywhere}
.finding ul,ul.plain{margin:0;padding:0;list-style:none}
.side{color:var(--muted);font-size:.85rem}.file{color:var(--muted);font-size:.85rem;overflow-wrap:anywhere}
details.lane,details.tried{border:1px solid var(--edge);border-radius:8px;margin:0 0 .8rem;background:var(--page)}
.lane>summary,.tried>summary{display:flex;flex-wrap:wrap;gap:.1rem 1rem;align-items:baseline;padding:.65rem 1rem;cursor:pointer;background:var(--raised);border-radius:8px}
.lane>summary::before,.tried>summary::before{content:"\\25b8";color:var(--muted)}
.lane[open]>summary{position:sticky;top:0;z-index:2}.filter:not([hidden])~main .lane[open]>summary{top:3.7rem}
.lane[open]>summary::before,.tried[open]>summary::before{content:"\\25be"}
summary h3{overflow-wrap:anywhere}
.of,.facts{color:var(--muted);font-weight:400}.facts{font-size:.9rem}
.scroll{overflow-x:auto}
.columns{display:grid;grid-template-columns:minmax(12rem,1.2fr) minmax(13rem,1fr) minmax(11rem,1fr) minmax(3rem,.35fr) minmax(12rem,1.1fr);padding:0 1rem 1rem;min-width:56rem}
.columns>div{display:flex;flex-direction:column;position:relative;min-width:0}
h4{margin:0;height:44px;padding-bottom:4px;display:flex;flex-direction:column;justify-content:flex-end;font-size:.82rem;line-height:1.3;font-weight:600;color:var(--muted)}
.nodes{list-style:none;margin:0;padding:0;flex:1;display:flex;flex-direction:column;justify-content:center}
.nodes li{height:${ROW}px;padding:6px .6rem;min-width:0;position:relative;border-radius:6px}
.nodes li[hidden]{display:none}
.nodes li::before{content:"";position:absolute;inset:3px 0;border:1px solid var(--edge);border-radius:6px;background:var(--raised);z-index:0}
.nodes li>*{position:relative;display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;line-height:1.35}
.nodes li>.unseen{position:absolute}
.nodes a,.nodes .name{font-weight:600;font-size:.92rem}
.from a{margin-right:1.4rem;padding:0 2px}
.nodes small,th small{color:var(--muted);font-size:.8rem;font-weight:400}
.nodes small b{color:var(--bad);font-weight:600}.nodes small b.depends{color:var(--unsure)}
.nodes .mark{position:absolute;right:.6rem;top:6px;font-weight:700}
.gutter svg{display:block;position:relative;z-index:1;margin-top:44px;pointer-events:none}
path{fill:none;stroke:var(--held);stroke-width:1.5;vector-effect:non-scaling-stroke}
path.admitted{stroke:var(--good)}path.rejected{stroke:var(--bad)}path.depends{stroke:var(--unsure);stroke-dasharray:6 4}
.lighting .gutter:has(.gate) path{opacity:.18}.lighting path.lit{opacity:1!important;stroke-width:3}
.gate{position:absolute;inset:0 26%;background:var(--raised);border:1px solid var(--edge);border-radius:6px}
.gate h4{color:var(--text);text-align:center;justify-content:center;overflow:hidden;padding:0 .3rem}
.gate small{font-weight:400;color:var(--muted)}.gate h4,.gate small{overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .7rem;border-bottom:1px solid var(--edge)}
thead th{color:var(--muted);font-size:.85rem;font-weight:600;white-space:nowrap}
tbody th{font-weight:600;min-width:13rem;overflow-wrap:anywhere}
th small{display:block}
.wide td{min-width:9rem}.wide td:nth-child(2){min-width:0}.wide td:nth-child(3),.wide td:nth-child(5),.wide td:nth-child(6){width:22%;min-width:13rem}
th details,td details{font-weight:400;font-size:.87rem;margin-top:.2rem}
summary{cursor:pointer}th summary,td summary{color:var(--link)}
.steps{margin:.3rem 0;padding-left:1.3rem;max-width:34rem}
tr:target,tr:focus{background:var(--raised);outline:2px solid var(--link);outline-offset:-2px}
[hidden]{display:none!important}
@media (max-width:46rem){body>header,main,.filter{padding-left:1rem;padding-right:1rem}}
@media (forced-colors:active){path{stroke:CanvasText}.badge{border:1px solid}}
@media (prefers-reduced-motion:no-preference){path{transition:opacity .12s}}
@media print{:root{color-scheme:light;--page:#fff;--raised:#f6f7f9;--text:#000;--muted:#444;--edge:#bbb;--link:#000;--good:#14592a;--bad:#97180e;--unsure:#6b4500;--held:#555}
body{font-size:10pt}.filter,.skip{display:none}main,body>header{max-width:none;padding:0}.scroll{overflow:visible}.columns{min-width:0;grid-template-columns:1.2fr .8fr 1fr .3fr 1.1fr}
tr,.finding,.lane{break-inside:avoid}.long .scroll{display:none}.lane[open]>summary{position:static}h2,h3{break-after:avoid}thead{display:table-header-group}a{text-decoration:none}}
`;
