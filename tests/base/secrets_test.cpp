#include "base/secrets.h"

#include <gtest/gtest.h>

namespace pith {
namespace {

std::string struck(std::string_view url, std::string text) {
  Secrets secrets;
  secrets.add(url);
  secrets.strike(text);
  return text;
}

TEST(Secrets, AreStruckOutOfTextsWhereverTheyStand) {
  EXPECT_EQ(struck("https://a.example/feed?auth=s3cretT0ken",
                   "see https://a.example/s3cretT0ken/1, or s3cretT0kens3cretT0ken"),
            "see https://a.example/***/1, or ******");
  EXPECT_EQ(struck("https://ann:p4ssw0rd@a.example/", "p4ssw0rd"), "***");
  EXPECT_EQ(struck("https://x.supercast.com/feeds/aaaaaaaaaaaaaaaaaaaa1/rss", "aaaaaaaaaaaaaaaaaaaa1"), "***");
}

TEST(Secrets, OfAPathAreKnownWithoutItsExtensionToo) {
  EXPECT_EQ(struck("https://a.example/private/5f3c0ffee5f3c0ffee.rss", "5f3c0ffee5f3c0ffee at 5f3c0ffee5f3c0ffee.rss"),
            "*** at ***");
}

TEST(Secrets, OfIdentitiesAreOnlyThoseThatAreNamed) {
  const std::string one = "https://a.example/?uuid=5f3c0ffee5f3c0ffee";
  EXPECT_EQ(redact_identity(one), one);
  EXPECT_EQ(redact_identity(one + "&token=abc"), one + "&token=***");
}

TEST(Secrets, OfAnAddressThatEndsByItselfAreNobodysOwn) {
  EXPECT_TRUE(ends_by_itself("https://a.example/feed?X-Amz-Signature=5f3c&X-Amz-Expires=300"));
  EXPECT_TRUE(ends_by_itself("https://a.example/feed?Expires=1764230400&Signature=5f3c"));
  EXPECT_FALSE(ends_by_itself("https://a.example/feed?auth=5f3c"));
}

TEST(Secrets, AreKnownEncodedAndDecoded) {
  EXPECT_EQ(struck("https://a.example/feed?token=a%2Fb%2Fcdef", "a/b/cdef and a%2Fb%2Fcdef"), "*** and ***");
}

TEST(Secrets, AreWholeWordsWhereTheyAreShort) {
  EXPECT_EQ(struck("https://a.example/feed?key=abc", "abc abcd xabc, (abc)"), "*** abcd xabc, (***)");
  EXPECT_EQ(struck("https://a.example/feed?key=ab", "ab"), "ab");
}

TEST(Secrets, IncludeANameOnlyWhereItLooksLikeAToken) {
  EXPECT_EQ(struck("https://podcast:p4ssw0rd@a.example/", "a podcast"), "a podcast");
  EXPECT_EQ(struck("https://t0ken77:x@a.example/", "t0ken77"), "***");
  EXPECT_EQ(struck("https://onlyname@a.example/", "onlyname"), "***");
}

TEST(Secrets, AreNoneInAPublicAddress) {
  Secrets secrets;
  secrets.add("https://a.example/feed?id=7777777");
  EXPECT_TRUE(secrets.empty());
  EXPECT_FALSE(secrets.stand_in("7777777"));
}

}  // namespace
}  // namespace pith
