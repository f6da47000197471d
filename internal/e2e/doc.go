// Package e2e holds a test only: it starts Apache, nginx, uWSGI and gunicorn
// with a project that is deployed well, then breaks one thing after the other,
// and wants the real server to fail where djvet says so. `make e2e` runs it.
package e2e
