#include "stages/insight/name_words.h"

#include <gtest/gtest.h>

#include "stages/insight/names.h"
#include "support/files.h"

namespace pith::insight {
namespace {

TEST(NameWords, AreAWordALineBesideLinesForPeople) {
  const auto words = NameWords::parse("# names\npostgres\n\nk8s");
  ASSERT_TRUE(words);
  EXPECT_EQ(words->size(), 2u);
  EXPECT_TRUE(words->has("postgres"));
  EXPECT_FALSE(words->has("# names"));
}

TEST(NameWords, NameTheLineThatIsNoWord) {
  const auto words = NameWords::parse("postgres\nTwo words\n");
  ASSERT_FALSE(words);
  EXPECT_EQ(words.error().kind, ErrorKind::corrupt);
  EXPECT_TRUE(words.error().message.starts_with("Line 2 ")) << words.error().message;
}

TEST(NameWords, TellWhatIsNoName) {
  const auto words = NameWords::parse("postgres\n-fame\n").value();
  EXPECT_TRUE(words.denies("fame"));
  EXPECT_FALSE(words.has("fame"));
  EXPECT_FALSE(words.denies("postgres"));
}

TEST(NameWords, AsShippedHoldNamesAlsoOfEnglishWords) {
  const auto words = NameWords::parse(test::read_file(test::in_repository("data/models/names-en.txt")));
  ASSERT_TRUE(words);
  for (const char* name : {"postgres", "openai", "kubernetes", "github", "rust", "slack"})
    EXPECT_TRUE(words->has(name) && !words->denies(name)) << name;
  for (const char* word : {"fame", "database", "the", "portability"})
    EXPECT_TRUE(words->denies(word) && !words->has(word)) << word;
}

TEST(NamedWords, AreFoundWhateverTheirCaseAndOnce) {
  const auto words = NameWords::parse("postgres\nopenai\n").value();
  EXPECT_EQ(named_words_in("Postgres is slow, says postgres's maker of an openai-style index.", words),
            (std::vector<Name>{{"postgres"}, {"openai"}}));
}

}  // namespace
}  // namespace pith::insight
