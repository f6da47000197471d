// Package apache reads configuration files of the Apache HTTP Server, version
// 2.4, as its server/util.c (ap_cfg_getline, ap_getword_conf) and
// server/config.c (ap_build_config) do. It knows which texts the server cannot
// read; it does not know its directives.
//
// What the server does, and people do not expect:
//
//   - A backslash at the end of a line continues it, in a comment too, and also
//     if another backslash stands before it.
//   - A comment has a line of its own: "#" behind a directive is an argument.
//   - A quotation mark that is not closed reaches to the end of the line, and a
//     word that does not begin with one may hold them.
//   - <Section …> ends at the last ">" of its line, and whatever stands behind
//     that is ignored. </Section> takes no blank before its ">".
//   - <IfModule> and its like are read while the file is: if the end of the file
//     comes first the server minds it only where the condition does not hold.
package apache
