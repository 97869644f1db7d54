#include "stages/insight/verbs.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace pith::insight {

namespace {

// Words in order, with the place where each pair of first letters begins.
template <std::size_t N>
class SortedWords {
 public:
  constexpr explicit SortedWords(const std::string_view (&words)[N]) {
    std::ranges::copy(words, words_.begin());
    for (std::size_t at = 0, pair = 0; pair < starts_.size(); ++pair) {
      while (at < N && pair_of(words_[at]) < pair) ++at;
      starts_[pair] = static_cast<std::uint16_t>(at);
    }
  }
  constexpr bool has(std::string_view word) const {
    if (word.size() < 2 || word.front() < 'a' || word.front() > 'z') return false;
    const auto pair = pair_of(word);
    for (std::size_t at = starts_[pair]; at < starts_[pair + 1]; ++at)
      if (words_[at] == word) return true;
    return false;
  }

 private:
  static constexpr std::size_t seconds = 28;  // what is no letter, the letters, and what follows them

  static constexpr std::size_t pair_of(std::string_view word) {
    const auto second = word[1] < 'a' ? 0 : std::min(word[1] - 'a' + 1, 27);
    return static_cast<std::size_t>(word[0] - 'a') * seconds + static_cast<std::size_t>(second);
  }

  std::array<std::string_view, N> words_{};
  std::array<std::uint16_t, 26 * seconds + 1> starts_{};
};

// Found in talk after "can", "don't", "we'll" and their like; seldom after an article. All tables are sorted.
constexpr SortedWords plain(
    {"absorb",       "accelerate",   "accept",      "access",      "accommodate",   "accomplish",
     "accumulate",   "achieve",      "acknowledge", "acquire",     "adapt",         "add",
     "adhere",       "adjust",       "admit",       "adopt",       "advertise",     "advise",
     "affect",       "afford",       "agree",       "align",       "allocate",      "allow",
     "analyze",      "annotate",     "announce",    "annoy",       "anticipate",    "apologize",
     "appear",       "apply",        "appreciate",  "argue",       "arise",         "arrange",
     "arrive",       "articulate",   "ask",         "aspire",      "assemble",      "assign",
     "assist",       "assume",       "attach",      "attend",      "attest",        "attract",
     "augment",      "authenticate", "automate",    "avoid",       "ban",           "become",
     "begin",        "behave",       "believe",     "belong",      "bite",          "blow",
     "bother",       "bounce",       "breathe",     "bring",       "browse",        "build",
     "bump",         "bury",         "buy",         "bypass",      "calculate",     "cancel",
     "capture",      "care",         "carry",       "catch",       "cater",         "celebrate",
     "characterize", "chase",        "check",       "chew",        "choose",        "cite",
     "clarify",      "classify",     "click",       "climb",       "close",         "codify",
     "collaborate",  "collapse",     "collect",     "combine",     "come",          "communicate",
     "compare",      "compete",      "compile",     "complain",    "comply",        "compose",
     "compress",     "concur",       "confer",      "confess",     "configure",     "confirm",
     "confuse",      "connect",      "consider",    "consist",     "consolidate",   "consume",
     "contain",      "continue",     "contribute",  "convert",     "convey",        "convince",
     "cook",         "coordinate",   "correlate",   "count",       "cover",         "crank",
     "create",       "cry",          "customize",   "debug",       "decide",        "declare",
     "decorate",     "decrypt",      "dedicate",    "defend",      "define",        "delegate",
     "delete",       "deliver",      "demonstrate", "deny",        "depend",        "deploy",
     "deprecate",    "derive",       "describe",    "deserve",     "destroy",       "detect",
     "determine",    "develop",      "dictate",     "die",         "differ",        "differentiate",
     "dig",          "disable",      "disagree",    "disappear",   "discern",       "disclose",
     "discover",     "discuss",      "dislike",     "disrupt",     "distinguish",   "distract",
     "distribute",   "dive",         "dominate",    "donate",      "download",      "draw",
     "drop",         "dump",         "earn",        "eat",         "educate",       "eliminate",
     "embed",        "embrace",      "emerge",      "emit",        "empathize",     "emphasize",
     "employ",       "empower",      "emulate",     "enable",      "encapsulate",   "encode",
     "encounter",    "encourage",    "encrypt",     "enforce",     "engage",        "enhance",
     "enjoy",        "ensure",       "enter",       "entertain",   "envision",      "equate",
     "err",          "establish",    "evaluate",    "evolve",      "examine",       "exceed",
     "exclude",      "execute",      "exist",       "expand",      "expect",        "expire",
     "explain",      "explode",      "explore",     "expose",      "express",       "extend",
     "extract",      "extrapolate",  "fail",        "feel",        "figure",        "fill",
     "find",         "finish",       "fit",         "fix",         "foresee",       "forget",
     "forgive",      "fulfill",      "gain",        "gather",      "generalize",    "generate",
     "get",          "give",         "go",          "grab",        "grok",          "grow",
     "handle",       "hang",         "happen",      "hate",        "hear",          "help",
     "hesitate",     "hide",         "hijack",      "hire",        "hit",           "hop",
     "hurt",         "hypothesize",  "identify",    "ignore",      "imagine",       "implement",
     "imply",        "impose",       "improve",     "incentivize", "include",       "incorporate",
     "indicate",     "infer",        "inform",      "ingest",      "inject",        "innovate",
     "insert",       "inspect",      "inspire",     "install",     "instantiate",   "integrate",
     "intend",       "interact",     "intercept",   "interfere",   "interpret",     "interrupt",
     "introduce",    "invent",       "invert",      "invest",      "investigate",   "invoke",
     "involve",      "isolate",      "iterate",     "join",        "jump",          "justify",
     "keep",         "kick",         "kill",        "know",        "learn",         "leave",
     "lend",         "let",          "leverage",    "like",        "listen",        "look",
     "lose",         "love",         "maintain",    "make",        "manage",        "manipulate",
     "manufacture",  "match",        "maximize",    "mean",        "measure",       "meet",
     "memorize",     "mention",      "migrate",     "minimize",    "miss",          "mitigate",
     "modify",       "monetize",     "motivate",    "move",        "multiply",      "mutate",
     "navigate",     "need",         "negotiate",   "notice",      "notify",        "observe",
     "obsess",       "occur",        "offend",      "offer",       "operate",       "optimize",
     "orchestrate",  "organize",     "outlast",     "outnumber",   "outperform",    "outsource",
     "outweigh",     "overcome",     "overdo",      "override",    "overwhelm",     "overwrite",
     "owe",          "parallelize",  "parse",       "participate", "pass",          "paste",
     "pay",          "perceive",     "perform",     "persist",     "pick",          "play",
     "pose",         "possess",      "pour",        "predict",     "prefer",        "prepare",
     "pretend",      "prevent",      "prioritize",  "proceed",     "procrastinate", "produce",
     "promote",      "pronounce",    "propagate",   "propose",     "protect",       "prove",
     "provide",      "provision",    "publish",     "punish",      "pursue",        "push",
     "put",          "qualify",      "quantify",    "quit",        "raise",         "rattle",
     "reach",        "read",         "realize",     "rebuild",     "recall",        "receive",
     "recognize",    "recommend",    "reconsider",  "recover",     "recreate",      "redo",
     "reduce",       "refer",        "refine",      "refuse",      "regulate",      "reinvent",
     "reject",       "relate",       "relax",       "rely",        "remain",        "remember",
     "remind",       "remove",       "rename",      "replace",     "replicate",     "represent",
     "reproduce",    "repurpose",    "require",     "rerun",       "resemble",      "resist",
     "resolve",      "resonate",     "respond",     "restart",     "restore",       "restrict",
     "retain",       "retire",       "retrieve",    "reuse",       "reveal",        "revert",
     "revisit",      "rewind",       "roll",        "rotate",      "ruin",          "run",
     "satisfy",      "save",         "say",         "scan",        "scare",         "scrape",
     "scream",       "screw",        "see",         "seek",        "seem",          "sell",
     "send",         "serialize",    "serve",       "settle",      "shake",         "share",
     "shave",        "shed",         "shine",       "shoot",       "shorten",       "shove",
     "shrink",       "shut",         "simplify",    "simulate",    "sing",          "sit",
     "skip",         "sniff",        "solve",       "spawn",       "speak",         "specialize",
     "specify",      "speculate",    "spell",       "spend",       "spin",          "spit",
     "splice",       "spoil",        "squeeze",     "standardize", "start",         "stay",
     "stick",        "stop",         "strive",      "stumble",     "submit",        "subscribe",
     "succeed",      "suck",         "sue",         "suffer",      "suggest",       "summarize",
     "survive",      "suspect",      "suspend",     "sustain",     "swap",          "swear",
     "tackle",       "take",         "teach",       "tear",        "tell",          "tend",
     "think",        "thrive",       "throw",       "tinker",      "tolerate",      "toss",
     "translate",    "transmit",     "treat",       "try",         "tweak",         "underestimate",
     "undermine",    "understand",   "undo",        "unpack",      "unsee",         "upload",
     "use",          "utilize",      "validate",    "vary",        "verify",        "visit",
     "visualize",    "vouch",        "wait",        "want",        "warn",          "watch",
     "wear",         "wield",        "worry",       "write",       "yell"});

// The same, but as often nouns.
constexpr SortedWords nouns_too(
    {"abuse",     "act",        "address",    "advance",  "advocate",     "aggregate",  "aim",       "alter",
     "answer",    "appeal",     "append",     "approach", "architect",    "archive",    "associate", "attack",
     "attempt",   "attribute",  "audit",      "auto",     "autocomplete", "award",      "backfire",  "bake",
     "bear",      "beat",       "bend",       "benefit",  "bet",          "bind",       "blame",     "bleep",
     "blend",     "block",      "boil",       "bolt",     "boot",         "bootstrap",  "borrow",    "break",
     "bridge",    "broadcast",  "bundle",     "burn",     "butcher",      "cache",      "call",      "carve",
     "cast",      "categorize", "cause",      "caveat",   "change",       "charge",     "chat",      "cheat",
     "claim",     "clash",      "clean",      "clone",    "comment",      "commit",     "complete",  "compromise",
     "construct", "contact",    "control",    "copy",     "correct",      "cost",       "crack",     "craft",
     "crash",     "crawl",      "critique",   "cross",    "cut",          "deal",       "debate",    "defer",
     "delay",     "design",     "desire",     "dial",     "dip",          "disconnect", "discount",  "display",
     "distill",   "ditch",      "divide",     "double",   "doubt",        "drag",       "dream",     "drill",
     "drink",     "drive",      "echo",       "edit",     "elaborate",    "email",      "end",       "envy",
     "equal",     "escape",     "estimate",   "exit",     "experiment",   "export",     "fake",      "fall",
     "feed",      "fetch",      "fight",      "filter",   "fire",         "flip",       "float",     "fly",
     "focus",     "follow",     "fool",       "force",    "fork",         "frame",      "freeze",    "fund",
     "gauge",     "guarantee",  "guide",      "hack",     "hand",         "harm",       "highlight", "hold",
     "hook",      "hope",       "host",       "hover",    "hunt",         "impact",     "import",    "increase",
     "influence", "instrument", "invite",     "judge",    "knock",        "label",      "lack",      "land",
     "laugh",     "launch",     "lay",        "lead",     "leak",         "lean",       "lie",       "lift",
     "limit",     "link",       "lint",       "live",     "load",         "lock",       "log",       "manifest",
     "map",       "mark",       "matter",     "mentor",   "merge",        "mess",       "mind",      "mirror",
     "mix",       "mock",       "monitor",    "mount",    "mute",         "nail",       "name",      "nest",
     "note",      "opt",        "overlap",    "pack",     "paint",        "pair",       "panic",     "paraphrase",
     "partner",   "patch",      "pause",      "phrase",   "pile",         "pin",        "ping",      "pip",
     "pipe",      "pitch",      "pivot",      "plan",     "plot",         "plug",       "poke",      "poll",
     "pop",       "port",       "post",       "practice", "preface",      "prep",       "present",   "press",
     "print",     "program",    "promise",    "prompt",   "prototype",    "pull",       "punch",     "purchase",
     "query",     "queue",      "quote",      "rank",     "reboot",       "record",     "redirect",  "refactor",
     "reference", "reflect",    "refresh",    "register", "regret",       "release",    "remix",     "render",
     "rent",      "repeat",     "replay",     "reply",    "report",       "reset",      "resize",    "respect",
     "result",    "resume",     "retry",      "return",   "review",       "reward",     "rewrite",   "ride",
     "riff",      "ring",       "rise",       "rush",     "sacrifice",    "scale",      "schedule",  "score",
     "search",    "select",     "separate",   "set",      "shape",        "shift",      "ship",      "shout",
     "show",      "showcase",   "sign",       "signal",   "sleep",        "slip",       "slow",      "snap",
     "sneak",     "sort",       "sound",      "spare",    "spark",        "speed",      "split",     "sponsor",
     "spread",    "stand",      "steal",      "steer",    "step",         "store",      "stream",    "stress",
     "stretch",   "strike",     "struggle",   "study",    "suit",         "supply",     "support",   "surprise",
     "swing",     "switch",     "sync",       "tag",      "talk",         "tap",        "target",    "tease",
     "test",      "tie",        "toggle",     "touch",    "trace",        "track",      "trade",     "train",
     "transfer",  "transform",  "transition", "travel",   "trigger",      "trust",      "tune",      "turn",
     "tweet",     "type",       "unlock",     "update",   "upgrade",      "value",      "vibe",      "view",
     "volunteer", "vote",       "wager",      "wake",     "walk",         "wash",       "waste",     "wave",
     "win",       "wind",       "wire",       "work",     "wrap",         "yield"});

// Pasts that no rule makes.
constexpr SortedWords pasts(
    {"ate",       "became",  "began",  "bent",     "bet",    "bit",   "blew",   "bought", "bound",  "broke",
     "brought",   "built",   "burnt",  "came",     "caught", "chose", "clung",  "cost",   "cut",    "dealt",
     "did",       "dove",    "drank",  "drew",     "drove",  "dug",   "fed",    "fell",   "felt",   "fled",
     "flew",      "forgave", "forgot", "fought",   "found",  "froze", "gave",   "got",    "grew",   "had",
     "heard",     "held",    "hid",    "hit",      "hung",   "hurt",  "kept",   "knew",   "laid",   "lay",
     "learnt",    "led",     "left",   "lent",     "let",    "lit",   "lost",   "made",   "meant",  "met",
     "paid",      "proved",  "put",    "quit",     "ran",    "rang",  "read",   "rode",   "rose",   "said",
     "sang",      "sank",    "sat",    "saw",      "sent",   "set",   "shook",  "shot",   "showed", "shrank",
     "shut",      "slept",   "sold",   "sought",   "spent",  "spoke", "sprang", "spread", "stole",  "stood",
     "struck",    "stuck",   "swam",   "swore",    "taught", "threw", "told",   "took",   "tore",   "understood",
     "undertook", "upset",   "went",   "withdrew", "woke",   "won",   "wore",   "wound",  "wrote"});

// Participles that are no pasts.
constexpr SortedWords participles({"become", "been",   "begun",     "bitten",   "blown",     "borne",  "broken",
                                   "chosen", "come",   "done",      "drawn",    "driven",    "drunk",  "eaten",
                                   "fallen", "flown",  "forbidden", "forgiven", "forgotten", "frozen", "given",
                                   "gone",   "gotten", "grown",     "hidden",   "known",     "lain",   "proven",
                                   "ridden", "risen",  "run",       "rung",     "seen",      "sewn",   "shaken",
                                   "shown",  "shrunk", "spoken",    "stolen",   "sung",      "sunk",   "sworn",
                                   "swum",   "taken",  "thrown",    "torn",     "woken",     "worn",   "written"});

std::optional<VerbForm> form_if_base(std::string_view base, VerbForm form) {
  if (!plain.has(base) && !nouns_too.has(base)) return std::nullopt;
  return form;
}

// The first of the bases that is a verb makes the form.
bool any_base(std::span<const std::string> bases) {
  return std::ranges::any_of(bases, [](const auto& base) { return plain.has(base) || nouns_too.has(base); });
}

std::string_view shortened(std::string_view word, std::size_t letters) { return word.substr(0, word.size() - letters); }

// "ship" for "shipp": an ending may double the last letter.
std::string undoubled(std::string_view stem) {
  const bool doubled = stem.size() > 2 && stem.back() == stem[stem.size() - 2];
  return std::string(doubled ? shortened(stem, 1) : stem);
}

bool made_by_s(std::string_view word) {
  if (!word.ends_with('s') || word.ends_with("ss") || word.size() < 4) return false;
  const std::string plain_s(shortened(word, 1));
  const std::string es(word.ends_with("es") ? shortened(word, 2) : shortened(word, 1));
  const std::string ies = word.ends_with("ies") ? std::string(shortened(word, 3)) + "y" : plain_s;
  return any_base(std::array{plain_s, es, ies});
}

bool made_by(std::string_view word, std::string_view ending) {
  if (!word.ends_with(ending) || word.size() < ending.size() + 2) return false;
  const auto stem = shortened(word, ending.size());
  const std::string y = stem.ends_with('i') ? std::string(shortened(stem, 1)) + "y" : std::string(stem);
  return any_base(std::array{std::string(stem), std::string(stem) + "e", undoubled(stem), y});
}

}  // namespace

std::optional<VerbForm> verb_form(std::string_view word) {
  if (pasts.has(word)) return VerbForm::past;
  if (participles.has(word)) return VerbForm::participle;
  if (const auto base = form_if_base(word, VerbForm::base)) return base;
  if (made_by_s(word)) return VerbForm::third_person;
  if (made_by(word, "ed")) return VerbForm::past;
  if (made_by(word, "ing")) return VerbForm::gerund;
  return std::nullopt;
}

bool is_noun_too(std::string_view word) {
  if (nouns_too.has(word)) return true;
  if (!word.ends_with('s')) return false;
  return nouns_too.has(shortened(word, 1)) || (word.ends_with("es") && nouns_too.has(shortened(word, 2)));
}

}  // namespace pith::insight
