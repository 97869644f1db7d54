#include "stages/insight/word_classes.h"

namespace pith::insight {

const std::array<WordClassRow, class_count> word_classes{{
    {WordClass::contrast, "contrast",
     "but however although though actually yet instead rather whereas despite except unless contrary opposite "
     "nevertheless"},
    {WordClass::cause, "cause",
     "because cause since therefore thus hence why reason reasons so leads causes caused result means"},
    {WordClass::absolute, "absolute",
     "always never every everyone everything nothing nobody none all only most must any anything anybody ever entire "
     "completely"},
    {WordClass::comparison, "comparison",
     "more less better worse best worst bigger smaller easier harder faster slower most least higher lower than"},
    {WordClass::negation, "negation",
     "not no never don't doesn't didn't isn't aren't wasn't won't can't cannot couldn't wouldn't shouldn't nothing "
     "without"},
    {WordClass::first_person, "first_person", "i i'm i've i'd i'll me my mine myself"},
    {WordClass::we, "we", "we we're we've we'd we'll us our ours"},
    {WordClass::second_person, "second_person", "you you're you've you'd you'll your yours"},
    {WordClass::hedge, "hedge", "maybe perhaps probably might could guess suppose think seems somewhat"},
    {WordClass::filler, "filler", "um uh like basically kinda sorta stuff gonna wanna yeah okay alright"},
    {WordClass::modal, "modal", "should must need needs have ought can't cannot has"},
    {WordClass::past, "past", "was were had did went came started got said told"},
    {WordClass::people, "people",
     "people person someone anyone everybody folks human humans world company companies team teams business industry "
     "society"},
    {WordClass::knowing, "knowing",
     "realize realized learned learn lesson believe understand found discovered noticed truth fact point key important "
     "idea problem mistake wrong right"},
    {WordClass::condition, "condition", "if when whenever unless until then"},
    {WordClass::pronoun, "pronoun", "it it's that that's this these those they they're he she he's she's which"},
    {WordClass::show_talk, "show_talk",
     "thanks thank welcome episode show podcast listeners today's week laughs laughing laughter awesome cool hey hello "
     "bye"},
    {WordClass::saying, "saying", "said says asked told goes"},
    {WordClass::connective, "connective", "and so but or because yeah yes no well like okay right"},
    {WordClass::reaction, "reaction",
     "yeah yes right wow exactly absolutely totally interesting amazing great awesome love true sure definitely mm mhm "
     "oh huh"},
    {WordClass::appreciation, "appreciation",
     "interesting love great fascinating amazing wow point true agree exactly brilliant awesome absolutely wise good"},
}};

}  // namespace pith::insight
