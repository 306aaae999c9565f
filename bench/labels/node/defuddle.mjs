// Defuddle with its defaults, on the DOM that its README names first.
//
//   node defuddle.mjs FOLDER > defuddle.jsonl
//
// useAsync is off: with it some of its extractors would fetch from third parties
// what the page does not hold.
import { Defuddle } from 'defuddle/node';
import { parseHTML } from 'linkedom';
import { day, people, run, textOf } from './pages.mjs';

await run(async (html, url) => {
  const { document } = parseHTML(html);
  const got = await Defuddle(document, url, { useAsync: false });
  return { text: textOf(got.content), title: got.title, authors: people(got.author), date: day(got.published) };
});
