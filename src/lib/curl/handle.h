// RAII around libcurl's handles and lists; only this folder includes it.
#pragma once

#include <memory>
#include <string>

#include <curl/curl.h>

#include "lib/curl/transfer.h"

namespace pith::curl {

struct FreeEasy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using EasyHandle = std::unique_ptr<CURL, FreeEasy>;
using List = std::unique_ptr<curl_slist, FreeList>;

// A fresh handle with what every use shares: no signals, TLS 1.2 or later, the CA bundle in the one form that libcurl
// caches over connections (a file and no folder), no proxy.
EasyHandle new_handle(const std::string& ca_file);
// The same of one that was used before; of none, a new one.
EasyHandle fresh_handle(EasyHandle used, const std::string& ca_file);

void append(List& list, const std::string& line);
long milliseconds_for(std::chrono::milliseconds duration);  // at least 1: 0 would mean no limit
Failure failure_of(CURLcode code);

}  // namespace pith::curl
