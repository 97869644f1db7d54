#include "web/api/schemas.h"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "web/api/schema.h"

namespace pith::web::api {

namespace {

using schema::address, schema::count, schema::day, schema::list, schema::named, schema::number, schema::object,
    schema::one_of, schema::seconds, schema::short_episode, schema::short_show, schema::text, schema::time,
    schema::whole, schema::yes_or_no;

json::Value next() { return text("The cursor of the next page; absent on the last."); }
json::Value page_of(std::string_view name) {
  return object({{"items", list(named(name), "In the order that the list promises.")}, {"next?", next()}});
}

json::Value subject() {
  return object({{"slug", text("The name in addresses: /api/v1/topics/SLUG, /api/v1/people/SLUG.")},
                 {"name", text("As people write it.")},
                 {"url", address("The page on this site.")}});
}

json::Value evidence() {
  return object(
      {{"quote", text("The words said, verbatim from the transcript.")},
       {"role", one_of({"quote", "context"},
                       "`quote`: the words that carry the insight; exactly one. `context`: others it rests on.")},
       {"start", seconds("Where they begin, in seconds from the beginning of the episode.")},
       {"end", seconds("Where they end, in seconds.")},
       {"speaker?", text("Who says them; absent where that is not known.")},
       {"url", address("The transcript on this site, at that second.")},
       {"audio?", address("The publisher's audio, at that second (#t=).")}});
}

// `more`: members besides.
json::Value insight(std::initializer_list<json::Member> more = {}) {
  auto all = std::vector<json::Member>{
      {"id", text("in_...; stays when the episode is distilled again.")},
      {"url", address("Its page on this site.")},
      {"headline", text("The claim, in at most twelve words.")},
      {"text", text("The speaker's words made presentable, some 25 to 75 of them.")},
      {"speaker?", text("Who says it; absent where that is not known.")},
      {"person?", named("Subject", "The speaker, where they have a page: by a full name.")},
      {"topics", list(named("Subject"), "What it is about.")},
      {"entities", list(text("A name."), "Who and what it names.")},
      {"score", number("Expected worth to an editor, comparable over episodes.").set("minimum", 0).set("maximum", 5)},
      {"published", time("When its episode was published.")},
      {"show", short_show()},
      {"episode", short_episode()},
      {"evidence", list(named("Evidence"), "What it stands on, in the order in which it was said.").set("minItems", 1)},
      {"engine", text("What distilled it: `builtin`, the program's own models, or `llm`, a language model whose "
                      "words were checked against the transcript; `readwise`: it came back from Readwise.")},
      {"version?", text("Of the engine's models and prompts; absent where it is not known.")},
      {"replaced_by?", text("The id of the insight, or of the episode, that took its place when the episode was "
                            "distilled again; absent while it stands.")}};
  all.insert(all.end(), more);
  return object(all);
}

json::Value found_insight() {
  const auto copy =
      object({{"id", text("in_...")}, {"url", address("Its page on this site.")}, {"show", short_show()}});
  return insight({{"found_by?", one_of({"words", "meaning", "both"}, "Absent where no word is asked for.")},
                  {"copies", list(copy, "The same recording, published elsewhere; not found themselves.")}});
}

json::Value episode() {
  return object(
      {{"id", text("ep_...")},
       {"url", address("Its page on this site.")},
       {"title", text("As its feed has it; made of its description or day where its feed has none.")},
       {"show", short_show()},
       {"published", time("As its feed says; never later than when it was first seen.")},
       {"state", one_of({"listed", "waiting", "fetching", "transcribed", "distilled", "undistilled"},
                        "`listed`: too old to be taken. `waiting`: has no transcript. `fetching`: its transcript "
                        "is due. `transcribed`: is to be distilled. `distilled`: done. `undistilled`: its "
                        "transcript cannot be.")},
       {"reason?", text("Why it is in this state, in a person's words.")},
       {"description?", text("As its feed has it.")},
       {"link?", address("The publisher's page of it.")},
       {"audio?", address("The publisher's audio.")},
       {"duration?", count("In seconds, as its feed says.")},
       {"season?", text("As its feed has it: mostly a number.")},
       {"episode_number?", text("As its feed has it: mostly a number.")},
       {"people", list(object({{"name", text("As its feed writes it.")},
                               {"role?", text("As its feed says: host, guest ...")},
                               {"slug?", text("Of their page: /api/v1/people/SLUG.")},
                               {"url?", address("Their page on this site.")}}),
                       "Whom its feed names.")},
       {"chapters", list(object({{"start", seconds("In seconds.")}, {"title", text("As its publisher has it.")}}),
                         "Its publisher's.")},
       {"soundbites", list(object({{"start", seconds("In seconds.")},
                                   {"duration", seconds("In seconds.")},
                                   {"title", text("As its publisher has it; may be empty.")}}),
                           "Moments its publisher picked.")}});
}

json::Value show() {
  return object({{"id", text("sh_...")},
                 {"slug", text("Its name in addresses.")},
                 {"url", address("Its page on this site.")},
                 {"title", text("As its feed has it.")},
                 {"author?", text("As its feed has it.")},
                 {"description?", text("As its feed has it.")},
                 {"link?", address("The publisher's page of it.")},
                 {"language?", text("A language tag: `en`, `en-us`.")},
                 {"categories", list(text("As its feed has it."), "What its publisher files it under.")},
                 {"private?", yes_or_no("For the owner: whether nobody else sees it.")},
                 {"latest?", time("When its newest episode was published.")},
                 {"followed", yes_or_no("Whether its feed is still read.")}});
}

json::Value person() {
  const auto presence = object({{"show", short_show()},
                                {"episodes", count("In how many they take part.")},
                                {"role?", text("host, guest ...; absent where nothing tells.")}});
  return object({{"slug", text("Their name in addresses: /api/v1/people/SLUG.")},
                 {"name", text("As most episodes write it.")},
                 {"url", address("Their page on this site.")},
                 {"shows", list(presence, "Where they are heard, most episodes first.")}});
}

json::Value cue() {
  return object({{"start", seconds("In seconds.")},
                 {"end", seconds("In seconds.")},
                 {"text", text("What is said, a sentence or so.")},
                 {"speaker?", text("Who speaks; absent where that is not known.")},
                 {"kind", one_of({"talk", "ad", "chatter"}, "Insights come from `talk` alone.")}});
}

json::Value transcript() {
  return object({{"episode", text("Its id.")},
                 {"url", address("The episode's page, where it is read.")},
                 {"language", text("A language tag.")},
                 {"times", text("How near its times are to the audio's, in a person's words.")},
                 {"people", list(named("Subject"), "Those of its speakers who have a page: by a full name.")},
                 {"heard_by?", text("What heard it, where its publisher gives no transcript.")},
                 {"heard_percent?", count("How much of the audio has been heard, of 100.").set("maximum", 100)},
                 {"cues", list(cue(), "In order.")}});
}

json::Value passage() {
  return object({{"show", short_show()},
                 {"episode", short_episode()},
                 {"published", time("When its episode was published.")},
                 {"url", address("The transcript on this site, at that second.")},
                 {"start", seconds("Where it begins, in seconds from the beginning of the episode.")},
                 {"text", text("The words said.")},
                 {"speaker?", text("Who begins; absent where that is not known.")}});
}

json::Value related() {
  return object({{"kind", one_of({"restates", "supports", "extends", "opposes", "updates", "related"},
                                 "How the other stands to this one.")},
                 {"score", number("How near, from 0 to 1.").set("minimum", 0).set("maximum", 1)},
                 {"insight", named("Insight", "The other.")}});
}

json::Value found() {
  return object({{"insights", list(named("FoundInsight"), "Best first; newest first where no word is asked for.")},
                 {"passages", list(named("Passage"), "Best first, at most two of an episode.")},
                 {"next?", next()},
                 {"did_you_mean?", text("The query in likelier spelling, where that finds something.")},
                 {"corrected?", yes_or_no("Whether nothing has the words as typed, so that all this was found for "
                                          "`did_you_mean`.")}});
}

json::Value problem() {
  return object({{"type", text("A URI that names the kind of problem; `about:blank`: as the status says.")},
                 {"title", text("The kind, in words.")},
                 {"status", whole("The HTTP status.").set("minimum", 400).set("maximum", 599)},
                 {"detail", text("What went wrong and what to do.")},
                 {"instance?", text("The path that was asked for.")},
                 {"violated-policies?", list(text("As in RateLimit-Policy."), "The limits that were exceeded.")}});
}

json::Value brief() {
  return object({{"id", text("br_...")},
                 {"url", address("Its page on this site.")},
                 {"day", day("In the reader's zone.")},
                 {"made", time("When it was made.")},
                 {"note?", text("Why there are fewer than five.")},
                 {"picks", list(named("Pick"), "Best first.")}});
}

}  // namespace

json::Value schemas() {
  auto all = json::object();
  all.set("Subject", subject()).set("Evidence", evidence());
  all.set("Insight", insight()).set("Episode", episode()).set("Show", show()).set("Person", person());
  all.set("Topic", object({{"slug", text("Its name in addresses.")},
                           {"name", text("As people write it.")},
                           {"url", address("Its page on this site.")},
                           {"insights", count("Filed under it.")}}));
  all.set("Pick", object({{"reason?", text("Why it was chosen, for the brief's reader alone.")},
                          {"insight", named("Insight", "What was chosen.")}}));
  all.set("Brief", brief()).set("Related", related()).set("Passage", passage()).set("Transcript", transcript());
  all.set("Storyline",
          object({{"shows", count("On how many it was said; where there is a copy alone it was not.")},
                  {"insights", list(named("Insight"), "In the order in which it was said.")},
                  {"copies", list(text("in_..."), "Those of them on the same recording as one before.")}}));
  const auto said = object({{"day", day("UTC.")}, {"insights", count("Of episodes published on it.")}});
  all.set("Timeline", object({{"days", list(said, "Those on which something was said, oldest first.")}}));
  all.set("People", object({{"people", list(named("Person"), "All who go by the name; each slug names one.")}}));
  all.set("FoundInsight", found_insight());
  add_standing(all);
  for (const char* name : {"Insight", "Episode", "Show", "Topic", "Person", "Brief", "Related", "Account", "Hook"})
    all.set(fmt::format("{}Page", name), page_of(name));
  return all.set("Found", found()).set("Problem", problem());
}

}  // namespace pith::web::api
