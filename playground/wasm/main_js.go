//go:build js && wasm

// Command wasm is the playground's engine for a browser. It defines one
// function for the worker that runs it, and waits:
//
//	gatefoldRead(name: string, data: Uint8Array, url: string)
//	  -> {title, summary, notes, report, html, markdown, text, json} or {error}
package main

import (
	"fmt"
	"syscall/js"

	"github.com/gatefold/gatefold/playground/engine"
)

func main() {
	var e engine.Engine
	js.Global().Set("gatefoldRead", js.FuncOf(func(_ js.Value, args []js.Value) any {
		data := make([]byte, args[1].Get("length").Int())
		js.CopyBytesToGo(data, args[1])
		return answer(&e, engine.Input{Name: args[0].String(), Data: data, URL: args[2].String()})
	}))
	select {}
}

// answer reads a page. A mistake of the library is an answer too: the worker
// could not read the next page without it.
func answer(e *engine.Engine, in engine.Input) (out map[string]any) {
	defer func() {
		if r := recover(); r != nil {
			out = map[string]any{"error": fmt.Sprintf("A mistake of Gatefold's own kept it from reading this page: %v. Please report it.", r)}
		}
	}()
	res, err := e.Read(in)
	if err != nil {
		return map[string]any{"error": engine.Words(err)}
	}
	notes := make([]any, len(res.Notes))
	for i, n := range res.Notes {
		notes[i] = n
	}
	return map[string]any{
		"title": res.Title, "summary": res.Summary, "notes": notes, "report": res.Report,
		"html": res.HTML, "markdown": res.Markdown, "text": res.Text, "json": res.JSON,
	}
}
