// Every setting of Pith, with its default, read from a home's pith.toml by one table that also writes
// docs/configuration.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace pith::app {

struct MailSettings {
  std::string channel;  // empty: "smtp" where smtp_url names a server, else "outbox"
  std::string from = "Pith <pith@localhost>";
  std::string smtp_url;
  std::string smtp_user;
  std::string smtp_password_env = "PITH_SMTP_PASSWORD";
  std::string smtp_password_file;
};

struct TranscriberSettings {
  std::string engine = "none";
  std::vector<std::string> command;
  std::string model;
  std::string base_url = "http://127.0.0.1:8080/v1";
  std::string key_env = "PITH_ASR_KEY";
  std::string key_file;
  std::string language;
  std::int64_t grace_hours = 6;
  std::int64_t piece_minutes = 10;
  std::int64_t timeout_minutes = 60;
  std::int64_t max_mb = 500;
  bool keep_audio = false;
};

struct LlmSettings {
  std::string base_url = "http://127.0.0.1:8080/v1";
  std::string model;
  std::string key_env = "PITH_LLM_KEY";
  std::string key_file;
  std::int64_t context_tokens = 32768;
  std::int64_t timeout_s = 120;
  double prompt_price = 0;
  double answer_price = 0;
  double daily_cap = 0;
  std::int64_t daily_tokens = 0;
};

struct Settings {
  struct {
    std::string email;
    std::string hour = "06:00";
    std::string zone;  // empty: the machine's own
  } reader;
  struct {
    std::int64_t newest = 3;
    std::vector<std::string> allow_private;
    std::vector<std::string> allow_ports;
    std::string contact = "https://github.com/pith-podcasts/pith";
    std::int64_t timeout_s = 30;
    std::int64_t max_mb = 32;
    std::int64_t pace_ms = 250;
    std::int64_t private_pace_ms = 0;
    std::string ca_file;
    std::string apple_url = "https://itunes.apple.com";
  } feeds;
  struct {
    std::int64_t max_mb = 20;
  } transcripts;
  TranscriberSettings transcriber;
  struct {
    std::string engine = "builtin";
    std::int64_t threads = 0;
    std::int64_t keep = 12;
    std::int64_t again_hours = 6;
  } distill;
  LlmSettings llm;
  struct {
    std::int64_t size = 5;
    std::int64_t days = 7;
    double floor = 0.5;
  } brief;
  struct {
    std::vector<std::string> one_person;
  } people;
  MailSettings mail;
  struct {
    std::string listen = "127.0.0.1:8700";
    std::string url;  // empty: http://LISTEN, or under the machine's name where that is every address
    std::string title = "Pith";
    std::string open_to;  // [web] public: empty: no accounts
    std::vector<std::string> proxies;
  } web;
  struct {
    std::int64_t address_limit = 300;
    std::int64_t key_limit = 1200;
    std::int64_t window_s = 60;
  } api;
  struct {
    std::string level = "warning";
  } log;
};

struct LoadedSettings {
  Settings settings;
  std::vector<std::string> complaints;  // unknown keys, a sentence each; not fatal
};

// `name` is the file's path as messages shall name it. A wrong type or value is an Error with file and line.
Result<LoadedSettings> load_settings(std::string_view toml, std::string name);

// The text of docs/configuration.md: every key, its default and what it does.
std::string settings_document();

}  // namespace pith::app
