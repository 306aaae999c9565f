package cputime

import (
	"syscall"
	"time"
	"unsafe"
)

// threadClock is CLOCK_THREAD_CPUTIME_ID of clock_gettime(2). getrusage counts a
// thread in steps of some milliseconds.
const threadClock = 3

func thread() time.Duration {
	var ts syscall.Timespec
	if _, _, errno := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, threadClock, uintptr(unsafe.Pointer(&ts)), 0); errno != 0 {
		return wall()
	}
	return time.Duration(ts.Nano())
}

func process() (user, system time.Duration) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return wall(), 0
	}
	return time.Duration(u.Utime.Nano()), time.Duration(u.Stime.Nano())
}
