// Package django holds facts about Django: which releases exist and are supported, the settings of each minor with
// their defaults and history, the modules and names that a setting may point at and what the classes among them inherit
// from, the locales, the ids of the system
// checks, and the settings of well-known other packages.
//
// The facts stand in text files under data, embedded and read on demand. All but the curated ones are read from the
// released packages by a generator (see generate.go), so each is as true as the release itself. They describe a minor
// by its latest patch: a setting that a security release brought to 3.2.18 counts as one of 3.2.
//
// Known minors start at 1.8, the oldest that production code is still found on. A question about a minor that is not
// known is answered with an error or a false, never with an empty list that reads like a fact.
package django
