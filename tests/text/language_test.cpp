#include "text/language.h"

#include <gtest/gtest.h>

namespace pith::text {
namespace {

struct Sample {
  const char* code;
  const char* text;
};

class Languages : public testing::TestWithParam<Sample> {};

TEST_P(Languages, AreToldApartWithConfidence) {
  const auto guess = guess_language(GetParam().text);
  EXPECT_EQ(guess.code, GetParam().code);
  EXPECT_GT(guess.confidence, 0.5);
}

INSTANTIATE_TEST_SUITE_P(
    Samples, Languages,
    testing::Values(Sample{"en",
                           "So we thought that the cache would help, but it turned out that most of the time was spent "
                           "waiting for the disk, "
                           "and you can't fix that with more memory."},
                    Sample{"de",
                           "Wir haben gedacht, dass der Speicher hilft, aber es war nicht so, und dann mussten wir das "
                           "Ganze noch einmal von "
                           "vorne machen, weil die Platte zu langsam ist."},
                    Sample{"fr",
                           "On pensait que la mémoire allait nous aider, mais ce n'est pas le cas, et il a fallu tout "
                           "refaire avec une "
                           "autre approche dans les semaines qui ont suivi."},
                    Sample{"es",
                           "Pensábamos que la memoria nos iba a ayudar, pero no fue así, y tuvimos que hacerlo todo "
                           "otra vez porque el disco "
                           "era muy lento para lo que queríamos."},
                    Sample{"pt",
                           "A gente achava que a memória ia ajudar, mas não foi assim, e você tem que fazer tudo de "
                           "novo porque o disco é muito "
                           "lento para isso."},
                    Sample{"it",
                           "Pensavamo che la memoria ci aiutasse, ma non è stato così, e abbiamo dovuto rifare tutto "
                           "perché il disco era "
                           "troppo lento per quello che si voleva."},
                    Sample{"nl",
                           "We dachten dat het geheugen zou helpen, maar dat is niet zo, en toen moesten we alles nog "
                           "een keer doen omdat de "
                           "schijf te traag was voor wat we wilden."},
                    Sample{"sv",
                           "Vi trodde att minnet skulle hjälpa, men det var inte så, och då fick vi göra om allt för "
                           "att disken var för "
                           "långsam till det som vi ville ha."},
                    Sample{"ru", "Мы думали, что память поможет, но это было не так."},
                    Sample{"ja", "私たちはメモリが助けになると思っていましたが、そうではありませんでした。"},
                    Sample{"zh", "我们以为内存会有帮助但是事实并非如此所以我们不得不重新开始做一切事情"}));

TEST(Language, OfAFewWordsIsUnsure) { EXPECT_LT(guess_language("Yes, and no.").confidence, 0.5); }

TEST(Language, OfNoWordsIsNone) { EXPECT_EQ(guess_language("12 34 ...").code, ""); }

TEST(LanguageName, IsTheOneOfEnglishOrTheCodeWhereItIsUnknown) {
  EXPECT_EQ(language_name("he"), "Hebrew");
  EXPECT_EQ(language_name("de"), "German");
  EXPECT_EQ(language_name("qqx"), "qqx");
  EXPECT_EQ(language_name(""), "");
}

TEST(PrimaryLanguage, IsTheTagsFirstPart) {
  EXPECT_EQ(primary_language("en-US"), "en");
  EXPECT_EQ(primary_language("English"), "en");
  EXPECT_EQ(primary_language("pt_BR"), "pt");
  EXPECT_EQ(primary_language(""), "");
}

}  // namespace
}  // namespace pith::text
