#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace pith::text {
namespace {

using namespace std::string_view_literals;

TEST(Decode, TakesAByteOrderMarkOverADeclaration) {
  EXPECT_EQ(decode("\xFF\xFEh\0\xE9\0"sv, "utf-8"), "hé");
  EXPECT_EQ(decode("\xEF\xBB\xBFhé", "latin1"), "hé");
}

TEST(Decode, TakesADeclaredEncodingWhereTheBytesAreNotUtf8) {
  EXPECT_EQ(decode("\xCF\xF0\xE8\xE2\xE5\xF2", "windows-1251"), "Привет");
}

TEST(Decode, DisbelievesADeclarationWhereTheBytesAreUtf8) { EXPECT_EQ(decode("café", "iso-8859-1"), "café"); }

TEST(Decode, ShiftsByEscapesWhereItIsTold) { EXPECT_EQ(decode("\x1b$B2J3X\x1b(B", "ISO-2022-JP"), "科学"); }

TEST(Decode, GuessesWhatNobodyDeclared) {
  EXPECT_EQ(decode("h\0e\0l\0l\0o\0 \0w\0o\0r\0l\0d\0"sv), "hello world");
  EXPECT_EQ(decode("The caf\xE9 on the corner isn\x92t open, and the na\xEFve visitor waits in front of it."),
            "The café on the corner isn’t open, and the naïve visitor waits in front of it.");
}

TEST(Decode, ReadsUtf8WithAZeroInIt) { EXPECT_EQ(decode("a\0b \u2713 c\xE2\x80"sv), "a\0b \u2713 c\uFFFD"sv); }

TEST(Decode, NeverFails) { EXPECT_TRUE(is_valid_utf8(decode("\x80\x81\xFE\xFF\0\0"sv, "no-such-charset"))); }

using Case = std::pair<const char*, const char*>;
// The same words in an encoding of their language and in UTF-8.
const std::initializer_list<Case> greetings = {
    {"\xC7\xE4\xF0\xE0\xE2\xF1\xF2\xE2\xF3\xE9\xF2\xE5, \xFD\xF2\xEE \xEF\xEE\xE4\xEA\xE0\xF1\xF2 \xEE "
     "\xEA\xED\xE8\xE3\xE0\xF5.",
     "Здравствуйте, это подкаст о книгах."},
    {"\xFA\xC4\xD2\xC1\xD7\xD3\xD4\xD7\xD5\xCA\xD4\xC5, \xDC\xD4\xCF \xD0\xCF\xC4\xCB\xC1\xD3\xD4 \xCF "
     "\xCB\xCE\xC9\xC7\xC1\xC8.",
     "Здравствуйте, это подкаст о книгах."},
    {"Dobr\xFD den, v\xEDtejte u dal\x9A\xEDho d\xEDlu na\x9A"
     "eho po\xF8"
     "adu o knih\xE1"
     "ch.",
     "Dobrý den, vítejte u dalšího dílu našeho pořadu o knihách."},
    {"\xCA\xC7\xD1\xCA\xB4\xD5\xA4\xC3\xD1\xBA "
     "\xC7\xD1\xB9\xB9\xD5\xE9\xE0\xC3\xD2\xA8\xD0\xA4\xD8\xC2\xA1\xD1\xB9\xE0\xC3\xD7\xE8\xCD\xA7\xBE\xCD\xB4\xA4\xD2"
     "\xCA\xB5\xEC\xE1\xC5\xD0\xCB\xB9\xD1\xA7\xCA\xD7\xCD",
     "สวัสดีครับ วันนี้เราจะคุยกันเรื่องพอดคาสต์และหนังสือ"},
    {"Sveiki, \xE8ia laida apie knygas. \xD0iandien kalb\xEBsime su ra\xF0ytoja apie jos nauj\xE0 roman\xE0 ir "
     "k\xFBryb\xE0.",
     "Sveiki, čia laida apie knygas. Šiandien kalbėsime su rašytoja apie jos naują romaną ir kūrybą."},
    {"\x82\xB1\x82\xF1\x82\xC9\x82\xBF\x82\xCD\x81"
     "A\x8D\xA1\x93\xFA\x82\xCD\x96{\x82\xCC\x98"
     "b\x82\xF0\x82\xB5\x82\xDC\x82\xB7\x81"
     "B",
     "こんにちは、今日は本の話をします。"},
    {"\xB4\xF3\xBC\xD2\xBA\xC3\xA3\xAC\xBD\xF1\xCC\xEC\xCE\xD2\xC3\xC7\xC0\xB4\xCC\xB8\xCC\xB8\xD2\xBB\xB1\xBE\xD0\xC2"
     "\xCA\xE9\xA1\xA3",
     "大家好，今天我们来谈谈一本新书。"},
    {"\xA4j\xAE"
     "a\xA6n\xA1"
     "A\xA4\xB5\xA4\xD1\xA7\xDA\xAD\xCC\xA8\xD3\xBD\xCD\xBD\xCD\xA4@\xA5\xBB\xB7s\xAE\xD1\xA1"
     "C",
     "大家好，今天我們來談談一本新書。"},
    {"\xBE\xC8\xB3\xE7\xC7\xCF\xBC\xBC\xBF\xE4, \xBF\xC0\xB4\xC3\xC0\xBA \xC3\xA5 \xC0\xCC\xBE\xDF\xB1\xE2\xB8\xA6 "
     "\xC7\xD5\xB4\xCF\xB4\xD9.",
     "안녕하세요, 오늘은 책 이야기를 합니다."},
    {"\xCA\xE1\xEB\xE7\xEC\xDD\xF1\xE1 \xF3\xE1\xF2, \xF3\xDE\xEC\xE5\xF1\xE1 \xEC\xE9\xEB\xDC\xEC\xE5 \xE3\xE9\xE1 "
     "\xE2\xE9\xE2\xEB\xDF\xE1.",
     "Καλημέρα σας, σήμερα μιλάμε για βιβλία."},
    {"\xF9\xEC\xE5\xED \xEC\xEB\xE5\xEC\xED, \xE4\xE9\xE5\xED \xF0\xE3\xE1\xF8 \xF2\xEC \xF1\xF4\xF8\xE9\xED "
     "\xE7\xE3\xF9\xE9\xED.",
     "שלום לכולם, היום נדבר על ספרים חדשים."},
    {"Merhaba, bug\xFCn yeni \xE7\xFDkan kitaplar \xFCzerine konu\xFE"
     "aca\xF0\xFDz.",
     "Merhaba, bugün yeni çıkan kitaplar üzerine konuşacağız."},
    {"Bonjour \xE0 tous, aujourd\x92hui nous parlons d\x92un \xE9t\xE9 \xE0 la mer.",
     "Bonjour à tous, aujourd’hui nous parlons d’un été à la mer."}};

TEST(Decode, GuessesTheEncodingsOfTheWorld) {
  for (const auto& [bytes, text] : greetings) EXPECT_EQ(decode(bytes), text);
}

TEST(Decode, DoesNotTakeMarkupAndTimesForEnglish) {
  for (const auto& [bytes, text] : greetings) {
    const auto feed = [](const std::string& words) {
      return "<rss><channel><title>The daily news of books</title><item><link>https://news.example/the-episode</link>"
             "<description><![CDATA[<p>" +
             words + "</p>]]></description></item></channel></rss>";
    };
    const auto caption = [](const std::string& words) {
      return "1\r\n00:00:01,000 --> 00:00:04,000\r\n" + words + "\r\n\r\n";
    };
    EXPECT_EQ(decode(feed(bytes)), feed(text));
    EXPECT_EQ(decode(caption(bytes)), caption(text));
  }
}

TEST(Decode, DisbelievesThatItIsUtf8WhereHardlyACharacterIs) {
  for (const auto& [bytes, text] : greetings) EXPECT_EQ(decode(bytes, "UTF-8"), text);
}

TEST(Decode, DisbelievesADeclarationThatTheBytesCannotBe) {
  EXPECT_EQ(decode("\x82\xB1\x82\xF1\x82\xC9\x82\xBF\x82\xCD\x81"
                   "A\x8D\xA1\x93\xFA\x82\xCD\x96{\x82\xCC\x98"
                   "b\x82\xF0\x82\xB5\x82\xDC\x82\xB7\x81"
                   "B",
                   "euc-kr"),
            "こんにちは、今日は本の話をします。");
}

TEST(Decode, TakesAFewBytesThatTellNothingForWindows1252) {
  EXPECT_EQ(decode("Caf\xE9"), "Café");
  EXPECT_EQ(decode("gar\xE7on"), "garçon");
  EXPECT_EQ(decode("\x93Hi\x94"), "“Hi”");
  EXPECT_EQ(decode("\xC0 la carte"), "À la carte");
  EXPECT_EQ(decode("This is a \xA3\x93test.\x94"), "This is a £“test.”");
}

TEST(Decode, MendsStrayBytesAmongUtf8AndMarksCharactersThatWereCut) {
  EXPECT_EQ(decode("Caf\xC3\xA9 it\x92s", "utf-8"), "Café it’s");
  EXPECT_EQ(decode("Caf\xC3\xA9 \xE2\x80", "utf-8"), "Café \uFFFD");
}

}  // namespace
}  // namespace pith::text
