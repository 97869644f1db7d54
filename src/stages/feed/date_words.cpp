#include "stages/feed/date_words.h"

#include <algorithm>
#include <array>
#include <functional>

namespace pith::feed {

namespace {

constexpr std::array<std::string_view, 12> english = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

// No month in any language; "mar", a Tuesday in some, is one.
constexpr std::array<std::string_view, 7> english_days = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

struct Month {
  std::string_view begins;
  int number;
};
// Beginnings that are unlike the English ones. The longest that fits counts.
constexpr auto other_months = std::to_array<Month>({
    {"ene", 1},       {"gen", 1},     {"ian", 1},     {"oca", 1},    {"sty", 1},     {"led", 1},     {"янв", 1},
    {"ιαν", 1},       {"fév", 2},     {"fev", 2},     {"fév", 2},    {"lut", 2},     {"úno", 2},     {"şub", 2},
    {"фев", 2},       {"φεβ", 2},     {"helmi", 2},   {"mär", 3},    {"mrt", 3},     {"mrz", 3},     {"már", 3},
    {"bře", 3},       {"мар", 3},     {"μάρ", 3},     {"μαρ", 3},    {"maalis", 3},  {"avr", 4},     {"abr", 4},
    {"ápr", 4},       {"kwi", 4},     {"dub", 4},     {"nis", 4},    {"апр", 4},     {"απρ", 4},     {"mai", 5},
    {"mei", 5},       {"maj", 5},     {"mag", 5},     {"máj", 5},    {"kvě", 5},     {"май", 5},     {"мая", 5},
    {"μάι", 5},       {"μαϊ", 5},     {"μαι", 5},     {"juin", 6},   {"giu", 6},     {"jún", 6},     {"cze", 6},
    {"čvn", 6},       {"haz", 6},     {"июн", 6},     {"ιούν", 6},   {"ιον", 6},     {"ιουν", 6},    {"juil", 7},
    {"lug", 7},       {"júl", 7},     {"lip", 7},     {"čvc", 7},    {"tem", 7},     {"июл", 7},     {"ιούλ", 7},
    {"ιολ", 7},       {"ιουλ", 7},    {"aoû", 8},     {"aou", 8},    {"ago", 8},     {"sie", 8},     {"srp", 8},
    {"ağu", 8},       {"авг", 8},     {"αύγ", 8},     {"αυγ", 8},    {"set", 9},     {"szept", 9},   {"wrz", 9},
    {"zář", 9},       {"eyl", 9},     {"сен", 9},     {"σεπ", 9},    {"okt", 10},    {"out", 10},    {"ott", 10},
    {"paź", 10},      {"říj", 10},    {"eki", 10},    {"окт", 10},   {"οκτ", 10},    {"noé", 11},    {"kas", 11},
    {"ноя", 11},      {"νοέ", 11},    {"νοε", 11},    {"dez", 12},   {"dic", 12},    {"des", 12},    {"дек", 12},
    {"δεκ", 12},      {"gru", 12},    {"déc", 12},    {"tammi", 1},  {"huhti", 4},   {"touko", 5},   {"kesä", 6},
    {"heinä", 7},     {"elo", 8},     {"syys", 9},    {"loka", 10},  {"marras", 11}, {"joulu", 12},  {"січ", 1},
    {"лют", 2},       {"бер", 3},     {"кві", 4},     {"тра", 5},    {"чер", 6},     {"лип", 7},     {"сер", 8},
    {"вер", 9},       {"жов", 10},    {"лис", 11},    {"гру", 12},   {"saus", 1},    {"vasar", 2},   {"kov", 3},
    {"baland", 4},    {"geguž", 5},   {"birž", 6},    {"liep", 7},   {"rugpj", 8},   {"rugs", 9},    {"spal", 10},
    {"lapkr", 11},    {"gruod", 12},  {"يناير", 1},   {"فبراير", 2}, {"مارس", 3},    {"أبريل", 4},   {"ابريل", 4},
    {"مايو", 5},      {"يونيو", 6},   {"يوليو", 7},   {"أغسطس", 8},  {"اغسطس", 8},   {"سبتمبر", 9},  {"أكتوبر", 10},
    {"اكتوبر", 10},   {"نوفمبر", 11}, {"ديسمبر", 12}, {"jaan", 1},   {"vee", 2},     {"mac", 3},     {"юни", 6},
    {"iun", 6},       {"jūn", 6},     {"juun", 6},    {"юли", 7},    {"iul", 7},     {"jūl", 7},     {"juul", 7},
    {"agu", 8},       {"ogo", 8},     {"avg", 8},     {"ное", 11},   {"noi", 11},    {"prosin", 12}, {"ara", 12},
    {"dis", 12},      {"det", 12},    {"sij", 1},     {"јан", 1},    {"студз", 1},   {"มกรา", 1},    {"ม.ค", 1},
    {"ינו", 1},       {"जन", 1},      {"velj", 2},    {"феб", 2},    {"peb", 2},     {"กุมภา", 2},    {"ก.พ", 2},
    {"פבר", 2},       {"شباط", 2},    {"फ़र", 2},      {"फर", 2},     {"ožu", 3},     {"сак", 3},     {"มีนา", 3},
    {"มี.ค", 3},       {"מרץ", 3},     {"מרס", 3},     {"آذار", 3},   {"मार्च", 3},    {"trav", 4},    {"крас", 4},
    {"เมษา", 4},      {"เม.ย", 4},    {"אפר", 4},     {"نيسان", 4},  {"अप्रै", 4},     {"svib", 5},    {"мај", 5},
    {"μαΐ", 5},       {"maí", 5},     {"พฤษภา", 5},   {"พ.ค", 5},    {"מאי", 5},     {"أيار", 5},    {"मई", 5},
    {"lipnj", 6},     {"lipanj", 6},  {"červn", 6},   {"červen", 6}, {"јун", 6},     {"чэрв", 6},    {"มิถุนา", 6},
    {"มิ.ย", 6},       {"יונ", 6},     {"حزيران", 6},  {"जून", 6},     {"srpnj", 7},   {"srpanj", 7},  {"červenc", 7},
    {"červenec", 7},  {"јул", 7},     {"ліп", 7},     {"กรกฎา", 7},  {"ก.ค", 7},     {"יול", 7},     {"تموز", 7},
    {"जुल", 7},        {"kolov", 8},   {"ágú", 8},     {"жні", 8},    {"สิงหา", 8},    {"ส.ค", 8},     {"אוג", 8},
    {"آب", 8},        {"अग", 8},      {"ruj", 9},     {"กันยา", 9},   {"ก.ย", 9},     {"ספט", 9},     {"أيلول", 9},
    {"सित", 9},       {"кастр", 10},  {"ตุลา", 10},    {"ต.ค", 10},   {"אוק", 10},    {"अक्टू", 10},    {"अक्तू", 10},
    {"listopad", 11}, {"lis", 11},    {"stud", 11},   {"нов", 11},   {"nóv", 11},    {"ліст", 11},   {"พฤศจิกา", 11},
    {"พ.ย", 11},      {"נוב", 11},    {"नव", 11},     {"дец", 12},   {"снеж", 12},   {"ธันวา", 12},   {"ธ.ค", 12},
    {"דצמ", 12},      {"दिस", 12},
});

constexpr std::string_view hebrew_in = "\u05D1";  // "in", written with the month: "in March"

// What follows Vietnamese "tháng", month; five is also the word for a year, which comes later.
constexpr std::array<std::string_view, 10> vietnamese = {"một", "hai", "ba",  "tư",   "năm",
                                                         "sáu", "bảy", "tám", "chín", "mười"};

struct Zone {
  std::string_view name;
  int minutes;
};
constexpr auto zones = std::to_array<Zone>({
    {"z", 0},       {"ut", 0},     {"utc", 0},     {"gmt", 0},    {"wet", 0},    {"bst", 60},   {"wst", 60},
    {"west", 60},   {"cet", 60},   {"met", 60},    {"mez", 60},   {"ist", 330},  {"sast", 120}, {"cest", 120},
    {"mest", 120},  {"mesz", 120}, {"eet", 120},   {"eest", 180}, {"msk", 180},  {"msd", 240},  {"trt", 180},
    {"pkt", 300},   {"wib", 420},  {"sgt", 480},   {"hkt", 480},  {"awst", 480}, {"jst", 540},  {"kst", 540},
    {"acst", 570},  {"acdt", 630}, {"aest", 600},  {"aedt", 660}, {"nzst", 720}, {"nzdt", 780}, {"nst", -210},
    {"ndt", -150},  {"brt", -180}, {"art", -180},  {"ast", -240}, {"adt", -180}, {"est", -300}, {"edt", -240},
    {"cst", -360},  {"cdt", -300}, {"mst", -420},  {"mdt", -360}, {"pst", -480}, {"pdt", -420}, {"akst", -540},
    {"akdt", -480}, {"hst", -600}, {"hast", -600}, {"sst", -660},
});

struct Half {
  std::string_view name;
  DayHalf half;
};
constexpr auto halves = std::to_array<Half>({{"am", DayHalf::am},
                                             {"a.m", DayHalf::am},
                                             {"오전", DayHalf::am},
                                             {"上午", DayHalf::am},
                                             {"pm", DayHalf::pm},
                                             {"p.m", DayHalf::pm},
                                             {"오후", DayHalf::pm},
                                             {"下午", DayHalf::pm}});

// Of words that are not empty; most differ in their first letter.
bool same(std::string_view a, std::string_view b) { return a[0] == b[0] && a == b; }

template <class List, class Name>
auto found_in(const List& list, std::string_view word, Name name) {
  return std::ranges::find_if(list, [&](const auto& one) { return same(std::invoke(name, one), word); });
}

}  // namespace

int month_named(std::string_view word) {
  if (word.size() == 3) {
    if (found_in(english_days, word, std::identity{}) != english_days.end()) return 0;
    const auto month = found_in(english, word, std::identity{});
    if (month != english.end()) return static_cast<int>(month - english.begin()) + 1;
  }
  if (word.starts_with(hebrew_in)) word.remove_prefix(hebrew_in.size());
  std::size_t longest = 0;
  int number = 0;
  for (const auto& month : other_months)
    if (month.begins.size() > longest && word.starts_with(month.begins)) {
      longest = month.begins.size();
      number = month.number;
    }
  if (number > 0) return number;
  for (std::size_t n = 0; n < english.size(); ++n)
    if (word.starts_with(english.at(n))) return static_cast<int>(n) + 1;
  return 0;
}

int number_of_month(std::string_view word) {
  const auto found = std::ranges::find(vietnamese, word);
  return found == vietnamese.end() ? 0 : static_cast<int>(found - vietnamese.begin()) + 1;
}

std::optional<std::chrono::minutes> zone_named(std::string_view word) {
  const auto found = found_in(zones, word, &Zone::name);
  return found == zones.end() ? std::nullopt : std::optional{std::chrono::minutes{found->minutes}};
}

DayHalf day_half_named(std::string_view word) {
  const auto found = found_in(halves, word, &Half::name);
  return found == halves.end() ? DayHalf::none : found->half;
}

}  // namespace pith::feed
