// The table of verbs.
#include <algorithm>
#include <array>

#include "app/command.h"
#include "app/commands/verbs.h"

namespace pith::app {

namespace {

constexpr bool needs_home = true;

constexpr Option common[] = {
    {"--home", "DIR", "where Pith keeps its things (default: the user's XDG folders)"},
    {"--json", "", "print JSON, for programs"},
    {"--now", "TIME", "take this for the present time, as 2026-11-25T06:00:00Z: for tests and replays"},
    {"--data", "DIR", "use models, prompts and the demo of this folder in place of those in the program"},
    {"--version", "", "print the version and nothing else"},
    {"--help", "", "say what can be told, and nothing else"},
};

constexpr Positional urls[] = {
    {"URL", "a feed, a web page or Apple Podcasts link that names one, an OPML list or file; or words to look for",
     true, true}};
constexpr Option add_options[] = {
    {"--pick", "NUMBER", "follow this one of the shows found by words"},
    {"--private", "", "show it to nobody but the owner, whatever its address looks like; also where it is followed"}};
constexpr Positional show[] = {
    {"SHOW", "its short name, id or feed address, as pith shows has it; with --hide also an episode's id"}};
constexpr Option hide[] = {{"--hide", "", "show it and its insights nowhere, as its publisher may ask"},
                           {"--unhide", "", "take that back; pith add follows a show again"}};
constexpr Option brief_options[] = {{"--day", "DAY", "an earlier day, as 2026-11-25"},
                                    {"--markdown", "", "print Markdown"}};
constexpr Positional files[] = {{"FILE", "transcripts, or folders of them; - is standard input", true, true}};
constexpr Option distill_options[] = {
    {"--engine", "NAME", "the engine, in place of the setting distill.engine", "builtin llm"},
    {"--out", "DIR", "write NAME.json for each file into this folder"}};
constexpr Option features_options[] = {
    {"--ads", "", "of the runs of cues that may be ad reads"},
    {"--headlines", "", "of the clauses that could be headlines"},
    {"--labels", "DIR", "of the insights in these labels, EPISODE.json each"},
    {"--out", "DIR", "with --labels: write NAME.tsv and NAME.names.tsv into this folder"}};
constexpr Positional audio[] = {{"FILE", "MP3, M4A, Ogg, WAV or other audio"}};
constexpr Positional words[] = {
    {"WORDS",
     "what to look for; - reads queries, a line each; none where the search is narrowed: the newest. All of it in one "
     "pair of single quotes where there is a phrase, or a word to leave out: 'go \"heat pumps\" -rust'",
     false, true}};
constexpr Option search_options[] = {
    {"--show", "SHOW",
     "in this show only: its short name, title, a part of its title that no other has, id or feed address"},
    {"--person", "NAME", "said by this person only"},
    {"--since", "DAY", "of episodes published on this day or later, as 2026-11-25"},
    {"--until", "DAY", "of episodes published on this day or before"},
    {"--insights", "", "insights only, not what was said"},
    {"--by", "HOW", "find insights by words, by meaning, or by both (default)", "words meaning both"}};
constexpr Positional id[] = {{"ID", "an insight's id, as in_..."}};
constexpr Positional lines[] = {{"FILE", "JSON Lines of insights: id, episode, headline, text, topics, entities"}};
constexpr Option export_options[] = {{"--opml", "", "only the followed feeds, as OPML"},
                                     {"--notes", "DIR", "the insights as Markdown notes in this folder, for Obsidian"},
                                     {"--readwise", "", "the insights as CSV, for Readwise"},
                                     {"--state", "", "only what two runs over the same world must have equal"}};
constexpr Positional archive[] = {
    {"FILE",
     "what pith export gave: an archive, an OPML list, a folder of notes or one of them, a CSV file of Readwise; "
     "- is standard input"}};
constexpr Positional gold[] = {{"GOLD", "a folder of labels, EPISODE.json each"},
                               {"TRANSCRIPTS", "a folder with the episodes' transcripts, EPISODE.vtt each"}};
constexpr Option eval_options[] = {
    {"--answers", "DIR", "score these EPISODE.json, as pith distill --out writes them, in place of distilling"},
    {"--engine", "NAME", "the engine, in place of the setting distill.engine", "builtin llm"},
    {"--all", "", "score the episodes the model was trained on, too"},
    {"--briefs", "", "score the briefs that would be made of the episodes, six a day"},
    {"--dates", "FILE", "deal them into days by date: a table with the columns episode and published, with tabs"}};
constexpr Option doctor_options[] = {{"--revive", "", "make all dead letters due again"},
                                     {"--configuration", "", "print every setting, as docs/configuration.md"}};
constexpr Option open_to = {"--public", "URL", "accounts are on, under this address, in place of web.public"};
constexpr Option serve_options[] = {{"--listen", "ADDRESS:PORT", "serve the pages there, in place of web.listen"},
                                    open_to};
constexpr Positional email[] = {{"EMAIL", "a mail address"}};
constexpr Option owner_options[] = {{"--revoke", "", "is no owner any more"}, open_to};
constexpr Positional key_words[] = {{"DO", "add, list or remove", true, false, "add list remove"},
                                    {"NAME", "add: what to call the key; remove: its name or id", false}};
constexpr Option key_options[] = {{"--reader", "EMAIL", "the key of this reader; without it, the owner's own"}};
constexpr Option subscribe_options[] = {open_to};
constexpr Option send_options[] = {open_to};
constexpr Positional hook_words[] = {
    {"ACTION", "add, list, test, log, resume, secret or remove", true, false, "add list test log resume secret remove"},
    {"TARGET", "add: the address to tell; others: the webhook's id, as ho_...", false}};
constexpr Option hook_options[] = {
    {"--event", "EVENTS", "with add: brief.ready, insight.matched, episode.failed; several with commas between",
     "brief.ready insight.matched episode.failed", true},
    {"--words", "WORDS", "with add: words and phrases that insight.matched listens for, with commas between"},
    {"--reader", "EMAIL", "with add: the owner whose it is, where accounts are on (default: the reader at home)"},
    open_to};
constexpr Option demo_options[] = {{"--once", "", "end after printing"},
                                   {"--listen", "ADDRESS:PORT", "serve the pages there (default 127.0.0.1:8700)"}};

constexpr Positional shell[] = {{"SHELL", "bash, zsh or fish", true, false, "bash zsh fish"}};
constexpr Positional manual_page[] = {{"PAGE", "pith-VERB for the page of a verb; without it pith's own", false}};

constexpr Command table[] = {
    {"add", "follow podcasts",
     "Follows the podcast whose feed or web page is given, or all those of an OPML list. Of a show just followed the "
     "newest few "
     "episodes are taken (setting feeds.newest); older ones are listed. Words are looked up in Apple's podcast "
     "directory.",
     urls, add_options, run_add},
    {"shows",
     "list what is followed",
     "Lists the shows that are followed, their feeds, and what is the matter with them.",
     {},
     {},
     run_shows,
     needs_home},
    {"remove", "no longer follow a show", "No longer follows a show. What is known of it stays, unless hidden.", show,
     hide, run_remove, needs_home},
    {"scan",
     "look for new episodes now",
     "One round by hand: asks the feeds, fetches transcripts, distills and relates, until nothing is due. May run "
     "beside pith serve and other scans, and then ends once what they have under way has ended, too.",
     {},
     {},
     run_scan,
     needs_home},
    {"brief",
     "print today's five",
     "Prints the day's brief. Today's is made where it is not there yet; then it stays as it is.",
     {},
     brief_options,
     run_brief,
     needs_home},
    {"send",
     "send the briefs that wait",
     "Sends the mails that wait: into the home's outbox folder, or by SMTP where that is set up. Where accounts are "
     "on, "
     "the briefs of readers whose hour has come are made first.",
     {},
     send_options,
     run_send,
     needs_home},
    {"serve",
     "run the whole system",
     "Polls when due, distills, makes the brief at the reader's hour, sends it and serves the pages, until it is told "
     "to stop (Ctrl-C). With --public, or the setting web.public, everybody may read and subscribe.",
     {},
     serve_options,
     run_serve,
     needs_home},
    {"owner", "make an address the owner's",
     "Makes an address the owner of a public Pith, who manages shows and readers at /admin, and prints a link that "
     "signs in once.",
     email, owner_options, run_owner, needs_home},
    {"key", "make, list or remove keys of the API",
     "Makes a key with which a program asks the API as a reader, and prints it this once; lists the keys there are, or "
     "removes one. Without --reader the key is the owner's: it shows private shows and the brief at home.",
     key_words, key_options, run_key},
    {"subscribe", "ask an address whether it wants the brief",
     "Has one letter sent to an address, with a link to confirm; a reader it is only then.", email, subscribe_options,
     run_subscribe, needs_home},
    {"hook", "tell other programs what happens",
     "Webhooks: addresses that are told when a brief is ready, an insight has words you name, or an episode fails. "
     "pith "
     "serve and pith send deliver; docs/webhooks.md has what is sent and how it is signed.",
     hook_words, hook_options, run_hook},
    {"distill", "distill transcript files",
     "Reads transcripts (WebVTT, SRT, JSON, HTML, text) and prints their insights, best first. Touches no home.", files,
     distill_options, run_distill},
    {"transcribe",
     "hear an audio file",
     "Has an audio file heard by the recogniser of the settings (section [transcriber]) and prints WebVTT. Touches no "
     "home but its settings.",
     audio,
     {},
     run_transcribe},
    {"features", "print the features of transcripts' cues",
     "Prints what the built-in distiller sees in each cue, for training (tools/train_distiller.py); or what the model "
     "of ad reads sees in each run of cues (tools/train_ads.py), or that of topics in labelled insights "
     "(tools/train_topics.py). A table with tabs, also with --json.",
     files, features_options, run_features},
    {"search", "search insights and what was said",
     "Searches the insights by words and meaning, and the transcripts by words.", words, search_options, run_search,
     needs_home},
    {"related",
     "list what relates to an insight",
     "Lists up to ten insights of other episodes that relate to one, at most two of one show.",
     id,
     {},
     run_related,
     needs_home},
    {"relate",
     "relate the insights of a file",
     "Relates the insights of a file to one another, best first. Touches no home.",
     lines,
     {},
     run_relate},
    {"export",
     "print everything a home holds",
     "Prints a whole home as JSON lines, which pith import restores; or one of the other forms, as it is, also with "
     "--json.",
     {},
     export_options,
     run_export,
     needs_home},
    {"import",
     "restore an export",
     "Brings back what pith export gave, all of it or, where something is wrong with it, nothing. A home that has "
     "something "
     "keeps it, and gets what it lacks. What each kind holds is in docs/exports.md.",
     archive,
     {},
     run_import},
    {"eval", "score the distiller against labels",
     "Distills labelled episodes and scores the insights against the labels: recall, precision, nDCG, waste, form; "
     "beside "
     "them LexRank, tf-idf and chance. Episodes the model was trained on are left out, and that is said.",
     gold, eval_options, run_eval},
    {"doctor",
     "say how this Pith is",
     "Says where things are, which settings are not understood, which feeds fail, and what failed for good. Ends with "
     "exit code 1 where something failed for good, the language model does not answer or mails cannot be sent as set "
     "up, else with 0.",
     {},
     doctor_options,
     run_doctor,
     needs_home},
    {"demo",
     "run the main job on a made-up world",
     "Serves six made-up shows on this machine, scans four days of them as any feed, prints the last day's five, "
     "writes the mail and serves "
     "the pages until Ctrl-C. Needs no network.",
     {},
     demo_options,
     run_demo},
    {"mcp",
     "answer a language model's tools",
     "Answers the Model Context Protocol on standard input and output, for programs that start it: today, search, "
     "insight, related, episode. pith serve answers the same at /mcp.",
     {},
     {},
     run_mcp,
     needs_home},
    {"completions",
     "print completions for a shell",
     "Prints what makes a shell complete pith's verbs and options, also with --json; docs/commands.md says where to "
     "put "
     "it.",
     shell,
     {},
     run_completions},
    {"manual",
     "print a manual page",
     "Prints the manual page of pith or of one of its verbs, for man, also with --json: pith manual pith-brief | man "
     "-l -",
     manual_page,
     {},
     run_manual},
};

}  // namespace

std::span<const Command> commands() { return table; }
std::span<const Option> common_options() { return common; }

std::string Arguments::get(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? "" : found->second.front();
}

std::vector<std::string> Arguments::all(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>{} : found->second;
}

}  // namespace pith::app
