// pith key: keys with which programs ask the API as a reader.
#include <algorithm>

#include <fmt/format.h>

#include "app/commands/verbs.h"
#include "app/output.h"
#include "app/services.h"
#include "app/usage.h"
#include "domain/access_key.h"
#include "domain/grants.h"
#include "lib/json/json.h"
#include "store/access_keys.h"
#include "store/readers.h"
#include "web/account.h"

namespace pith::app {

namespace {

Result<Reader> reader_asked(Program& program, store::Store& store, const Arguments& arguments) {
  const auto email = address_key(arguments.get("--reader"));
  if (email.empty()) return ensure_home_reader(program);
  auto reader = store::reader_by_email(store.read(), email);
  if (!reader) return std::unexpected(reader.error());
  if (!*reader || (*reader)->state == ReaderState::unconfirmed)
    return fail(ErrorKind::not_found, fmt::format("{} is no reader here", email));
  return **std::move(reader);
}

std::string owner_of(const Reader& reader) { return reader.id == home_reader ? "the owner" : reader.email; }

Result<int> add(Program& program, store::Store& store, const Arguments& arguments) {
  const auto name = web::as_line(arguments.get("NAME"), longest_key_name);
  if (name.empty()) return wrong_usage("name the key after the program it is for: pith key add NAME");
  const auto reader = reader_asked(program, store, arguments);
  if (!reader) return std::unexpected(reader.error());
  const auto made = make_api_key(reader->id, name, program.clock().now());
  if (auto done = store.write([&](store::Tx& tx) { store::put(tx, made.key); }); !done)
    return std::unexpected(done.error());
  if (program.json())
    print(json::write(
              json::object({{"id", made.key.id}, {"name", name}, {"reader", owner_of(*reader)}, {"key", made.text}})) +
          "\n");
  else
    print(fmt::format("a key of {}; it is shown this once:\n{}\n", owner_of(*reader), made.text));
  return 0;
}

struct Listed {
  AccessKey key;
  Reader reader;
};
Result<std::vector<Listed>> listed(store::Store& store) {
  const auto session = store.read();
  auto keys = store::access_keys(session);
  if (!keys) return std::unexpected(keys.error());
  std::vector<Listed> rows;
  for (auto& key : *keys) {
    if (key.purpose != grants::api_key) continue;
    auto reader = store::reader_by_id(session, key.reader_id);
    if (!reader) return std::unexpected(reader.error());
    if (*reader) rows.push_back({std::move(key), **std::move(reader)});
  }
  return rows;
}

Result<int> list(Program& program, store::Store& store) {
  const auto rows = listed(store);
  if (!rows) return std::unexpected(rows.error());
  auto all = json::array();
  for (const auto& [key, reader] : *rows) {
    const auto made = format_day(day_in("UTC", key.made));
    const auto used = key.last_used ? format_day(*key.last_used) : std::string{};
    all.push(json::object(
        {{"id", key.id}, {"name", key.name}, {"reader", owner_of(reader)}, {"made", made}, {"last_used", used}}));
    if (!program.json())
      print(fmt::format("{}  {}, of {}, made {}, {}\n", key.id, key.name, owner_of(reader), made,
                        used.empty() ? "never used" : "last used " + used));
  }
  if (program.json()) print(json::write(json::object({{"keys", std::move(all)}})) + "\n");
  if (!program.json() && rows->empty()) print("there are no keys; pith key add NAME makes one\n");
  return 0;
}

Result<int> remove(const Program& program, store::Store& store, const std::string& name) {
  if (name.empty()) return wrong_usage("name the key by its id; pith key list has them");
  const auto rows = listed(store);
  if (!rows) return std::unexpected(rows.error());
  const auto is_it = [&](const Listed& row) { return row.key.id == name || row.key.name == name; };
  const auto count = std::ranges::count_if(*rows, is_it);
  if (count == 0) return fail(ErrorKind::not_found, fmt::format("there is no key {}; pith key list has them", name));
  if (count > 1)
    return fail(ErrorKind::invalid_input, fmt::format("{} keys are called {}: name the one by its id", count, name));
  const auto& key = std::ranges::find_if(*rows, is_it)->key;
  if (auto done = store.write([&](store::Tx& tx) { store::remove_access_key(tx, key.reader_id, key.id); }); !done)
    return std::unexpected(done.error());
  if (program.json())
    print(json::write(json::object({{"removed", key.id}})) + "\n");
  else
    print(fmt::format("the key {} opens nothing any more\n", key.name));
  return 0;
}

}  // namespace

Result<int> run_key(Program& program, const Arguments& arguments) {
  const auto what = arguments.get("DO");
  if (what != "add")
    if (auto home = program.require_home(); !home) return std::unexpected(home.error());
  auto store = program.store();
  if (!store) return std::unexpected(store.error());
  if (what == "add") return add(program, **store, arguments);
  if (what == "list") return list(program, **store);
  if (what == "remove") return remove(program, **store, arguments.get("NAME"));
  return wrong_usage(fmt::format("pith key does add, list or remove, not {}", what));
}

}  // namespace pith::app
