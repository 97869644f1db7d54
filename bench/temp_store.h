// A store for as long as this object lives, in a folder of its own that goes with it.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string_view>

#include "store/store.h"

namespace pith::store {

class TempStore {
 public:
  explicit TempStore(std::string_view name) : folder_(std::filesystem::temp_directory_path() / name) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    store_ = *Store::open(folder_ / "pith.db");
  }
  ~TempStore() {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  TempStore(const TempStore&) = delete;
  TempStore& operator=(const TempStore&) = delete;

  // `put` for each number below `count`, so many in a transaction.
  void fill(int count, int at_once, const std::function<void(Tx&, int)>& put) {
    for (int from = 0; from < count; from += at_once) {
      const auto done = store_->write([&](Tx& tx) {
        for (int n = from; n < from + at_once; ++n) put(tx, n);
      });
      if (!done) throw std::runtime_error(done.error().log_line());
    }
  }

  Store& operator*() const { return *store_; }
  Store* operator->() const { return store_.get(); }

 private:
  std::filesystem::path folder_;
  std::unique_ptr<Store> store_;
};

}  // namespace pith::store
