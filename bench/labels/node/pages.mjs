// What both extractors share: the pages as the benchmark lays them out, their
// text as it is scored, and an object a line on standard output.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import sniff from 'html-encoding-sniffer';
import { parseHTML } from 'linkedom';

// run calls extract for each page of FOLDER/pages.jsonl, the argument of the
// program, and writes what it returns. A page on which it throws, or for which it
// finds nothing, is written with an empty text, and counted as one.
export async function run(extract) {
  const list = join(process.argv[2] ?? '.', 'pages.jsonl');
  for (const line of readFileSync(list, 'utf8').split('\n').filter(Boolean)) {
    const page = JSON.parse(line);
    let out = {};
    try {
      const bytes = gunzipSync(readFileSync(join(dirname(list), page.file)));
      out = (await extract(decode(bytes), page.url, bytes)) ?? {};
    } catch (e) {
      console.error(`${page.id}: ${e.message ?? e}`);
    }
    process.stdout.write(JSON.stringify({ id: page.id, text: '', ...out }) + '\n');
    await new Promise(setImmediate); // a closed window of jsdom is let go when the loop turns
  }
}

// decode reads a page's bytes in the charset that a browser would take.
function decode(bytes) {
  return new TextDecoder(sniff(bytes, { defaultEncoding: 'UTF-8' })).decode(bytes);
}

const blocks = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL BR'.split(' '),
);

// textOf is the text of an extract in HTML with a line for each block. textContent
// alone would run the last word of a paragraph and the first of the next together.
export function textOf(html) {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  const parts = [];
  const walk = (node) => {
    if (node.nodeType === 3) parts.push(node.data);
    if (node.nodeType !== 1 || node.tagName === 'SCRIPT' || node.tagName === 'STYLE') return;
    const block = blocks.has(node.tagName);
    if (block) parts.push('\n');
    node.childNodes.forEach(walk);
    if (block) parts.push('\n');
  };
  walk(document.body);
  return parts.join('').replace(/[^\S\n]+/g, ' ').replace(/\s*\n\s*/g, '\n').trim();
}

// people splits a line of names at the marks between them, as the benchmark does for
// every extractor that gives its authors as one string.
export function people(line) {
  return (line ?? '')
    .replace(/;| & | and | und | et |\|/g, ',')
    .split(',')
    .map((name) => name.trim().replace(/^By /, '').replace(/^by /, ''))
    .filter(Boolean);
}

// day is the day that a moment begins with, as the page states it: in the page's own
// zone, and no zone where it names none.
export function day(moment) {
  return /^\d{4}-\d{2}-\d{2}/.exec(moment ?? '')?.[0] ?? later(moment);
}

// later reads the other forms of a moment, such as "Jan 2, 2026".
function later(moment) {
  const at = new Date(moment ?? '');
  if (!moment || Number.isNaN(at.getTime())) return '';
  const two = (n) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
