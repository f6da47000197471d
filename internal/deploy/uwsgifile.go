package deploy

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/djvet/djvet/parser/ini"
	"github.com/djvet/djvet/parser/shell"
	"github.com/djvet/djvet/parser/text"
	"github.com/djvet/djvet/parser/yaml"
)

// uwsgiSections reads a configuration of uWSGI in the format that its name says,
// as sections of an ini file: the formats have the same options.
func uwsgiSections(file *text.File) ([]ini.Section, []ini.Damage) {
	switch path.Ext(file.Path) {
	case ".xml":
		return uwsgiXML(file)
	case ".yaml", ".yml", ".json", ".js": // JSON is YAML
		return uwsgiYAML(file)
	}
	return ini.Parse(file, ini.UWSGI())
}

// uwsgiYAML reads a document with a mapping, uwsgi or of another name. A list
// gives an option several times.
func uwsgiYAML(file *text.File) (sections []ini.Section, damages []ini.Damage) {
	documents, err := yaml.Parse(file)
	var damage *yaml.SyntaxError
	if errors.As(err, &damage) {
		damages = append(damages, ini.Damage{Span: damage.Span, Message: damage.Message})
	}
	if len(documents) == 0 {
		return nil, damages
	}
	for _, pair := range documents[0].Pairs {
		if pair.Value.Kind != yaml.Mapping {
			continue
		}
		section := ini.Section{Name: pair.Key.Text(), Span: pair.Key.Span}
		for _, option := range pair.Value.Pairs {
			values := []*yaml.Node{option.Value}
			if option.Value.Kind == yaml.Sequence {
				values = option.Value.Items
			}
			for _, value := range values {
				if value.Kind == yaml.Scalar {
					section.Entries = append(section.Entries, uwsgiEntry(option.Key, value))
				}
			}
		}
		sections = append(sections, section)
	}
	return sections, damages
}

func uwsgiEntry(key, value *yaml.Node) ini.Entry {
	entry := ini.Entry{Key: key.Text(), KeySpan: key.Span, Span: joined(key, value), HasValue: true, Value: value.Source()}
	if value.IsNull() {
		entry.Value, entry.HasValue = shell.Within("", value.Span), false
	}
	return entry
}

// uwsgiXML reads <uwsgi><option>value</option>…</uwsgi>; the element may lie in
// others.
func uwsgiXML(file *text.File) (sections []ini.Section, damages []ini.Damage) {
	decoder := xml.NewDecoder(bytes.NewReader(file.Data))
	decoder.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil }
	var entry *ini.Entry
	start := 0
	for {
		before := int(decoder.InputOffset())
		token, err := decoder.Token()
		after := int(decoder.InputOffset())
		if err != nil {
			if !errors.Is(err, io.EOF) {
				span := text.Span{Start: uint32(before), End: uint32(max(before, after))}
				damages = append(damages, ini.Damage{Span: span, Message: "the XML cannot be read: " + xmlMessage(err)})
			}
			return sections, damages
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch span := (text.Span{Start: uint32(before), End: uint32(after)}); {
			case token.Name.Local == "uwsgi":
				sections = append(sections, ini.Section{Name: "uwsgi", Span: span})
			case len(sections) > 0:
				entry, start = &ini.Entry{Key: token.Name.Local, Span: span, KeySpan: span}, after
			}
		case xml.EndElement:
			if entry != nil && entry.Key == token.Name.Local {
				entry.Value = xmlValue(file.Data[start:before], start)
				entry.HasValue = entry.Value.Text != ""
				entry.Span.End = uint32(after)
				last := &sections[len(sections)-1]
				last.Entries = append(last.Entries, *entry)
			}
			entry = nil
		}
	}
}

// xmlValue is what stands between two tags, without blanks around it. Escapes
// are rare, and leave the places inexact.
func xmlValue(data []byte, offset int) shell.Source {
	trimmed := bytes.TrimSpace(data)
	offset += bytes.Index(data, trimmed)
	if bytes.IndexByte(trimmed, '&') < 0 && bytes.IndexByte(trimmed, '<') < 0 {
		return shell.At(string(trimmed), uint32(offset))
	}
	var value string
	if err := xml.Unmarshal([]byte("<v>"+string(trimmed)+"</v>"), &value); err != nil {
		value = string(trimmed)
	}
	return shell.Within(strings.TrimSpace(value), text.Span{Start: uint32(offset), End: uint32(offset + len(trimmed))})
}

// xmlMessage is an error of the decoder without the words around it.
func xmlMessage(err error) string {
	var damage *xml.SyntaxError
	if errors.As(err, &damage) {
		return damage.Msg
	}
	return err.Error()
}
