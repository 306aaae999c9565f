// Package cputime tells what work has cost of a processor. The clock on the wall
// tells as much of what else the machine does: a page that took 1.7 times as long as
// its parser has been measured at 2.2 times under load.
package cputime

import "time"

// Thread returns what the calling thread has used of a processor, the system's part
// included. A goroutine that takes the difference of two calls must hold its thread
// with runtime.LockOSThread. Where no thread's own time is known it is the clock
// on the wall.
func Thread() time.Duration { return thread() }

// Process returns what all threads have used, as user and in the system.
func Process() (user, system time.Duration) { return process() }

func wall() time.Duration { return time.Duration(time.Now().UnixNano()) }
