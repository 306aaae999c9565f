//go:build !linux

package cputime

import "time"

func thread() time.Duration { return wall() }

func process() (user, system time.Duration) { return wall(), 0 }
