package nginx

import (
	"strings"
	"sync"
)

// shape says whether a directive ends with a semicolon or has a block.
type shape uint8

const (
	simple shape = iota + 1
	block
)

// shapes are the directives whose name says how they end, as the documentation
// of nginx's own modules has them. "server" is missing: in an upstream it is
// simple. So are names that may also be an argument at the start of a line, such
// as "http2" of listen.
var shapes = sync.OnceValue(func() map[string]shape {
	return shapesOf(
		`http events mail stream location upstream if map geo types limit_except split_clients charset_map`,
		`absolute_redirect accept_mutex access_log alias allow autoindex charset daemon default_type deny env
	error_log error_page etag expires if_modified_since ignore_invalid_headers include index internal
	ip_hash large_client_header_buffers listen load_module log_format log_not_found merge_slashes multi_accept
	open_log_file_cache pcre_jit pid port_in_redirect recursive_error_pages resolver resolver_timeout return rewrite
	rewrite_log root satisfy send_timeout sendfile sendfile_max_chunk server_name server_name_in_redirect
	server_names_hash_bucket_size server_names_hash_max_size server_tokens set set_real_ip_from source_charset
	stub_status tcp_nodelay tcp_nopush timer_resolution try_files types_hash_bucket_size types_hash_max_size
	underscores_in_headers user variables_hash_bucket_size variables_hash_max_size gzip gunzip mirror chunked_transfer_encoding
	client_max_body_size client_body_buffer_size client_body_timeout client_header_buffer_size client_header_timeout
	client_body_temp_path add_header add_trailer auth_basic auth_basic_user_file auth_request auth_request_set
	keepalive_timeout keepalive_requests keepalive_disable limit_conn limit_conn_zone limit_rate limit_rate_after limit_req
	limit_req_zone limit_req_status open_file_cache open_file_cache_errors open_file_cache_min_uses open_file_cache_valid
	proxy_bind proxy_buffer_size proxy_buffering proxy_buffers proxy_busy_buffers_size proxy_cache proxy_cache_bypass
	proxy_cache_key proxy_cache_path proxy_cache_use_stale proxy_cache_valid proxy_connect_timeout proxy_cookie_path
	proxy_headers_hash_bucket_size proxy_headers_hash_max_size proxy_hide_header proxy_http_version proxy_ignore_headers
	proxy_intercept_errors proxy_max_temp_file_size proxy_next_upstream proxy_no_cache proxy_pass proxy_pass_header
	proxy_pass_request_headers proxy_read_timeout proxy_redirect proxy_request_buffering proxy_send_timeout proxy_set_header
	proxy_ssl_server_name proxy_ssl_verify proxy_temp_file_write_size proxy_temp_path
	fastcgi_buffers fastcgi_buffer_size fastcgi_connect_timeout fastcgi_index fastcgi_param fastcgi_pass
	fastcgi_read_timeout fastcgi_send_timeout fastcgi_split_path_info scgi_param scgi_pass grpc_pass grpc_set_header
	uwsgi_buffering uwsgi_buffers uwsgi_buffer_size uwsgi_connect_timeout uwsgi_max_temp_file_size uwsgi_param uwsgi_pass
	uwsgi_pass_header uwsgi_hide_header uwsgi_read_timeout uwsgi_request_buffering uwsgi_send_timeout
	gzip_buffers gzip_comp_level gzip_disable gzip_http_version gzip_min_length gzip_proxied gzip_static gzip_types gzip_vary
	real_ip_header real_ip_recursive ssl_buffer_size ssl_certificate ssl_certificate_key ssl_ciphers ssl_client_certificate
	ssl_dhparam ssl_ecdh_curve ssl_prefer_server_ciphers ssl_protocols ssl_session_cache ssl_session_tickets
	ssl_session_timeout ssl_stapling ssl_stapling_verify ssl_trusted_certificate ssl_verify_client
	sub_filter sub_filter_once sub_filter_types worker_connections worker_cpu_affinity worker_processes
	worker_rlimit_nofile`,
	)
})

func shapesOf(blocks, others string) map[string]shape {
	known := map[string]shape{}
	for _, name := range strings.Fields(blocks) {
		known[name] = block
	}
	for _, name := range strings.Fields(others) {
		known[name] = simple
	}
	return known
}

// single are directives that take exactly one argument: nginx refuses more of
// them, and a path with blanks has to stand in quotation marks.
var single = map[string]bool{
	"root": true, "alias": true, "include": true, "proxy_pass": true, "uwsgi_pass": true, "fastcgi_pass": true,
	"ssl_certificate": true, "ssl_certificate_key": true, "client_max_body_size": true, "charset": true, "default_type": true,
}

// anyNumber are directives that take any number of arguments and any text as
// one, so that nginx does not notice where a semicolon is missing.
var anyNumber = map[string]bool{"server_name": true, "index": true, "try_files": true, "gzip_types": true}

// alone are the directives that take no argument.
var alone = map[string]bool{"internal": true, "ip_hash": true, "least_conn": true, "break": true, "stub_status": true, "empty_gif": true}

// ownWords are the blocks whose lines are no directives, but pairs of words.
var ownWords = map[string]bool{"types": true, "map": true, "geo": true, "split_clients": true, "charset_map": true}

// inside are the blocks in which a directive of the HTTP server may stand, for
// those that show best that a brace is missing or too many. "" is the main
// level of nginx; what a file has outside of every block may be included
// anywhere. "server" is the block: see misplaced.
var inside = map[string]string{
	"http":         " ",
	"events":       " ",
	"server":       " http ",
	"upstream":     " http ",
	"map":          " http ",
	"location":     " server location ",
	"listen":       " server ",
	"server_name":  " server ",
	"alias":        " location ",
	"internal":     " location ",
	"try_files":    " server location ",
	"uwsgi_pass":   " location if ",
	"fastcgi_pass": " location if limit_except ",
}

// layers tells which of those cannot stand side by side outside of every block:
// the main level, http's, or server's.
var layers = map[string]int{
	"http": 1, "events": 1, "server": 2, "upstream": 2, "map": 2, "location": 3, "listen": 3, "server_name": 3,
}
