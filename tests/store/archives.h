// A filled home, its archive, and another home to bring it into.
#pragma once

#include "store/archive.h"
#include "store/home.h"

namespace pith::store {

using Lines = std::vector<std::string>;

inline Lines dumped(Result<void> (*dump)(const Session&, const LineSink&), const Store& store) {
  Lines lines;
  const auto done = dump(store.read(), [&](std::string_view line) -> Result<void> {
    lines.emplace_back(line);
    return {};
  });
  EXPECT_TRUE(done) << done.error().log_line();
  return lines;
}

inline LineSource source_of(Lines lines) {
  return [lines = std::move(lines), next = std::size_t{0}]() mutable -> std::optional<std::string> {
    if (next == lines.size()) return std::nullopt;
    return lines[next++];
  };
}

class Archive : public Home {
 protected:
  Archive() {
    fill();
    write([](Tx& tx) {
      put(tx, an_episode("ep_two", 20));
      auto replaced = an_insight("in_two");
      replaced.score = 1.0 / 3;
      replace_insights(tx, "ep_one", std::vector{an_insight(), replaced});
      put_links(tx, std::vector<Link>{{"in_two", "in_one", LinkKind::opposes, .1}});
      add_brief(tx, a_brief());
      add_delivery(tx, a_delivery());
      enqueue(tx, {"poll", "fe_one", ""}, at(60));
      enqueue(tx, {"distill", "ep_two", "v1"}, at(1));
      auto leased = lease(tx, {{"distill"}, at(2), 1, "me", std::chrono::microseconds{9}});
      bury(tx, leased->at(0), "too quiet");
      enqueue(tx, {"distill", "ep_one", "v1"}, at(1));
      (void)lease(tx, {{"distill"}, at(2), 1, "me", std::chrono::microseconds{9}});
    });
  }

  Result<Imported> import(Lines lines) {
    other_ = *Store::open(folder_ / "other.db");
    return import_archive(*other_, source_of(std::move(lines)));
  }

  // Into another home that has this already.
  template <class Work>
  Imported import_into(Work work) {
    other_ = *Store::open(folder_ / "other.db");
    EXPECT_TRUE(other_->write(work));
    const auto done = import_archive(*other_, source_of(dumped(export_archive, *store_)), "v1");
    EXPECT_TRUE(done) << done.error().log_line();
    return done.value_or(Imported{});
  }

  std::unique_ptr<Store> other_;
};

}  // namespace pith::store
