// One run of a distiller over an episode: which engine made its insights, what fell and why, what else a person should
// know.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"

namespace pith {

struct Drop {
  std::string reason;  // "number", "quote", "restatement"
  int count = 0;
  bool operator==(const Drop&) const = default;
};

struct Distillation {
  std::string episode_id;
  Time made{};
  std::string wanted;  // the engine that was asked: "llm"
  std::string engine;  // the one that made it; another than `wanted`: it stood in
  std::string version;
  int insights = 0;
  std::vector<Drop> dropped;
  std::string note;          // for people; why another engine stood in
  bool provisional = false;  // worth distilling again
  bool operator==(const Distillation&) const = default;
};

}  // namespace pith
