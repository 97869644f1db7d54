#include "lib/http_server/multipart.h"

#include <gtest/gtest.h>

namespace pith::http {
namespace {

constexpr std::string_view type = "multipart/form-data; boundary=\"xyz\"";

TEST(Multipart, GivesThePartsByName) {
  const auto fields =
      parse_multipart(type,
                      "--xyz\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\ntoken\r\n"
                      "--xyz\r\ncontent-disposition: form-data; filename=\"name=x.opml\"; name=\"opml\"\r\n"
                      "Content-Type: text/xml\r\n\r\n<opml>\r\n--xy\r\n</opml>\r\n--xyz--\r\n");
  ASSERT_TRUE(fields);
  EXPECT_EQ(*fields, (std::vector<Field>{{"form", "token"}, {"opml", "<opml>\r\n--xy\r\n</opml>"}}));
}

TEST(Multipart, IsNoneWhereItIsCutOffOrSomethingElse) {
  for (const auto* body : {"", "--xyz", "--xyz\r\n", "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx",
                           "--xyz\r\nA: b\r\n\r\nx\r\n--xy", "preamble\r\n--xyz--"})
    EXPECT_FALSE(parse_multipart(type, body)) << body;
  EXPECT_FALSE(parse_multipart("multipart/form-data", "--\r\n\r\n\r\n----"));
}

TEST(Multipart, KnowsItsEndAtOnce) { EXPECT_EQ(parse_multipart(type, "--xyz--"), std::vector<Field>{}); }

}  // namespace
}  // namespace pith::http
