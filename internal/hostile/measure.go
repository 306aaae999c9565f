package hostile

import (
	"runtime"
	"time"

	"github.com/gatefold/gatefold/internal/cputime"
)

// ProcessTime returns what the whole process used of the processor, in its own
// code, for one call of run: the collector's work on what run allocates is in it,
// that on what was allocated before is not. Nothing else may be running.
func ProcessTime(run func()) time.Duration {
	runtime.GC()
	before, _ := cputime.Process()
	run()
	after, _ := cputime.Process()
	return after - before
}

// Time returns the processor time of one call of run. It must not be used by
// two goroutines that share a thread, so that the caller's is locked to one.
func Time(run func()) time.Duration {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	before := cputime.Thread()
	run()
	return cputime.Thread() - before
}
