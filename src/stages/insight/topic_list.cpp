#include "stages/insight/topic_list.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "stages/insight/ngram_hash.h"
#include "stages/insight/topic_terms.h"
#include "text/utf8.h"

namespace pith::insight {

namespace {

std::string_view take(std::string_view& rest, std::string_view end) {
  const auto size = std::min(rest.find(end), rest.size());
  const auto taken = rest.substr(0, size);
  rest.remove_prefix(std::min(size + end.size(), rest.size()));
  return taken;
}

std::unexpected<Error> wrong(std::string sentence) { return fail(ErrorKind::invalid_input, std::move(sentence)); }

}  // namespace

Result<TopicList> TopicList::parse(std::string_view bytes) {
  TopicList list;
  list.fingerprint_ = hash_of(bytes);
  for (int number = 1; !bytes.empty(); ++number) {
    const auto line = take(bytes, "\n");
    if (line.empty() || line.starts_with('#')) continue;
    if (auto added = list.add_line(line, number); !added)
      return std::unexpected(added.error().within(fmt::format("line {} of the list of topics", number)));
  }
  if (list.topics_.empty()) return wrong("The list of topics has no topic in it.");
  if (auto owned = list.check_owners(); !owned) return std::unexpected(owned.error());
  list.index();
  return list;
}

Result<void> TopicList::add_line(std::string_view line, int number) {
  const auto name = text::trim(take(line, "\t"));
  if (name.empty() || line.contains('\t')) return wrong("A topic is its name, a tab and its aliases.");
  if (std::ranges::find(topics_, name) != topics_.end())
    return wrong(fmt::format("The topic {} stands there twice.", name));
  topics_.emplace_back(name);
  if (auto added = add_alias("=" + std::string(name), number); !added) return added;
  while (!line.empty())
    if (auto added = add_alias(text::trim(take(line, ",")), number); !added) return added;
  return {};
}

Result<void> TopicList::add_alias(std::string_view alias, int line) {
  const bool spoken = !alias.starts_with('=');
  const bool needs_witness = alias.starts_with('~');
  if (!spoken || needs_witness) alias.remove_prefix(1);
  auto terms = terms_of(alias);
  if (terms.empty()) return wrong(fmt::format("The alias \"{}\" has no word in it.", alias));
  aliases_.push_back({topics_.size() - 1, line, std::move(terms), spoken, needs_witness});
  return {};
}

Result<void> TopicList::check_owners() const {
  std::map<std::vector<std::uint64_t>, const Alias*> owners;
  for (const auto& alias : aliases_) {
    const auto* owner = owners.emplace(alias.terms, &alias).first->second;
    if (owner->topic != alias.topic)
      return wrong(fmt::format("Lines {} and {} of the list of topics, {} and {}, share an alias; take it from one.",
                               owner->line, alias.line, topics_[owner->topic], topics_[alias.topic]));
  }
  return {};
}

void TopicList::index() {
  order_.resize(aliases_.size());
  for (std::uint32_t n = 0; n < order_.size(); ++n) order_[n] = n;
  std::ranges::sort(order_, [&](std::uint32_t a, std::uint32_t b) {
    const auto& one = aliases_[a];
    const auto& other = aliases_[b];
    if (one.terms[0] != other.terms[0]) return one.terms[0] < other.terms[0];
    return std::pair(other.terms.size(), a) < std::pair(one.terms.size(), b);
  });
  by_first_ = HashTable<Run>(order_.size());
  for (std::uint32_t n = 0; n < order_.size(); ++n) {
    auto& run = by_first_.at(aliases_[order_[n]].terms[0]);
    if (run.count++ == 0) run.first = n;
  }
}

std::optional<std::size_t> TopicList::at_front(std::span<const std::uint64_t> terms, In where) const {
  const auto* run = by_first_.find(terms.front());
  if (run == nullptr) return std::nullopt;
  for (auto n = run->first; n < run->first + run->count; ++n) {
    const auto& alias = aliases_[order_[n]];
    if ((alias.spoken || where == In::label) && alias.terms.size() <= terms.size() &&
        std::ranges::equal(alias.terms, terms.first(alias.terms.size())))
      return order_[n];
  }
  return std::nullopt;
}

std::optional<std::size_t> TopicList::named(std::string_view label) const {
  const auto terms = terms_of(label);
  std::optional<std::size_t> best;
  for (std::span<const std::uint64_t> rest = terms; !rest.empty(); rest = rest.subspan(1)) {
    const auto here = at_front(rest, In::label);
    if (here && (!best || aliases_[*here].terms.size() >= aliases_[*best].terms.size())) best = here;
  }
  return best ? std::optional(aliases_[*best].topic) : std::nullopt;
}

void TopicList::find(std::span<const std::uint64_t> terms, std::vector<std::size_t>& found) const {
  while (!terms.empty()) {
    const auto alias = at_front(terms, In::talk);
    if (alias) found.push_back(*alias);
    terms = terms.subspan(alias ? aliases_[*alias].terms.size() : 1);
  }
}

}  // namespace pith::insight
