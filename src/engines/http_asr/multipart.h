// multipart/form-data (RFC 7578).
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

namespace pith::http_asr {

class Multipart {
 public:
  // `mark` must not occur in any part: a hash of the largest does.
  explicit Multipart(std::string_view mark) : boundary_(fmt::format("pith-{}", mark)) {}

  void field(std::string_view name, std::string_view value) {
    body_ += fmt::format("--{}\r\nContent-Disposition: form-data; name=\"{}\"\r\n\r\n{}\r\n", boundary_, name, value);
  }
  void file(std::string_view name, std::string_view file_name, std::string_view type, std::string_view bytes) {
    body_ +=
        fmt::format("--{}\r\nContent-Disposition: form-data; name=\"{}\"; filename=\"{}\"\r\nContent-Type: {}\r\n\r\n",
                    boundary_, name, file_name, type);
    body_.append(bytes).append("\r\n");
  }
  std::string content_type() const { return fmt::format("multipart/form-data; boundary={}", boundary_); }
  std::string take() {
    body_ += fmt::format("--{}--\r\n", boundary_);
    return std::move(body_);
  }

 private:
  std::string boundary_;
  std::string body_;
};

}  // namespace pith::http_asr
