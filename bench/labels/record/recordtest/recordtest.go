// Package recordtest holds a page with its record and the labels that both give.
package recordtest

import "github.com/gatefold/gatefold/internal/gold/blocks"

// HTML is the page. Its picture and its field for an address are blocks 4 and 7: they have
// numbers, and no text.
const HTML = `<html><head><title>Ferry</title><meta property="og:description" content="It came   late."></head><body>
<nav><a href="/">Home</a></nav><span>Harbour · </span>
<h1>The ferry</h1><p>By Ann Lee</p><img src="a.png">
<p>The ferry came late again today.</p>
<div hidden><p>Get our letter every morning</p><input type="email"><button>Sign up for 2.50 a month</button></div>
<p>Nobody minded the wait.</p></body></html>`

// Record is what a labeller wrote of it.
const Record = `# a remark
page: ferry
url: https://harbour.example/ferry
kind: article
lang: en
policy: metered alt=free,unknown ev=the page says so
content: full
kicker: = @1 0-7
title: 2
standfirst: = @og:description
byline: 3 authors=Ann Lee; Bo Dahl
date: published=2024-05-03
body: 5,9
promo newsletter hidden where=in-body offer="0 EUR/1 month trial; 2,50 EUR/month": 6-8
`

// Gold are its labels.
func Gold() blocks.Page {
	return blocks.Page{
		ID: "ferry", URL: "https://harbour.example/ferry", Kind: "article", Lang: "en", Title: "The ferry", Kicker: "Harbour",
		Standfirst: "It came late.", Authors: []string{"Ann Lee", "Bo Dahl"}, Date: "2024-05-03", Policy: "metered",
		PolicyAlt: []string{"free", "unknown"}, Content: "full",
		Blocks: []blocks.Block{
			{Role: blocks.Nav, Text: "Home"}, {Role: blocks.Nav, Text: "Harbour ·"}, {Role: blocks.Title, Text: "The ferry"},
			{Role: blocks.Byline, Text: "By Ann Lee"}, {Role: blocks.Body, Text: "The ferry came late again today."},
			{Role: blocks.Advert, Text: "Get our letter every morning", Hidden: true},
			{Role: blocks.Advert, Text: "Sign up for 2.50 a month", Hidden: true}, {Role: blocks.Body, Text: "Nobody minded the wait."},
		},
		Promos: []blocks.Promo{{
			Kind: "newsletter", Hidden: true, Where: "in-body", Text: "Get our letter every morning\nSign up for 2.50 a month",
			Offers: []blocks.Offer{{Amount: "0", Currency: "EUR", Period: "1 month", Trial: true}, {Amount: "2.50", Currency: "EUR", Period: "month"}},
		}},
	}
}
