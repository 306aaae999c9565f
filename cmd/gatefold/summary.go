package main

import (
	"fmt"
	"strings"

	"github.com/gatefold/gatefold/article"
)

// summary counts what a run of several pages has come to.
type summary struct {
	pages, failed, previews int
	policies                map[article.Policy]int
}

// add counts a page. Without a policy there was no article to count.
func (s *summary) add(out *output) {
	s.pages++
	if out.err != nil {
		s.failed++
	}
	if out.policy == "" {
		return
	}
	if out.preview {
		s.previews++
	}
	if s.policies == nil {
		s.policies = map[article.Policy]int{}
	}
	s.policies[out.policy]++
}

// policyOrder is from the most open to the most closed.
var policyOrder = []article.Policy{
	article.PolicyFree, article.PolicyMetered, article.PolicyRegistration, article.PolicySubscription, article.PolicyUnknown,
}

// String returns the counts as one line: "8 pages, 1 failed, 2 previews; policy:
// 4 free, 3 subscription". Pages that were read in part are among the failed
// and have a policy.
func (s *summary) String() string {
	line := fmt.Sprintf("%s, %d failed, %s", counted(s.pages, "page"), s.failed, counted(s.previews, "preview"))
	var parts []string
	for _, p := range policyOrder {
		if n := s.policies[p]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, p))
		}
	}
	if len(parts) > 0 {
		line += "; policy: " + strings.Join(parts, ", ")
	}
	return line
}

// counted writes a number with its noun in the right form.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
