// Joins the parts into a pipeline for one home: what `scan`, `brief`, `send`, `add`, `serve` and `demo` run on.
#pragma once

#include <memory>

#include "app/program.h"
#include "base/result.h"
#include "domain/reader.h"
#include "pipeline/context.h"
#include "pipeline/dispatch.h"

namespace pith::app {

class Services {
 public:
  // Opens the store and reads the models. `observe` is called from several threads. `program` must outlive it.
  static Result<std::unique_ptr<Services>> make(Program& program, pipeline::Observer observe);
  ~Services();

  pipeline::Context& context();
  void stop_waiting();  // for the model server: what asked it stays due
  pipeline::DispatchOptions threads() const;

 private:
  struct Parts;
  explicit Services(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// The one reader at home, as the settings have them; written to the store where that differs.
Result<Reader> ensure_home_reader(Program& program);

}  // namespace pith::app
