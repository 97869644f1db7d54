#include "app/score_tables.h"

#include <optional>

#include <fmt/format.h>

namespace pith::app {

namespace {

using evaluation::BriefMeasures;
using evaluation::Measures;
using evaluation::Scorecard;

std::string heading(std::string_view first) {
  return fmt::format("{:<38}{:>10}{:>8}{:>8}{:>8}{:>9}{:>8}{:>8}{:>8}\n", first, "recall@10", "P@5", "nDCG@5", "lead@5",
                     "waste@5", "form", "rouge1", "day@5");
}

std::string row_of(std::string_view name, const Measures& m, std::optional<double> day5) {
  const auto or_dash = [](std::optional<double> value) { return value ? fmt::format("{:.3f}", *value) : "-"; };
  return fmt::format("{:<38}{:>10.3f}{:>8.3f}{:>8.3f}{:>8.3f}{:>9.3f}{:>8.3f}{:>8}{:>8}\n", name, m.recall10,
                     m.precision5, m.ndcg5, m.lead5, m.waste5, m.form, or_dash(m.rouge1), or_dash(day5));
}

json::Value as_json(const Measures& m) {
  return json::object({{"recall@10", m.recall10},
                       {"P@5", m.precision5},
                       {"nDCG@5", m.ndcg5},
                       {"lead@5", m.lead5},
                       {"waste@5", m.waste5},
                       {"form", m.form},
                       {"rouge1", m.rouge1 ? json::Value(*m.rouge1) : json::Value()}});
}

json::Value as_json(const std::vector<double>& values) {
  auto list = json::array();
  for (const auto value : values) list.push(value);
  return list;
}

void add_card(json::Value& to, const Scorecard& card) {
  auto each = json::object();
  for (const auto& [name, measures] : card.episodes) each.add(name, as_json(measures));
  auto mean = as_json(card.mean);
  mean.set("day@5", card.day5);
  to.set("mean", std::move(mean)).set("each", std::move(each)).set("days", as_json(card.days));
}

std::string row_of(std::string_view name, const BriefMeasures& m) {
  return fmt::format("{:<38}{:>8.3f}{:>8.2f}{:>10.1f}{:>7}{:>7}{:>9}{:>9}{:>14}\n", name, m.ndcg5, m.worth, m.spread,
                     m.picks, m.found, m.earlier, m.repeats, m.restatements);
}

json::Value as_json(const BriefMeasures& m) {
  return json::object({{"nDCG@5", m.ndcg5},
                       {"days", as_json(m.days)},
                       {"worth", m.worth},
                       {"spread", m.spread},
                       {"picks", m.picks},
                       {"found", m.found},
                       {"earlier", m.earlier},
                       {"repeats", m.repeats},
                       {"restatements", m.restatements}});
}

}  // namespace

std::string cards_as_text(const NamedCards& cards) {
  const auto& engine = cards.front().second;
  auto out = heading("episode");
  for (const auto& [name, measures] : engine.episodes) out += row_of(name, measures, std::nullopt);
  out += "\n" + heading(fmt::format("mean of {} episodes", engine.episodes.size()));
  for (const auto& [name, card] : cards) out += row_of(name, card.mean, card.day5);
  return out;
}

json::Value cards_as_json(const NamedCards& cards) {
  const auto& [engine, card] = cards.front();
  auto out = json::object({{"episodes", card.episodes.size()}, {"engine", engine}});
  add_card(out, card);
  auto others = json::object();
  for (std::size_t n = 1; n < cards.size(); ++n) {
    auto other = json::object();
    add_card(other, cards[n].second);
    others.add(cards[n].first, std::move(other));
  }
  return std::move(out.set("baselines", std::move(others)));
}

std::string briefs_as_text(const evaluation::BriefCard& card, const std::string& engine) {
  return fmt::format("{:<38}{:>8}{:>8}{:>10}{:>7}{:>7}{:>9}{:>9}{:>14}\n",
                     fmt::format("{} days of {} episodes", card.brief.days.size(), card.episodes), "nDCG@5", "worth",
                     "episodes", "picks", "found", "earlier", "repeats", "restatements") +
         row_of(engine + ": brief", card.brief) + row_of(engine + ": five best by score", card.by_score);
}

json::Value briefs_as_json(const evaluation::BriefCard& card, const std::string& engine) {
  return json::object({{"episodes", card.episodes},
                       {"engine", engine},
                       {"brief", as_json(card.brief)},
                       {"by_score", as_json(card.by_score)}});
}

}  // namespace pith::app
