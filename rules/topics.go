package rules

import "slices"

// Topics are the topics in the order in which the catalogue shows them. A
// topic's name is also the name of the folder that holds its analyzers.
func Topics() []string {
	return []string{
		"debug", "values", "secrets", "hosts", "https", "cookies",
		"auth", "rest", "cors", "middleware", "apps", "templates", "staticfiles",
		"database", "cache", "email", "logging", "i18n", "entrypoints",
		"apache", "nginx", "uwsgi", "commands", "containers", "machine", "driver",
	}
}

// topicOrder gives each topic its place, and unknown ones the last.
func topicOrder() func(topic string) int {
	topics := Topics()
	order := make(map[string]int, len(topics))
	for place, topic := range topics {
		order[topic] = place
	}
	return func(topic string) int {
		if place, found := order[topic]; found {
			return place
		}
		return len(topics)
	}
}

func isTopic(name string) bool { return slices.Contains(Topics(), name) }
