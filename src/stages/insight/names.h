// Names in a text, and whether an episode knows them. Pure and thread-safe.
// Names are told by their capitals: inside a sentence, or with capitals or digits within the word ("McKinsey", "H100").
// A single capitalised word that opens a sentence counts only before a verb such as "says": elsewhere it may be any
// word, or is doubtful.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/transcript.h"
#include "stages/insight/distiller.h"
#include "stages/insight/name_words.h"

namespace pith::insight {

// One name of a text, its words as written: {"Paul", "Orlando"}.
using Name = std::vector<std::string>;
std::vector<Name> names_in(std::string_view text);

// Words that open a sentence and do something ("Microsoft learnt"): names where nobody in the episode says the word.
std::vector<Name> doubtful_names_in(std::string_view text);

// Words that are names however they are written, each once: "on postgres".
std::vector<Name> named_words_in(std::string_view text, const NameWords& words);

// All that an episode calls by name: its talk, speakers, titles, description, persons.
class KnownNames {
 public:
  // `ads`, by cue: where somebody sells (plain_ads.h), which bears out no name.
  KnownNames(const Transcript& transcript, const EpisodeContext& context, const std::vector<bool>& ads);
  // Every word of it occurs, and a name of several words either as it stands or each word with a capital; not one
  // person's given name with another's family name.
  bool know(const Name& name) const;

 private:
  void add(std::string_view text);
  void add_person(std::string_view name);
  bool know_word(std::string_view folded) const;
  bool mixes(const std::vector<std::string>& name) const;
  bool has_kin(std::string_view folded) const;
  bool know_alias(std::string_view folded) const;

  std::set<std::string, std::less<>> words_;
  std::set<std::string, std::less<>> capitalised_;
  std::set<std::string, std::less<>> given_names_;
  std::set<std::string, std::less<>> family_names_;
  std::string running_;   // " all words folded one after the other "
  std::string squashed_;  // the same without spaces: "digital ocean" knows "DigitalOcean"
};

}  // namespace pith::insight
