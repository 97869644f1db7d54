// Of how Pith is, and of what is a reader's or an owner's own.
#include <vector>

#include "web/api/schema.h"
#include "web/api/schemas.h"

namespace pith::web::api {

namespace {

using schema::address, schema::count, schema::counts_by_name, schema::day, schema::list, schema::named, schema::number,
    schema::object, schema::one_of, schema::seconds, schema::short_episode, schema::short_show, schema::text,
    schema::time, schema::yes_or_no;

json::Value counts() {
  return object({{"shows", count("Followed.")},
                 {"episodes", count("In all states.")},
                 {"transcripts", count("Of episodes.")},
                 {"insights", count("That stand.")},
                 {"briefs", count("Made so far.")}});
}

// What the language model was paid for, and more.
json::Value with_spent(std::initializer_list<json::Member> more) {
  auto all = std::vector<json::Member>{
      {"answers", count("Of the language model.")},
      {"repairs", count("Of these, those that mended an answer that could not be read.")},
      {"checks", count("Of these, those to `pith doctor`, which asks whether it answers.")},
      {"prompt_tokens", count("Sent to it.")},
      {"answer_tokens", count("It sent.")},
      {"cost", number("In the currency of the prices that the settings name.").set("minimum", 0)},
      {"seconds", seconds("How long it took over them.")},
      {"offered", count("Insights in its answers.")},
      {"stood", count("Of those offered, how many the transcript bears out; the others were dropped.")},
      {"dropped", counts_by_name("How many insights fell, by reason.")}};
  all.insert(all.end(), more);
  return object(all);
}

json::Value model_day() {
  return with_spent(
      {{"day", day("UTC.")}, {"stand_ins", count("Episodes for which the built-in distiller stood in.")}});
}

json::Value model_episode() {
  return with_spent(
      {{"episode", short_episode()}, {"insights", count("Kept.")}, {"note?", text("Why another engine stood in.")}});
}

// Members that only an owner sees may be left out.
json::Value status() {
  const auto problem = text("What went wrong, in a person's words.");
  const auto step = text("poll, transcript, distill ...");
  const auto subject = text("What it was done to.");
  const auto attempts = count("How often it was tried.");
  return object(
      {{"counts", counts()},
       {"under_way",
        list(object({{"step", step}, {"count", count("How many are due or being done.")}}), "Work to be done.")},
       {"feeds?", object({{"well", count("How many are.")}, {"next?", time("When the next of them is asked.")}},
                         "For the owner: those that can be read.")},
       {"troubled_feeds?", list(object({{"show", short_show()},
                                        {"problem", problem},
                                        {"asked?", time("When it was asked last.")},
                                        {"last_well?", time("When it could be read last.")},
                                        {"next", time("When it is asked again.")}}),
                                "For the owner: those that cannot be read just now.")},
       {"not_followed?", list(object({{"address", text("Without what may be a password in it.")},
                                      {"problem", problem},
                                      {"again", yes_or_no("Whether it is tried again by itself.")}}),
                              "For the owner: addresses that were given and could not be followed.")},
       {"waiting?", list(named("Episode"), "For the owner: episodes without a transcript, the newest hundred.")},
       {"waiting_in_all?", count("For the owner: how many such episodes there are.")},
       {"given_up?", list(object({{"step", step}, {"subject", subject}, {"attempts", attempts}, {"problem", problem}}),
                          "For the owner: the work that kept failing.")},
       {"tried_again?",
        list(
            object(
                {{"step", step}, {"subject", subject}, {"due", time("When it is tried again.")}, {"problem", problem}}),
            "For the owner: work that failed and is not given up.")},
       {"model?", list(model_day(), "For the owner: the language model's last seven days, newest first.")},
       {"model_episodes?", list(model_episode(), "For the owner: the latest twenty episodes it was asked for.")}});
}

json::Value reader() {
  const auto kind = one_of({"topic", "show", "person", "words"}, "What it is about.");
  const auto value = text("A topic's slug, a show's id, a person's name, or words.");
  const auto name = text("In a person's words.");
  const auto made = time("When it was made.");
  const auto last_used = day("The last day on which it was used, UTC; absent where it never was.");
  return object(
      {{"id", text("re_...")},
       {"email?", text("Where the brief is sent; absent where no mail is.")},
       {"state", one_of({"active", "paused"}, "`paused`: no brief is made until they go on.")},
       {"owner", yes_or_no("Whether they manage shows and readers.")},
       {"hour", text("When the brief leaves, in their zone: 07:30.")},
       {"zone", text("IANA: Europe/Berlin.")},
       {"language", text("A language tag.")},
       {"next_brief?", time("When it leaves next; absent while paused.")},
       {"interests", list(object({{"kind", kind},
                                  {"value", value},
                                  {"name", name},
                                  {"since", time("When they named it.")},
                                  {"heard?", yes_or_no("Whether a person of that name was heard yet.")}}),
                          "What they want more of.")},
       {"verdicts", list(object({{"insight", object({{"id", text("in_...")},
                                                     {"url", address("Its page on this site.")},
                                                     {"headline?", text("Absent where it is no longer here.")}})},
                                 {"taste", one_of({"more", "less"}, "Of what is like it.")},
                                 {"given", time("When they said so.")}}),
                         "What they said of insights, the newest hundred.")},
       {"learnt", list(object({{"kind", kind},
                               {"value", value},
                               {"name", name},
                               {"weight", number("From -1, none of it, to 1, all of it.")},
                               {"because", text("What it follows from, in a person's words.")}}),
                       "What follows for the next briefs, strongest first.")},
       {"keys", list(object({{"id", text("ak_...")},
                             {"name", text("As its reader calls it.")},
                             {"hint", text("How it begins.")},
                             {"made", made},
                             {"last_used?", last_used}}),
                     "Keys of programs, without what opens anything.")},
       {"own_feed?", object({{"made", made}, {"last_used?", last_used}},
                            "That there is a feed of their own; its address stands in /settings.")}});
}

json::Value account() {
  return object({{"id", text("re_...")},
                 {"email", text("As they gave it.")},
                 {"state", one_of({"unconfirmed", "active", "paused"}, "`unconfirmed`: has not answered the letter.")},
                 {"owner", yes_or_no("Whether they manage shows and readers.")},
                 {"since", time("When they confirmed, or asked.")},
                 {"source?", text("What consent was given by.")}});
}

json::Value hook() {
  const auto message = object({{"id", text("msg_...: the webhook-id.")},
                               {"event", text("brief.ready, insight.matched, episode.failed or hook.test.")},
                               {"subject", text("The id of what it tells of.")},
                               {"made", time("When that happened.")},
                               {"state", one_of({"due", "sent", "failed", "in_doubt"}, "`failed`: given up.")},
                               {"tries", count("So far.")},
                               {"tried?", time("When it was tried last.")},
                               {"answer?", text("One line of the last answer, or why there was none.")}});
  return object({{"id", text("ho_...")},
                 {"url", address("Which is told.")},
                 {"state", one_of({"active", "paused", "ended"}, "`ended`: for good, as the receiver wished.")},
                 {"problem?", text("Why it is not active, in a person's words.")},
                 {"events", list(text("As `event` of a message."), "What it is told of.")},
                 {"words", list(text("Words or a phrase."), "Those that an insight must have.")},
                 {"messages", list(message, "The last hundred, newest first.")}});
}

}  // namespace

void add_standing(json::Value& all) {
  all.set("Status", status()).set("Reader", reader()).set("Account", account()).set("Hook", hook());
}

}  // namespace pith::web::api
