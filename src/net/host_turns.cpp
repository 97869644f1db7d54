#include "net/host_turns.h"

#include <algorithm>

namespace pith::net {

void HostTurns::list(const std::string& name, Host& host, Instant now) {
  if (host.listed || (host.busy && one_per_host_)) return;
  host.listed = true;
  ready_.emplace(std::max(now, host.free_at), name);
}

void HostTurns::enqueue(const HostPace& host, Id id, Instant now) {
  auto& entry = hosts_[host.host];
  entry.pace = host.pace;
  entry.waiting.push_back(id);
  list(host.host, entry, now);
}

void HostTurns::leave_alone(const std::string& host, Instant until) {
  auto& entry = hosts_[host];
  entry.free_at = std::max(entry.free_at, until);
  list(host, entry, until);
}

std::map<std::string, std::chrono::milliseconds> HostTurns::pauses(Instant now) const {
  std::map<std::string, std::chrono::milliseconds> pauses;
  for (const auto& [name, host] : hosts_)
    if (host.free_at > now) pauses[name] = std::chrono::ceil<std::chrono::milliseconds>(host.free_at - now);
  return pauses;
}

std::optional<HostTurns::Id> HostTurns::take(Instant now) {
  while (!ready_.empty() && ready_.begin()->first <= now) {
    const auto name = ready_.extract(ready_.begin()).value().second;
    const auto found = hosts_.find(name);
    auto& host = found->second;
    host.listed = false;
    if (host.waiting.empty()) {
      hosts_.erase(found);
      continue;
    }
    const Id id = host.waiting.front();
    host.waiting.pop_front();
    host.busy = true;
    host.free_at = now + host.pace;
    if (!host.waiting.empty()) list(name, host, now);
    return id;
  }
  return std::nullopt;
}

void HostTurns::done(const std::string& host, Instant now) {
  const auto found = hosts_.find(host);
  if (found == hosts_.end()) return;
  found->second.busy = false;
  list(host, found->second,
       now);  // also without anyone waiting: its pace is kept until it is free, then it is forgotten
}

void HostTurns::forget(const std::string& host, Id id) {
  const auto found = hosts_.find(host);
  if (found != hosts_.end()) std::erase(found->second.waiting, id);
}

std::optional<HostTurns::Instant> HostTurns::next() const {
  if (ready_.empty()) return std::nullopt;
  return ready_.begin()->first;
}

}  // namespace pith::net
