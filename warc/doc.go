// Package warc reads pages out of the files in which crawlers, archives and
// browsers keep them: WARC, plain and compressed, MHTML ("web page, single
// file") and Safari's .webarchive.
//
//	rd, err := warc.NewReader(f, warc.Options{})
//	for rec, err := range rd.Pages() {
//		if err != nil {
//			log.Print(err) // this record only; the next one follows
//			continue
//		}
//		art, err := rec.Extract(x)
//	}
//	fmt.Println(rd.Counts())
//
// Pages gives the records that hold HTML, with their transfer and content
// encodings undone. Whatever else a file holds, and every record that is
// damaged, is counted by [Outcome].
//
// # What is undone, and how it is told
//
// The bytes decide, not the header: crawls exist that keep Content-Encoding and
// Transfer-Encoding over payloads that they had decoded already (CC-NEWS before
// May 2019), and others that do the opposite.
//
// # Foreign input
//
// Nothing that a file declares is believed: headers, blocks and what
// compression makes of them are bounded by [Options]. A damaged record costs
// that record; reading goes on with the next one, and over a file that can seek
// it goes back where a wrong length has swallowed others.
package warc
