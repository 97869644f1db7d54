// The topics that insights are filed under, each with the phrases that name it: data/models/topics-en.tsv, whose head
// tells its form. Immutable and thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "stages/insight/hash_table.h"

namespace pith::insight {

class TopicList {
 public:
  // invalid_input names the line: a field is missing, a name or an alias stands twice or says nothing.
  static Result<TopicList> parse(std::string_view bytes);

  // Their names: "Open source". slug_of the name is the address of the topic's page.
  std::span<const std::string> topics() const { return topics_; }
  std::size_t aliases() const { return aliases_.size(); }  // numbered as the file has them, a topic's own name first
  std::size_t topic_of(std::size_t alias) const { return aliases_[alias].topic; }
  // Has it another common sense ("cell", "culture"), so that it names its topic only where something else does, too?
  bool needs_witness(std::size_t alias) const { return aliases_[alias].needs_witness; }
  // Changes with every word of the list.
  std::uint64_t fingerprint() const { return fingerprint_; }

  // The topic that a label, a language model's word for its subject, means: one whose alias it is, else the one whose
  // alias within it is longest.
  std::optional<std::size_t> named(std::string_view label) const;
  // The aliases said in a run of terms (terms_of), longest first where several begin at one place, none overlapping.
  void find(std::span<const std::uint64_t> terms, std::vector<std::size_t>& found) const;

 private:
  struct Alias {
    std::size_t topic = 0;
    int line = 0;
    std::vector<std::uint64_t> terms;
    bool spoken = true;  // false: looked for in labels alone
    bool needs_witness = false;
  };
  struct Run {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };
  enum class In : std::uint8_t { talk, label };

  Result<void> add_line(std::string_view line, int number);
  Result<void> add_alias(std::string_view alias, int line);
  Result<void> check_owners() const;
  void index();
  // The longest alias that begins here.
  std::optional<std::size_t> at_front(std::span<const std::uint64_t> terms, In where) const;

  std::vector<std::string> topics_;
  std::vector<Alias> aliases_;
  std::vector<std::uint32_t> order_;  // aliases by first term, longest first
  HashTable<Run> by_first_;           // first term -> run of order_
  std::uint64_t fingerprint_ = 0;
};

}  // namespace pith::insight
