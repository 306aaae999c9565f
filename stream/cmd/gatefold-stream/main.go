// Command gatefold-stream is a build of benthos with the processor "gatefold",
// the components of the core and an input for NATS JetStream.
//
//	gatefold-stream -c files.yaml
//	gatefold-stream list processors
//	gatefold-stream create file/gatefold/file
//
// Any other build serves as well if it imports the package stream.
package main

import (
	"context"

	_ "github.com/redpanda-data/benthos/v4/public/components/io"
	_ "github.com/redpanda-data/benthos/v4/public/components/pure"
	"github.com/redpanda-data/benthos/v4/public/service"

	_ "github.com/gatefold/gatefold/stream"
	_ "github.com/gatefold/gatefold/stream/jetstream"
)

func main() { service.RunCLI(context.Background()) }
