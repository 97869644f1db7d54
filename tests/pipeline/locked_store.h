// A store's file while another writes to it, and to no end.
#pragma once

#include <filesystem>
#include <latch>
#include <memory>
#include <thread>

#include <gtest/gtest.h>

#include "store/store.h"

namespace pith::pipeline {

class LockedStore {
 public:
  explicit LockedStore(const std::filesystem::path& file) : store_(*store::Store::open(file)) { held_.wait(); }
  ~LockedStore() { free_.count_down(); }
  LockedStore(const LockedStore&) = delete;
  LockedStore& operator=(const LockedStore&) = delete;

 private:
  std::unique_ptr<store::Store> store_;
  std::latch held_{1};
  std::latch free_{1};
  std::jthread writer_{[this] {
    EXPECT_TRUE(store_->write([this](store::Tx&) {
      held_.count_down();
      free_.wait();
    }));
  }};
};

}  // namespace pith::pipeline
