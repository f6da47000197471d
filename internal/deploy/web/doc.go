// Package web reads the configuration files of web servers, Apache's and
// nginx's: which hosts they serve, which URLs go to which files, and where they
// pass requests on to the application.
//
// A file that the repository does not hold (an include of the server's own
// distribution) is unknown: Configuration.Unread names it, and who asks for what
// such a file might say has to be silent. As in package deploy, nothing here
// knows Python or Django's settings, and nothing is executed.
package web
