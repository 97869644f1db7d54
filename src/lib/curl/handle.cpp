#include "lib/curl/handle.h"

#include <algorithm>
#include <new>
#include <utility>

namespace pith::curl {

namespace {

struct Library {
  Library() { curl_global_init(CURL_GLOBAL_DEFAULT); }
  ~Library() { curl_global_cleanup(); }
};

const char* system_bundle() {
  const char* built_in = curl_version_info(CURLVERSION_NOW)->cainfo;
  return built_in != nullptr ? built_in : "/etc/ssl/certs/ca-certificates.crt";
}

constexpr std::pair<CURLcode, Failure> failures[] = {
    {CURLE_OK, Failure::none},
    {CURLE_WRITE_ERROR, Failure::stopped},
    {CURLE_ABORTED_BY_CALLBACK, Failure::stopped},
    {CURLE_OPERATION_TIMEDOUT, Failure::timeout},
    {CURLE_COULDNT_RESOLVE_HOST, Failure::resolve},
    {CURLE_COULDNT_CONNECT, Failure::connect},
    {CURLE_SSL_CONNECT_ERROR, Failure::tls},
    {CURLE_PEER_FAILED_VERIFICATION, Failure::tls},
    {CURLE_SSL_CERTPROBLEM, Failure::tls},
    {CURLE_SSL_CIPHER, Failure::tls},
    {CURLE_SSL_CACERT_BADFILE, Failure::tls},
    {CURLE_USE_SSL_FAILED, Failure::tls},
    {CURLE_PARTIAL_FILE, Failure::broken},
    {CURLE_RECV_ERROR, Failure::broken},
    {CURLE_SEND_ERROR, Failure::broken},
    {CURLE_GOT_NOTHING, Failure::broken},
    {CURLE_WEIRD_SERVER_REPLY, Failure::broken},
    {CURLE_BAD_CONTENT_ENCODING, Failure::broken},
    {CURLE_HTTP2, Failure::broken},
    {CURLE_HTTP2_STREAM, Failure::broken},
    {CURLE_UNSUPPORTED_PROTOCOL, Failure::no_http},  // other protocols are never asked: an answer of another
    {CURLE_URL_MALFORMAT, Failure::bad_url},
    {CURLE_FILESIZE_EXCEEDED, Failure::too_large},
};

}  // namespace

EasyHandle new_handle(const std::string& ca_file) { return fresh_handle(nullptr, ca_file); }

EasyHandle fresh_handle(EasyHandle used, const std::string& ca_file) {
  static const Library library;
  EasyHandle handle = used ? std::move(used) : EasyHandle(curl_easy_init());
  if (!handle) throw std::bad_alloc();
  curl_easy_reset(handle.get());
  CURL* easy = handle.get();
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
  curl_easy_setopt(easy, CURLOPT_CAINFO, ca_file.empty() ? system_bundle() : ca_file.c_str());
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  return handle;
}

void append(List& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  if (!list) list.reset(longer);  // else `longer` has the same head
}

long milliseconds_for(std::chrono::milliseconds duration) { return std::max<long>(1, duration.count()); }

Failure failure_of(CURLcode code) {
  const auto* found = std::ranges::find(failures, code, &std::pair<CURLcode, Failure>::first);
  return found == std::end(failures) ? Failure::other : found->second;
}

}  // namespace pith::curl
