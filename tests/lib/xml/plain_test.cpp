#include "lib/xml/plain.h"

#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

namespace pith::xml {
namespace {

// Everything a document's events say, pieces of one text joined.
class Recorder : public Handler {
 public:
  bool begin(const Name& name, std::span<const Attribute> attributes) override {
    seen += '<' + whole(name);
    for (const auto& attribute : attributes)
      seen += ' ' + whole(attribute.name) + "='" + std::string(attribute.value) + '\'';
    seen += '>';
    return true;
  }
  bool end(const Name& name) override {
    seen += "</" + whole(name) + '>';
    return true;
  }
  bool text(std::string_view piece) override {
    seen += piece;
    return true;
  }
  std::string seen;

 private:
  static std::string whole(const Name& name) {
    return name.space.empty() && name.prefix.empty()
               ? std::string(name.local)
               : '{' + std::string(name.space) + '}' + std::string(name.prefix) + ':' + std::string(name.local);
  }
};

std::string told(const std::string& document) {
  Recorder seen;
  return parse_plain(document, seen) ? seen.seen : "left to libxml2";
}

std::string told_by_libxml2(const std::string& document) {
  Recorder seen;
  return parse(document, seen, Mode::strict).well_formed ? seen.seen : "malformed";
}

TEST(PlainXml, TellsElementsAttributesAndText) {
  EXPECT_EQ(told("<?xml version='1.0'?><!-- x --><r a=\"1 &lt; 2\">a &amp; b<c/><![CDATA[<d>]]></r>\n<!-- end -->"),
            "<r a='1 < 2'>a & b<c></c><d></r>");
}

TEST(PlainXml, TellsWhatLibxml2Tells) {
  for (const std::string document :
       {"<r>&#39;&#x27;&quot;&apos;&gt;</r>", "<r a='x\ny\tz&#10;'/>", "<r>a\r\nb\rc</r>", "<r a='\r\n'/>",
        "<r>] ]] > ]></r>", "<?pi x?><r><?pi?></r>", "<r xmlns='u' xmlns:p='v' a='1' p:b='2'><p:c/><d xmlns=''/></r>",
        "<p:r xmlns:p='u'><p:r xmlns:p='v'><p:r/></p:r><p:r/></p:r>", "<r><u:x u:y='1'>z</u:x></r>",
        "<r xml:lang='de'/>", "<r>\xc3\xa9\xe4\xb8\xad</r>", "<r  a = '1'  ></r  >"})
    EXPECT_EQ(told(document), told_by_libxml2(document)) << document;
}

TEST(PlainXml, KeepsANamespaceThatHadToBeDecoded) {
  const std::string document = "<r xmlns:p='u&amp;v'><p:a b='&lt;&lt;&lt;'/><p:c/></r>";
  EXPECT_EQ(told(document), told_by_libxml2(document));
}

TEST(PlainXml, LeavesEveryFaultToLibxml2) {
  for (const std::string document : {"",
                                     "x",
                                     "<r>",
                                     "<r></s>",
                                     "<r/><s/>",
                                     "<r/>x",
                                     "<r>&nope;</r>",
                                     "<r>& </r>",
                                     "<r>]]></r>",
                                     "<r a=1/>",
                                     "<r a='<'/>",
                                     "<r a='1' a='2'/>",
                                     "<r a='1'b='2'/>",
                                     "<r><!-- -- --></r>",
                                     "<r><!-- </r>",
                                     "<r><![CDATA[</r>",
                                     "<r>&#0;</r>",
                                     "<r>&#xD800;</r>",
                                     "<r>\x01</r>",
                                     "<r>\xef\xbf\xbe</r>",
                                     "<r><?xml version='1.0'?></r>",
                                     " <?xml version='1.0'?><r/>",
                                     "<?xml version='1.0' standalone='maybe'?><r/>",
                                     "<r xmlns:a='u' xmlns:b='u' a:x='1' b:x='2'/>",
                                     "<r a='x",
                                     "<1/>"}) {
    EXPECT_EQ(told(document), "left to libxml2") << document;
    EXPECT_EQ(told_by_libxml2(document) == "malformed" || document.contains("xmlns"), true) << document;
  }
}

TEST(PlainXml, LeavesWhatIsOutOfTheOrdinaryToLibxml2) {
  for (const std::string document : {"<!DOCTYPE r><r/>", "<\xc3\xa9/>", "<a:b:c/>", "<r xmlns:xml='u'/>"})
    EXPECT_EQ(told(document), "left to libxml2") << document;
}

TEST(PlainXml, LeavesDepthAndNumbersBeyondTheLimitsToLibxml2) {
  const Limits limits{.depth = 3, .attributes = 2};
  Recorder seen;
  EXPECT_TRUE(parse_plain("<a><b><c x='1' y='2'/></b></a>", seen, limits));
  EXPECT_FALSE(parse_plain("<a><b><c><d/></c></b></a>", seen, limits));
  EXPECT_FALSE(parse_plain("<a x='1' y='2' z='3'/>", seen, limits));
}

TEST(PlainXml, LeavesManyNamespacesInForceToLibxml2) {
  const auto nested = [](int count) {
    std::string begin, end;
    for (int n = 0; n < count; ++n) begin += "<e xmlns:p='u'>", end += "</e>";
    return begin + end;
  };
  EXPECT_NE(told(nested(64)), "left to libxml2");
  EXPECT_EQ(told(nested(65)), "left to libxml2");
}

TEST(PlainXml, KeepsAPrefixAndANamespaceAtOneAddress) {
  class Addresses : public Recorder {
   public:
    bool begin(const Name& name, std::span<const Attribute>) override {
      spaces.push_back(name.space.data());
      prefixes.push_back(name.prefix.data());
      return true;
    }
    std::vector<const char*> spaces, prefixes;
  } seen;
  ASSERT_TRUE(parse_plain("<p:a xmlns:p='u'><p:b xmlns:p='u'/><p:c/></p:a>", seen));
  EXPECT_EQ(seen.spaces, std::vector<const char*>(3, seen.spaces[0]));
  EXPECT_EQ(seen.prefixes, std::vector<const char*>(3, seen.prefixes[0]));
}

class Stopper : public Recorder {
  bool text(std::string_view) override { return false; }
};

TEST(PlainXml, StopsWhereTheHandlerSaysSo) {
  Stopper stopper;
  const auto outcome = parse_plain("<r>x<a/></r>", stopper);
  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome->stopped);
  EXPECT_EQ(stopper.seen, "<r>");
}

class Thrower : public Recorder {
  bool text(std::string_view) override { throw std::runtime_error("from the handler"); }
};

TEST(PlainXml, CarriesAnExceptionOfTheHandlerToItsCaller) {
  Thrower thrower;
  EXPECT_THROW(parse_plain("<r>x</r>", thrower), std::runtime_error);
}

}  // namespace
}  // namespace pith::xml
