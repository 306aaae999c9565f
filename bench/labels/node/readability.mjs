// Mozilla's Readability with its defaults, on jsdom, as its README calls it.
//
//   node readability.mjs FOLDER > readability.jsonl
import { Readability } from '@mozilla/readability';
import { JSDOM, VirtualConsole } from 'jsdom';
import { day, people, run, textOf } from './pages.mjs';

await run((html, url) => {
  // A console that nobody listens to: jsdom would report each style that it cannot read.
  const dom = new JSDOM(html, { url, virtualConsole: new VirtualConsole() });
  try {
    const got = new Readability(dom.window.document).parse();
    return got && { text: textOf(got.content), title: got.title, authors: people(got.byline), date: day(got.publishedTime) };
  } finally {
    dom.window.close();
  }
});
