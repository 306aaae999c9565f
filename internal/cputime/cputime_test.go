package cputime_test

import (
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/cputime"
)

func TestOnlyWorkCounts(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the clock on the wall is all there is")
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	user, system := cputime.Process()
	start := cputime.Thread()
	time.Sleep(30 * time.Millisecond)
	assert.Less(t, cputime.Thread()-start, 20*time.Millisecond, "sleep is no work")
	n := 0
	for cputime.Thread()-start < 25*time.Millisecond {
		n++
	}
	assert.Positive(t, n)
	userThen, systemThen := cputime.Process()
	assert.GreaterOrEqual(t, userThen+systemThen-user-system, 5*time.Millisecond, "the thread is part of the process")
}
