#include "domain/person.h"

#include <gtest/gtest.h>

namespace pith {
namespace {

TEST(PersonKey, IsTheSameForOneNameHoweverWritten) {
  EXPECT_EQ(person_key("Ada Lovelace"), "ada-lovelace");
  EXPECT_EQ(person_key("  ADA   Lovelace, PhD"), "ada-lovelace");
  EXPECT_EQ(person_key("Ada Lovelace (host)"), "ada-lovelace");
  EXPECT_EQ(person_key("J.R. O'Neil"), "jr-oneil");
}

TEST(PersonKey, KeepsLettersOfOtherAlphabets) { EXPECT_EQ(person_key("José Valim"), "josé-valim"); }

TEST(PersonKey, IsInLowerCaseInEveryAlphabet) {
  EXPECT_EQ(person_key("Łukasz ŻAK"), "łukasz-żak");
  EXPECT_EQ(person_key("Ольга Ладыженская"), "ольга-ладыженская");
}

TEST(PersonKey, OfAKeyIsThatKey) {
  for (const auto* key : {"ada-lovelace", "łukasz-żak", "Łukasz-Żak"})
    EXPECT_EQ(person_key(person_key(key)), person_key(key));
  EXPECT_EQ(person_key("Łukasz-Żak"), "łukasz-żak");
}

TEST(PersonKey, IsEmptyForAFirstNameAlone) {
  EXPECT_EQ(person_key("Ada"), "");
  EXPECT_EQ(person_key(""), "");
}

TEST(PersonKey, IsEmptyWhereNobodyIsNamed) {
  EXPECT_EQ(person_key("unknown speaker"), "");
  EXPECT_EQ(person_key("Speaker 2"), "");
  EXPECT_EQ(person_key("SPEAKER_01 B"), "");
  EXPECT_EQ(person_key("The Podcast"), "");
  EXPECT_EQ(person_key("Christopher Guest"), "christopher-guest");
  EXPECT_EQ(person_key("a long line that is a sentence and no name"), "");
}

}  // namespace
}  // namespace pith
