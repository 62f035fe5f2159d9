/** The style of the page. Light only, one column, wraps instead of scrolling, prints on A4. Contrast is 4.5:1 or more. */
export const STYLE = `
*{box-sizing:border-box}
html{color-scheme:light;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:#fff;color:#1a1a1a;font:16px/1.5 system-ui,"Segoe UI","DejaVu Sans",Arial,sans-serif;overflow-wrap:break-word}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1,h2,h3,h4{line-height:1.25;margin:1.8em 0 .6em;break-after:avoid}
h1{font-size:1.8rem;margin-top:0}
h2{font-size:1.4rem;padding-top:.8rem;border-top:2px solid #1f4e8c}
h3{font-size:1.13rem}
h4{font-size:1rem}
p,ul,ol,table,pre,blockquote,figure,details{margin:0 0 1em}
ul,ol{padding-left:1.5em}
li{margin:.2em 0}
a{color:#174a8c}
a:focus-visible,summary:focus-visible{outline:3px solid #1f4e8c;outline-offset:2px}
.skip{position:absolute;top:0;left:0;padding:.5rem 1rem;background:#fff;color:#174a8c;transform:translateY(-110%)}
.skip:focus{transform:none}
code{font:.88em/1.45 ui-monospace,Consolas,"DejaVu Sans Mono",monospace;background:#f2f4f7;padding:.05em .25em;border-radius:3px;overflow-wrap:anywhere}
.long{overflow-wrap:anywhere}
a code{color:inherit}
pre{background:#f2f4f7;border:1px solid #c9ced6;border-radius:4px;padding:.7em .8em;white-space:pre-wrap;overflow-wrap:anywhere}
pre code{background:none;padding:0;font-size:.82rem}
pre ins,pre del{text-decoration:none}
pre ins{background:#d9f2df;color:#0f4a22}
pre del{background:#fbe1e0;color:#7a1412}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{border:1px solid #c9ced6;padding:.35em .55em;text-align:left;vertical-align:top}
thead th,thead td{background:#e8eef6}
tbody th{font-weight:600;background:#f6f8fb}
.right{text-align:right;font-variant-numeric:tabular-nums}
.pairs tbody th{width:32%}
blockquote{margin-left:0;padding:.1em 1em;border-left:4px solid #5c5c5c}
.alert{margin:0 0 1em;padding:.6em 1em .1em;border:1px solid #5c5c5c;border-left-width:6px}
.alert-title{font-weight:700;margin-bottom:.3em}
.note,.tip{border-color:#1f4e8c}
.important,.warning,.caution{border-color:#8a3b00}
.box{font-family:ui-monospace,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}
summary{cursor:pointer;font-weight:600;margin-bottom:.5em}
details{border:1px solid #c9ced6;border-radius:4px;padding:.5em .8em 0}
nav{background:#f6f8fb;border:1px solid #c9ced6;border-radius:4px;padding:.8em 1em;margin:1.5em 0}
nav p{font-weight:700;margin:0 0 .3em}
nav ul{margin:0;padding:0;list-style:none}
nav li{margin:0 0 .2em}
nav code{background:none;padding:0}
.chart{break-inside:avoid;margin-bottom:2em}
.picture svg{display:block;width:100%;height:auto;max-width:36rem}
.broad{display:none}
.broad svg{max-width:none}
.figures table{font-size:.85rem;margin-bottom:.5em}
.figures th,.figures td{padding:.2em .45em}
.figures tbody th{font-weight:400;background:none}
.numbers tbody th,.numbers td{white-space:nowrap}
figcaption{font-size:.9rem;color:#3d3d3d}
@media print,screen and (min-width:740px){
.chart-queue,.chart-flow,.chart-delays{display:grid;grid-template-columns:minmax(0,1fr) max-content;gap:.4rem 1.2rem;align-items:start}
figcaption{grid-column:1/-1}
}
@media (min-width:641px){
nav ul{columns:2;column-gap:2.5em}
nav li{break-inside:avoid}
.slim{display:none}
.broad{display:block}
.place{overflow-wrap:break-word}
.chart-timeline td{min-width:6.3rem}
}
@media screen and (max-width:640px){
h1{font-size:1.5rem}
.wide,.wide tbody,.wide tr,.wide th,.wide td{display:block;width:auto}
.wide thead,.wide td:empty{display:none}
.wide tr{border:1px solid #c9ced6;border-radius:4px;margin-bottom:.7em;padding:.3em .6em}
.wide th,.wide td{border:0;padding:.15em 0;text-align:left}
.wide td[data-label]::before{content:attr(data-label) ": ";font-weight:600}
.figures .wide tr{margin-bottom:.35em;padding:.1em .6em}
.figures .wide td{padding:0}
}
@page{size:A4;margin:16mm 14mm}
@media print{
html{font-size:9.5pt}
body{font-size:1rem;line-height:1.4}
main{max-width:none;padding:0}
.skip{display:none}
nav{break-inside:avoid}
a{color:inherit}
h1,h2,h3,h4{margin:1.3em 0 .5em}
p,li{orphans:3;widows:3}
h4+p,p:has(>strong:only-child){break-after:avoid}
p,ul,ol,table,pre,blockquote,details{margin-bottom:.7em}
table{font-size:.86rem;line-height:1.3}
th,td{padding:.25em .45em}
tr,.alert{break-inside:avoid}
thead{display:table-header-group}
pre{break-inside:auto;padding:.5em .8em;font-size:.76rem;line-height:1.3;box-decoration-break:clone}
pre code{font-size:1em;line-height:inherit}
.slim{display:none}
.broad{display:block}
.picture{break-inside:avoid}
.chart{margin-bottom:1.2em}
figcaption{font-size:.86rem}
details{border:0;padding:0}
summary{list-style:none}
@supports selector(::details-content){.code>summary{display:none}}
details:not([open])::details-content{display:block;content-visibility:visible;block-size:auto}
}
`;
