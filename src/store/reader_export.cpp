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

// As json_codec.h has it, but for people: a kind or a state is said also where it is the first of its words, and a time
// of day is "08:30".
template <class T>
json::Value told(const T& value);

class Told {
 public:
  void operator()(std::string_view name, const auto& field) {
    using Field = std::remove_cvref_t<decltype(field)>;
    constexpr bool always = std::is_enum_v<Field> || std::is_same_v<Field, std::chrono::minutes>;
    if (always || field != Field{}) object_.add(name, told(field));
  }
  json::Value take() { return std::move(object_); }

 private:
  json::Value object_ = json::object();
};

template <class T>
inline constexpr bool is_plain = std::is_same_v<T, std::string> || std::is_arithmetic_v<T> || std::is_same_v<T, Time> ||
                                 std::is_same_v<T, CivilDay> || std::is_enum_v<T> || is_duration<T>;

template <class T>
json::Value told(const T& value) {
  if constexpr (std::is_same_v<T, std::chrono::minutes>) {
    return json::Value(fmt::format("{:02}:{:02}", value.count() / 60, value.count() % 60));
  } else if constexpr (is_plain<T>) {
    return to_json(value);
  } else if constexpr (is_optional<T>) {
    return value ? told(*value) : json::Value();
  } else if constexpr (is_list<T>) {
    auto list = json::array();
    for (const auto& item : value) list.push(told(item));
    return list;
  } else {
    Told visit;
    describe(visit, value);
    return visit.take();
  }
}

template <class T>
Result<void> add(json::Value& out, const Session& session, std::string_view name, std::string_view tail,
                 std::string_view key) {
  auto found = select<T>(session, tail, {key});
  if (!found) return std::unexpected(found.error());
  auto list = json::array();
  for (auto& value : *found) list.push(told(shown(std::move(value))));
  out.set(name, std::move(list));
  return {};
}

}  // namespace

Result<json::Value> export_reader(const Session& session, std::string_view id) {
  const auto reader = select_one<Reader>(session, "WHERE id = ?", {id});
  if (!reader) return std::unexpected(reader.error());
  if (!*reader) return fail(ErrorKind::not_found, "There is no such reader.");
  auto out = json::object({{"reader", told(**reader)}});
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
