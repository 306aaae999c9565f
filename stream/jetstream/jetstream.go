// Package jetstream registers the input "gatefold_jetstream" with benthos: it
// pulls messages from a durable consumer of NATS JetStream and acknowledges
// each when it has been written, so that one that was under way when the
// process ended comes again.
//
// The core of benthos has no NATS. Builds that do, Redpanda Connect and Bento
// among them, have an input of their own that serves as well.
package jetstream

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/redpanda-data/benthos/v4/public/service"
)

func init() {
	if err := service.RegisterInput("gatefold_jetstream", spec(), newInput); err != nil {
		panic(err)
	}
}

func spec() *service.ConfigSpec {
	return service.NewConfigSpec().
		Categories("Services").
		Summary("Pulls messages from a durable consumer of NATS JetStream.").
		Description("Headers become metadata, their names in lower case and with underscores: Content-Type is content_type. A message is acknowledged when it has been written, and sent again where that failed.").
		Fields(
			service.NewStringField("url").Default(nats.DefaultURL).Description("The address of the server."),
			service.NewStringField("stream").Description("The name of the stream, which must exist."),
			service.NewStringField("durable").Default("gatefold").Description("The name of the consumer, which is made if there is none."),
			service.NewDurationField("ack_wait").Default("30s").Description("How long the server waits for a message to be written before it sends it again."),
			service.NewIntField("max_in_flight").Default(64).Description("How many messages are under way at the same time."),
		)
}

type input struct {
	url, stream, durable string
	ackWait              time.Duration
	inFlight             int

	mu       sync.Mutex
	conn     *nats.Conn
	messages jetstream.MessagesContext
}

func newInput(conf *service.ParsedConfig, _ *service.Resources) (service.Input, error) {
	in := &input{}
	var errs [5]error
	in.url, errs[0] = conf.FieldString("url")
	in.stream, errs[1] = conf.FieldString("stream")
	in.durable, errs[2] = conf.FieldString("durable")
	in.ackWait, errs[3] = conf.FieldDuration("ack_wait")
	in.inFlight, errs[4] = conf.FieldInt("max_in_flight")
	// A message that was not acknowledged is sent again by the server, a rejected
	// one by this process, without waiting for that.
	return service.AutoRetryNacks(in), errors.Join(errs[:]...)
}

// Connect opens the connection and the consumer.
func (in *input) Connect(ctx context.Context) error {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.messages != nil {
		return nil
	}
	conn, err := nats.Connect(in.url)
	if err != nil {
		return err
	}
	if in.messages, err = in.consume(ctx, conn); err != nil {
		conn.Close()
		return err
	}
	in.conn = conn
	return nil
}

func (in *input) consume(ctx context.Context, conn *nats.Conn) (jetstream.MessagesContext, error) {
	js, err := jetstream.New(conn)
	if err != nil {
		return nil, err
	}
	consumer, err := js.CreateOrUpdateConsumer(ctx, in.stream, jetstream.ConsumerConfig{
		Durable: in.durable, AckPolicy: jetstream.AckExplicitPolicy, AckWait: in.ackWait, MaxAckPending: in.inFlight,
	})
	if err != nil {
		return nil, err
	}
	return consumer.Messages(jetstream.PullMaxMessages(in.inFlight))
}

// Read waits for the next message.
func (in *input) Read(ctx context.Context) (*service.Message, service.AckFunc, error) {
	in.mu.Lock()
	messages := in.messages
	in.mu.Unlock()
	if messages == nil {
		return nil, nil, service.ErrNotConnected
	}
	m, err := messages.Next(jetstream.NextContext(ctx))
	switch {
	case ctx.Err() != nil:
		return nil, nil, ctx.Err()
	case err != nil:
		in.disconnect()
		return nil, nil, service.ErrNotConnected
	}
	return message(m), func(_ context.Context, err error) error {
		if err != nil {
			return m.Nak()
		}
		return m.Ack()
	}, nil
}

func message(m jetstream.Msg) *service.Message {
	msg := service.NewMessage(m.Data())
	msg.MetaSetMut("nats_subject", m.Subject())
	for name, values := range m.Headers() {
		msg.MetaSetMut(strings.ReplaceAll(strings.ToLower(name), "-", "_"), strings.Join(values, ", "))
	}
	return msg
}

func (in *input) disconnect() {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.messages != nil {
		in.messages.Stop()
	}
	if in.conn != nil {
		in.conn.Close()
	}
	in.messages, in.conn = nil, nil
}

// Close ends the connection.
func (in *input) Close(context.Context) error {
	in.disconnect()
	return nil
}
