// Mcp serves the saved pages of a folder to an agent over the Model Context
// Protocol: which there are, the story of one in pieces of a bounded size, and
// what the page says of access. It makes no request and reads nothing outside
// the folder.
//
//	go run . testdata
//
// An agent starts it and talks to it over standard input and output:
//
//	{"mcpServers": {"pages": {"command": "gatefold-mcp", "args": ["/home/me/pages"]}}}
package main

import (
	"context"
	"log"
	"os"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: mcp FOLDER")
	}
	// A root keeps links and ".." inside the folder.
	root, err := os.OpenRoot(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = root.Close() }() // it was only read
	if err := NewServer(root.FS()).Run(context.Background(), &mcp.StdioTransport{}); err != nil {
		log.Fatal(err)
	}
}
