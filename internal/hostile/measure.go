package hostile

import (
	"runtime"
	"time"
)

// Time returns the processor time of one call of run. It must not be used by
// two goroutines that share a thread, so that the caller's is locked to one.
func Time(run func()) time.Duration {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	before := cpuTime()
	run()
	return cpuTime() - before
}
