#include "store/transcripts.h"

#include "base/ids.h"
#include "lib/zip/zip.h"
#include "store/record.h"
#include "store/search_index.h"
#include "store/transcript_codec.h"

namespace pith::store {

namespace {

constexpr std::size_t body_limit = 64u << 20;  // bytes; a day of talk has some 2 MB

Result<std::optional<Transcript>> unpack(std::string_view episode_id, std::string_view body) {
  const auto context = fmt::format("transcript of {}", episode_id);
  auto bytes = zip::decompress(body, body_limit);
  if (!bytes) return std::unexpected(bytes.error().within(context));
  auto transcript = decode(*bytes);
  if (!transcript) return std::unexpected(transcript.error().within(context));
  return std::optional<Transcript>{std::move(*transcript)};
}

}  // namespace

void put_transcript(Tx& tx, std::string_view episode_id, const Transcript& transcript) {
  const auto before = transcript_of(tx, episode_id);
  if (!before) return tx.doom(before.error());
  const auto bytes = encode(transcript);
  if (bytes.size() > body_limit)
    return tx.doom({ErrorKind::too_large, fmt::format("The transcript of {} is too long to be stored.", episode_id)});
  change(tx,
         "INSERT INTO transcripts (episode_id, hash, body) VALUES (?, ?, CAST(? AS BLOB)) "
         "ON CONFLICT (episode_id) DO UPDATE SET hash = excluded.hash, body = excluded.body",
         {episode_id, content_hash(bytes), zip::compress(bytes)});
  if (*before) unindex_transcript(tx, episode_id, **before);
  index_transcript(tx, episode_id, transcript);
}

Result<std::optional<Transcript>> transcript_of(const Session& session, std::string_view episode_id) {
  const auto body = select_texts(session, "SELECT body FROM transcripts WHERE episode_id = ?", {episode_id});
  if (!body) return std::unexpected(body.error());
  if (body->empty()) return std::optional<Transcript>{};
  return unpack(episode_id, body->front());
}

Result<std::string> transcript_hash(const Session& session, std::string_view episode_id) {
  const auto hash = select_texts(session, "SELECT hash FROM transcripts WHERE episode_id = ?", {episode_id});
  if (!hash) return std::unexpected(hash.error());
  return hash->empty() ? std::string{} : hash->front();
}

}  // namespace pith::store
