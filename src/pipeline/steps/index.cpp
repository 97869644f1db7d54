// Puts a transcript in its place of the search index again, after its episode got another show or date.
#include "pipeline/steps/step.h"
#include "store/search_index.h"

namespace pith::pipeline {

StepResult index_again(Context& context, const store::Work& work) {
  const auto done = context.store.write([&](store::Tx& tx) {
    store::reindex_moved(tx, work.key.subject);
    store::complete(tx, work);
  });
  if (!done) return std::unexpected(done.error());
  return {};
}

}  // namespace pith::pipeline
