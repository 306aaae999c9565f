// Package pipeline reads pages with Gatefold on Apache Beam.
//
//	p, s := beam.NewPipelineWithRoot()
//	files := pipeline.Match(s, "crawls/*.warc.gz", "saved")
//	pages, lost := pipeline.Read(s, files, pipeline.ReadConfig{})
//	lines, failed := pipeline.Extract(s, pages, pipeline.ExtractConfig{})
//	pipeline.Write(s, pipeline.WriteConfig{Dir: "out"}, lines, beam.Flatten(s, lost, failed))
//
// # Work is split by the engine
//
// A compressed WARC file is read by byte ranges: each range starts at a member
// of its own, so that a large file is shared among workers and one that is slow
// can hand over its rest. Pages pass from reading to writing in one stage and
// are never stored or sent between workers; so the memory does not grow with the
// file.
//
// # Output is written once
//
// Each bundle writes a file of its own below a temporary folder and gives its
// name to the next step only if the bundle succeeds. That step, which runs when
// all bundles are done, moves the files to their final names and then writes
// _SUCCESS. A run that is killed leaves no _SUCCESS; the next one removes what
// it left ([Prepare]) and does the work again. So nothing is lost and nothing is
// doubled in an output with _SUCCESS, and one without is not to be read.
//
// # Counters
//
// They are in the namespace "gatefold": pages, bytes, failures by error,
// policies, completeness, and the records of WARC files by outcome.
package pipeline
