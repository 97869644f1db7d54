#include "text/language.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "lib/icu/unicode.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::text {

namespace {

// The small words that make up a good part of any text of the language, and few of any other.
struct Profile {
  std::string_view code;
  std::string_view words;
};
constexpr std::array<Profile, 15> profiles{{
    {"en",
     "the and of to a in is that it you i was for on with as are this be at have not but they we what so there"
     " or an if from can do about just like it's would their my me your"},
    {"de",
     "der die das und ist nicht ich ein eine zu in den mit es auch auf dass wir für von sich dem war sie wie aber"
     " man noch so was haben oder wenn hat im bei nur als kann ja"},
    {"fr",
     "le la les de des et est un une que qui pas je ce en dans pour il on sur avec plus au c'est vous nous mais ou"
     " ça elle du tout ne se comme fait y ont sont"},
    {"es",
     "el la los las de que y en un una es no se por con para lo como más pero su al del yo me le esto muy ya está"
     " porque cuando hay también son ser"},
    {"pt",
     "o a os as de que e em um uma é não se por com para mais mas do da no na eu você isso muito já está porque"
     " quando também são ser foi ele ela ao dos"},
    {"it",
     "il lo la i gli le di che e in un una è non si per con più ma del della al io mi questo molto già sono anche"
     " come perché quando essere era ha c'è nel"},
    {"nl",
     "de het een en van is niet dat ik in te op met die er maar je we ook voor zijn was aan om als dan nog naar"
     " hebben heeft bij wat zo wel uit dit"},
    {"sv",
     "och att det som en är på jag av för med inte den till i om vi har de så men man ett var han kan från hade"
     " när eller också bara"},
    {"da",
     "og at det som en er på jeg af for med ikke den til i om vi har de så men man et var han kan fra havde når"
     " eller også bare"},
    {"no",
     "og at det som en er på jeg av for med ikke den til i om vi har de så men man et var han kan fra hadde når"
     " eller også bare"},
    {"fi",
     "ja on ei se että oli hän mutta ole joka kun niin kuin mitä myös tai jos vain nyt minä sitten sen ovat mukaan"
     " tämä siitä"},
    {"pl",
     "i w nie to się na z że jest do jak ale o co tak po za od przez jego był czy dla już tylko są ma jej może"
     " który ten"},
    {"cs", "a se v na je že to s z do o i ve jsem ale jako za by od po už jen jsou tak který když nebo má není"},
    {"tr", "bir ve bu da de için çok ne o ile var ama gibi ben daha sonra kadar her mi ki olan değil şey sen biz"},
    {"id",
     "yang dan di itu ini dengan untuk tidak ada dari saya akan dalam pada juga kita bisa ke sudah mereka karena"
     " adalah kamu atau"},
}};

struct Script {
  char32_t first;
  char32_t last;
  std::string_view code;
};
constexpr std::array<Script, 10> scripts{{{0x0370, 0x03FF, "el"},
                                          {0x0400, 0x052F, "ru"},
                                          {0x0590, 0x05FF, "he"},
                                          {0x0600, 0x06FF, "ar"},
                                          {0x0900, 0x097F, "hi"},
                                          {0x0E00, 0x0E7F, "th"},
                                          {0x1100, 0x11FF, "ko"},
                                          {0x3040, 0x30FF, "ja"},
                                          {0x4E00, 0x9FFF, "zh"},
                                          {0xAC00, 0xD7AF, "ko"}}};

constexpr std::size_t enough = 20000;

// Which profiles a word belongs to, as bits.
const std::unordered_map<std::string_view, unsigned>& small_words() {
  static const auto made = [] {
    std::unordered_map<std::string_view, unsigned> map;
    for (std::size_t n = 0; n < profiles.size(); ++n)
      for (const auto word : words_in(profiles[n].words)) map[word] |= 1U << n;
    return map;
  }();
  return made;
}

LanguageGuess guess_by_script(std::string_view text) {
  std::array<std::size_t, scripts.size()> counts{};
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = code_point_at(text, at);
    at += point.length;
    if (point.value < 0x80 ? (point.value | 0x20U) < 'a' || (point.value | 0x20U) > 'z'
                           : point.value >= 0x2000 && point.value < 0x3040)
      continue;
    ++letters;
    for (std::size_t n = 0; n < scripts.size(); ++n)
      if (point.value >= scripts[n].first && point.value <= scripts[n].last) ++counts[n];
  }
  const auto best = static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin());
  if (letters == 0 || counts[best] * 3 < letters) return {};
  const double share = static_cast<double>(counts[best]) / static_cast<double>(letters);
  const bool kana = scripts[best].code == "zh" && counts[7] * 10 > counts[best];
  return {std::string(kana ? "ja" : scripts[best].code), std::min(1.0, 0.3 + share) * (letters >= 20 ? 1 : 0.4)};
}

}  // namespace

LanguageGuess guess_language(std::string_view text) {
  text = truncate_utf8(text, enough);
  if (auto guess = guess_by_script(text); !guess.code.empty()) return guess;
  const auto lowered = lower(text);
  std::array<double, profiles.size()> hits{};
  double count = 0;
  std::size_t at = 0;
  for (auto word = next_word(lowered, at); !word.empty(); word = next_word(lowered, at)) {
    ++count;
    const auto found = small_words().find(word);
    if (found == small_words().end()) continue;
    for (std::size_t n = 0; n < profiles.size(); ++n)
      if ((found->second & (1U << n)) != 0) ++hits[n];
  }
  if (count == 0) return {};
  const auto best = static_cast<std::size_t>(std::ranges::max_element(hits) - hits.begin());
  const double first = hits[best] / count;
  double second = 0;
  for (std::size_t n = 0; n < hits.size(); ++n)
    if (n != best) second = std::max(second, hits[n] / count);
  if (first < 0.08) return {};
  // A fifth of small words and a clear lead over the next language make it sure; few words make anything unsure.
  const double lead = std::min(1.0, (first - second) / 0.08);
  const double size = std::min(1.0, count / 20);
  return {std::string(profiles[best].code), std::min(1.0, first / 0.2) * lead * size};
}

std::string language_name(const std::string& code) { return icu::language_name(code); }

std::string primary_language(std::string_view tag) {
  struct Name {
    std::string_view from;
    std::string_view to;
  };
  constexpr std::array<Name, 12> names{{{"english", "en"},
                                        {"eng", "en"},
                                        {"german", "de"},
                                        {"deu", "de"},
                                        {"ger", "de"},
                                        {"french", "fr"},
                                        {"fra", "fr"},
                                        {"fre", "fr"},
                                        {"spanish", "es"},
                                        {"spa", "es"},
                                        {"por", "pt"},
                                        {"ita", "it"}}};
  auto code = lower(trim(tag));
  code.resize(std::min(code.find_first_of("-_ "), code.size()));
  const auto* found = std::ranges::find(names, code, &Name::from);
  if (found != names.end()) return std::string(found->to);
  return code == "und" || code == "mul" ? std::string() : code;
}

}  // namespace pith::text
