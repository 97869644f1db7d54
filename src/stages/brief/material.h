// The day's material: all that may enter briefs, made once and shared by every reader of a round. Immutable once made,
// so any number of threads may choose from it.
//
// What depends on no reader is worked out here: what each offer is worth by itself, what having been sent one insight
// means for the others, where the offers of a topic, a show or a person stand. A reader then costs some tens of
// microseconds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.h"
#include "domain/insight.h"
#include "domain/profile.h"
#include "stages/brief/offer.h"
#include "stages/brief/rules.h"

namespace pith::brief {

using Place = std::uint32_t;  // of an offer in Material::offers()

struct Near {
  Place place = 0;
  float likeness = 0;
};

// What it means for the offers that a reader was sent one insight.
struct Echo {
  std::vector<Place> repeated_by;  // they must not be sent: the insight itself, or what tells the same again
  std::vector<Near> near;          // linked to it
};

// What an offer has by itself.
struct Standing {
  double quality = 0;  // 0..1
  double older = 0;    // likeness to the nearest insight said before it; 0 where nothing is close
  bool today = false;  // its episode was first seen within the last day
  bool weak = false;   // below the floor
};

class Material {
 public:
  // `told`: every insight that a reader of the round was ever sent and that is not on offer, replaced ones too.
  // `at`: what came within the 24 hours before it is today's.
  Material(std::vector<Offer> offers, std::span<const Insight> told, Time at, const Rules& rules = {});
  Material(Material&&) = default;
  Material& operator=(Material&&) = default;
  Material(const Material&) = delete;
  Material& operator=(const Material&) = delete;

  std::span<const Offer> offers() const { return offers_; }  // best quality first, equal ones by id
  const Standing& standing(Place place) const { return standings_[place]; }
  const Rules& rules() const { return rules_; }

  const Echo* echo_of(std::string_view insight_id) const;  // nullptr: it means nothing for these offers

  // The offers that have the facet; none where it is unknown.
  std::span<const Place> of_topic(std::string_view slug) const { return found(by_topic_, slug); }
  std::span<const Place> of_show(std::string_view id) const { return found(by_show_, id); }
  std::span<const Place> of_person(std::string_view key) const { return found(by_person_, key); }  // speaking or there
  std::span<const Place> of_episode(std::string_view id) const { return found(by_episode_, id); }
  bool share_a_topic(Place a, Place b) const;
  bool of_one_show(Place a, Place b) const { return shows_[a] == shows_[b]; }

  // How near each offer is, by place. For words, `terms` is the share of their weight that the offer holds.
  enum class As { insight, words };
  std::vector<Nearness> nearness(const Profile& profile, As what) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Places = std::unordered_map<std::string, std::vector<Place>, Hash, std::equal_to<>>;
  struct Posting {
    Place place = 0;
    float weight = 0;
  };

  static std::span<const Place> found(const Places& places, std::string_view key);
  void stand(Time at);
  void file();
  void file_profiles();
  void hear(std::span<const Insight> told);
  void hear_links();
  void hear_words(std::span<const Insight> told);
  void hear_cues(std::span<const Insight> told);

  Rules rules_;
  std::vector<Offer> offers_;
  std::vector<Standing> standings_;
  std::vector<std::vector<const std::string*>> topics_;                  // the keys of by_topic_, by place
  std::vector<const std::string*> shows_;                                // the keys of by_show_, by place
  std::unordered_map<std::string, Echo, Hash, std::equal_to<>> echoes_;  // by insight
  Places by_topic_;
  Places by_show_;
  Places by_person_;
  Places by_episode_;
  std::unordered_map<std::uint32_t, std::vector<Posting>> postings_;  // by term
  std::size_t dimensions_ = 0;
  std::vector<std::int8_t> vectors_;   // end to end, by place; zeros where there is none
  std::vector<std::int32_t> squares_;  // each vector's product with itself
};

}  // namespace pith::brief
