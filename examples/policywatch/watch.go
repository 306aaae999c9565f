package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/article"
)

// Reading is what was found at each address at one time.
type Reading map[string]State

// State is what a page said of access. Two of them can be compared.
type State struct {
	Policy       article.Policy
	Completeness article.Completeness
	// Prices are what its promos offered, in order.
	Prices string
	// Conflicting is set where the page contradicts itself, so that a change
	// of the policy may be none.
	Conflicting bool
}

// Read reads JSON Lines as the command writes them. Pages that failed and those
// that are no articles are left out.
func Read(r io.Reader) (Reading, error) {
	found := Reading{}
	dec := json.NewDecoder(r)
	for n := 1; ; n++ {
		var line struct {
			Error string `json:"error"`
		}
		var raw json.RawMessage
		err := dec.Decode(&raw)
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		var art article.Article
		if err == nil {
			err = errors.Join(json.Unmarshal(raw, &line), json.Unmarshal(raw, &art))
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		address := art.CanonicalURL
		if address == "" {
			address = art.URL
		}
		if line.Error == "" && address != "" && art.Kind.IsArticle() {
			found[address] = stateOf(&art)
		}
	}
}

func stateOf(art *article.Article) State {
	s := State{Policy: art.Access.Policy, Completeness: art.Access.Completeness}
	for _, c := range art.Access.Conflicts {
		s.Conflicting = s.Conflicting || c.About == "policy"
	}
	prices := map[string]bool{}
	for _, p := range art.Promos {
		for _, o := range p.Offers {
			prices[strings.TrimSpace(o.Amount+" "+o.Currency+" / "+o.Period)] = true
		}
	}
	s.Prices = strings.Join(slices.Sorted(maps.Keys(prices)), ", ")
	return s
}

// Change is one thing that is different about one address.
type Change struct{ URL, What, Before, After string }

// Compare returns the changes of the addresses that both readings have, by
// address. Verdicts that rest on nothing, before or after, are no change.
func Compare(before, after Reading) []Change {
	var changes []Change
	for _, address := range both(before, after) {
		b, a := before[address], after[address]
		if b.Policy != a.Policy && b.Policy != article.PolicyUnknown && a.Policy != article.PolicyUnknown {
			what := "policy"
			if b.Conflicting || a.Conflicting {
				what = "policy, where signals disagree"
			}
			changes = append(changes, Change{address, what, string(b.Policy), string(a.Policy)})
		}
		if b.Completeness != a.Completeness && b.Completeness != article.CompletenessUnknown && a.Completeness != article.CompletenessUnknown {
			changes = append(changes, Change{address, "completeness", string(b.Completeness), string(a.Completeness)})
		}
		if b.Prices != a.Prices && b.Prices != "" && a.Prices != "" {
			changes = append(changes, Change{address, "offers", b.Prices, a.Prices})
		}
	}
	return changes
}

func both(before, after Reading) []string {
	var addresses []string
	for address := range before {
		if _, ok := after[address]; ok {
			addresses = append(addresses, address)
		}
	}
	slices.Sort(addresses)
	return addresses
}

// Share is how open a publisher was before and after, counted on the stories
// that both readings have: others would tell what was read, not what changed.
type Share struct {
	Host       string
	Stories    int
	Free, Full [2]int
}

// Shares returns the share of each host, by name.
func Shares(before, after Reading) []Share {
	byHost := map[string]*Share{}
	for _, address := range both(before, after) {
		host := hostOf(address)
		s := byHost[host]
		if s == nil {
			s = &Share{Host: host}
			byHost[host] = s
		}
		s.Stories++
		for i, r := range []Reading{before, after} {
			if r[address].Policy == article.PolicyFree {
				s.Free[i]++
			}
			if r[address].Completeness == article.CompletenessFull {
				s.Full[i]++
			}
		}
	}
	var shares []Share
	for _, host := range slices.Sorted(maps.Keys(byHost)) {
		shares = append(shares, *byHost[host])
	}
	return shares
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}
