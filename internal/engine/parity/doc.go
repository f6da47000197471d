// Package parity holds no code, only the test that compares djvet with Django:
// `djvet check --as-django` gives the ids that `manage.py check --deploy` gives.
//
// A seeded generator writes whole projects in the idioms of real ones, Django
// checks them (testdata/check.py), and the engine reads them. TestParity does so
// where interpreters with Django are named; TestRecorded compares with answers
// that were recorded.
package parity
