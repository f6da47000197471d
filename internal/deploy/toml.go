package deploy

import (
	"fmt"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/djvet/djvet/parser/text"
)

// tomlEntry is a key with a string value, tables joined to the key.
type tomlEntry struct {
	key       []string
	value     string
	span      text.Span // of the key and the value
	valueSpan text.Span // without quotes
}

// tomlEntries reads the keys of a TOML file that have strings, numbers or
// booleans. Arrays and inline tables hold nothing that is asked for here. What
// stands before damage is returned with the error.
func tomlEntries(file *text.File) (entries []tomlEntry, err error) {
	parser := unstable.Parser{}
	parser.Reset(file.Data)
	var table []string
	for parser.NextExpression() {
		expression := parser.Expression()
		var key []string
		start := text.Span{}
		for parts := expression.Key(); parts.Next(); {
			part := parts.Node()
			if len(key) == 0 {
				start.Start = part.Raw.Offset
			}
			key = append(key, string(part.Data))
		}
		switch expression.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = key
		case unstable.KeyValue:
			value := expression.Value()
			switch value.Kind {
			case unstable.String, unstable.Integer, unstable.Float, unstable.Bool:
			default:
				continue
			}
			entry := tomlEntry{key: append(append([]string{}, table...), key...), value: string(value.Data)}
			raw := text.Span{Start: value.Raw.Offset, End: value.Raw.Offset + value.Raw.Length}
			entry.span = text.Span{Start: start.Start, End: raw.End}
			entry.valueSpan = raw
			if value.Kind == unstable.String && raw.Len() == len(entry.value)+2 {
				entry.valueSpan = text.Span{Start: raw.Start + 1, End: raw.End - 1}
			}
			entries = append(entries, entry)
		}
	}
	if err := parser.Error(); err != nil {
		return entries, fmt.Errorf("not a TOML file: %w", err)
	}
	return entries, nil
}
