#include "store/reader_export.h"

#include "store/record.h"

namespace pith::store {

namespace {

constexpr std::string_view of_reader = "WHERE reader_id = ?";

// What is no secret of this home's.
Token shown(Token token) {
  token.hash.clear();
  return token;
}
AccessKey shown(AccessKey key) {
  key.hash.clear();
  return key;
}
Delivery shown(Delivery delivery) {
  delivery.message.clear();
  return delivery;
}
Hook shown(Hook hook) {
  hook.secret.clear();
  return hook;
}
template <class T>
T shown(T value) {
  return value;
}

// Words of a kind or a state also where JSON elsewhere leaves the first of them out.
struct Words {
  json::Value& out;
  void operator()(std::string_view name, const auto& field) {
    if constexpr (std::is_enum_v<std::remove_cvref_t<decltype(field)>>) out.set(name, word_of(field));
  }
};

template <class T>
json::Value in_words(const T& value) {
  auto out = to_json(value);
  Words words{out};
  describe(words, value);
  return out;
}

template <class T>
Result<void> add(json::Value& out, const Session& session, std::string_view name, std::string_view tail,
                 std::string_view key) {
  auto found = select<T>(session, tail, {key});
  if (!found) return std::unexpected(found.error());
  auto list = json::array();
  for (auto& value : *found) list.push(in_words(shown(std::move(value))));
  out.set(name, std::move(list));
  return {};
}

}  // namespace

Result<json::Value> export_reader(const Session& session, std::string_view id) {
  const auto reader = select_one<Reader>(session, "WHERE id = ?", {id});
  if (!reader) return std::unexpected(reader.error());
  if (!*reader) return fail(ErrorKind::not_found, "There is no such reader.");
  auto own = in_words(**reader);
  own.set("hour", fmt::format("{:02}:{:02}", (*reader)->hour.count() / 60, (*reader)->hour.count() % 60));
  auto out = json::object({{"reader", std::move(own)}});
  auto done = add<Interest>(out, session, "interests", of_reader, id);
  if (done) done = add<Verdict>(out, session, "verdicts", of_reader, id);
  if (done) done = add<Brief>(out, session, "briefs", "WHERE reader_id = ? ORDER BY day", id);
  if (done)
    done = add<Insight>(out, session, "insights",
                        "WHERE id IN (SELECT insight_id FROM sent WHERE reader_id = ?) ORDER BY id", id);
  if (done) done = add<Delivery>(out, session, "deliveries", "WHERE reader_id = ? ORDER BY id", id);
  if (done) done = add<Token>(out, session, "links_and_sessions", "WHERE reader_id = ? ORDER BY made", id);
  if (done) done = add<AccessKey>(out, session, "keys", "WHERE reader_id = ? ORDER BY made", id);
  if (done) done = add<Hook>(out, session, "hooks", "WHERE reader_id = ? ORDER BY added, id", id);
  if (done)
    done = add<HookMessage>(out, session, "hook_messages",
                            "WHERE hook_id IN (SELECT hooks.id FROM hooks WHERE hooks.reader_id = ?) ORDER BY made, id",
                            id);
  if (done)
    done = add<Letter>(out, session, "letters", "WHERE email = ? AND email <> '' ORDER BY asked", (*reader)->email);
  if (!done) return std::unexpected(done.error());
  return out;
}

}  // namespace pith::store
