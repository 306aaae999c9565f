//go:build !linux

package hostile

import "time"

// cpuTime is the clock on the wall where no thread's own time is known.
func cpuTime() time.Duration { return time.Duration(time.Now().UnixNano()) }

func processTime() time.Duration { return cpuTime() }
