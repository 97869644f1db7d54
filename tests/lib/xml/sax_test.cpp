#include "lib/xml/sax.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace pith::xml {
namespace {

// Writes what it is told: "<a:b x=1>" "text" "</b>".
class Recorder : public Handler {
 public:
  bool begin(const Name& name, std::span<const Attribute> attributes) override {
    seen += '<' + std::string(name.prefix.empty() ? "" : std::string(name.prefix) + ':') + std::string(name.local);
    for (const auto& attribute : attributes)
      seen += ' ' + std::string(attribute.name.local) + '=' + std::string(attribute.value);
    seen += '>';
    space = name.space;
    return true;
  }
  bool end(const Name& name) override {
    seen += "</" + std::string(name.local) + '>';
    return true;
  }
  bool text(std::string_view piece) override {
    seen += piece;
    return true;
  }
  std::string seen;
  std::string space;
};

TEST(Sax, TellsElementsAttributesAndText) {
  Recorder seen;
  const auto outcome = parse("<?xml version='1.0'?><r xmlns:i='urn:i'>a &amp; b<i:c x='1 &amp; 2'/><![CDATA[<d>]]></r>",
                             seen, Mode::strict);
  EXPECT_TRUE(outcome.well_formed);
  EXPECT_TRUE(outcome.ended);
  EXPECT_EQ(seen.seen, "<r>a & b<i:c x=1 & 2></c><d></r>");
  EXPECT_EQ(seen.space, "urn:i");
}

TEST(Sax, StopsStrictlyAtTheFirstError) {
  Recorder seen;
  const auto outcome = parse("<r><a>x</b><c/></r>", seen, Mode::strict);
  EXPECT_FALSE(outcome.well_formed);
  EXPECT_FALSE(outcome.ended);
  EXPECT_EQ(outcome.line, 1);
  EXPECT_NE(outcome.problem, "");
  EXPECT_EQ(seen.seen.find("<c>"), std::string::npos);
}

TEST(Sax, GoesOnAfterAnErrorWhenRecovering) {
  Recorder seen;
  const auto outcome = parse("<r><a>x &nope; y</a><c/></r>", seen, Mode::recover);
  EXPECT_FALSE(outcome.well_formed);
  EXPECT_TRUE(outcome.ended);
  EXPECT_EQ(seen.seen, "<r><a>x  y</a><c></c></r>");
}

TEST(Sax, TakesUtf8WhateverIsDeclared) {
  Recorder seen;
  EXPECT_TRUE(parse("<?xml version='1.0' encoding='utf-16'?><r>\xc3\xa9</r>", seen, Mode::strict).well_formed);
  EXPECT_EQ(seen.seen, "<r>\xc3\xa9</r>");
}

TEST(Sax, NamesAPrefixThatWasNeverDeclared) {
  Recorder seen;
  EXPECT_TRUE(parse("<r><itunes:author>x</itunes:author></r>", seen, Mode::strict).ended);
  EXPECT_EQ(seen.seen, "<r><itunes:author>x</author></r>");
}

TEST(Sax, ExpandsNoDeclaredEntity) {
  std::string bomb = "<!DOCTYPE r [<!ENTITY a '0123456789'>";
  for (char c = 'b'; c <= 'k'; ++c) {
    bomb += std::string("<!ENTITY ") + c + " '";
    for (int n = 0; n < 10; ++n) bomb += std::string("&") + static_cast<char>(c - 1) + ';';
    bomb += "'>";
  }
  bomb += "]><r>&k;</r>";
  Recorder seen;
  parse(bomb, seen, Mode::recover);
  EXPECT_LT(seen.seen.size(), 100u);
}

TEST(Sax, LoadsNoExternalEntity) {
  Recorder seen;
  parse("<!DOCTYPE r SYSTEM 'file:///etc/hostname' [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r>&x;</r>", seen,
        Mode::recover);
  EXPECT_EQ(seen.seen.find("root"), std::string::npos);
}

TEST(Sax, StopsAtTheDepthLimit) {
  Recorder seen;
  std::string deep;
  for (int n = 0; n < 100000; ++n) deep += "<a>";
  EXPECT_TRUE(parse(deep, seen, Mode::recover).too_deep);
  EXPECT_LT(seen.seen.size(), 400u);
}

class Thrower : public Recorder {
  bool text(std::string_view) override { throw std::runtime_error("from the handler"); }
};

TEST(Sax, CarriesAnExceptionOfTheHandlerToItsCaller) {
  Thrower thrower;
  EXPECT_THROW(parse("<r>x</r>", thrower, Mode::strict), std::runtime_error);
}

TEST(Sax, WritesNoCharacterThatXmlForbids) { EXPECT_EQ(escaped("a\uFFFE\uFFFF\uFFFD"), "a\uFFFD"); }

TEST(Sax, EscapesText) { EXPECT_EQ(escaped("a<b> & \"c\"\x01"), "a&lt;b&gt; &amp; &quot;c&quot;"); }

}  // namespace
}  // namespace pith::xml
