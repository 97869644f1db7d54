// One run of the program: what the common options say, opened when first asked for.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/command.h"
#include "app/data.h"
#include "app/home.h"
#include "app/settings.h"
#include "base/clock.h"
#include "base/result.h"
#include "pipeline/retry.h"
#include "store/store.h"

namespace pith::app {

class Program {
 public:
  // `on_commit` is called around each commit of the store: crash tests stop the process there.
  static Result<std::unique_ptr<Program>> make(const Arguments& common,
                                               std::function<void(store::CommitPoint)> on_commit = {});

  bool json() const { return json_; }
  const Home& home() const { return home_; }
  const Settings& settings() const { return loaded_.settings; }
  const std::vector<std::string>& complaints() const { return loaded_.complaints; }
  const Data& data() const { return data_; }
  const Clock& clock() const { return *clock_; }
  std::optional<Time> given_now() const { return now_; }  // --now

  // not_found where --home names a folder that is not there.
  Result<void> require_home() const;
  // The home's database, made at first use.
  Result<store::Store*> store();
  // Nothing of it may be in use. Who asks for it next opens that of the home as it then is.
  void close_store() { store_.reset(); }
  // Before the first use of what they govern: what `demo` and `serve --listen` change.
  Home& change_home() { return home_; }
  Settings& change_settings() { return loaded_.settings; }
  void change_clock(std::unique_ptr<Clock> clock) { clock_ = std::move(clock); }

 private:
  Program() = default;

  bool json_ = false;
  bool home_named_ = false;  // by --home
  Home home_;
  LoadedSettings loaded_;
  Data data_;
  std::optional<Time> now_;
  std::unique_ptr<Clock> clock_;
  std::function<void(store::CommitPoint)> on_commit_;
  std::unique_ptr<store::Store> store_;
};

}  // namespace pith::app
