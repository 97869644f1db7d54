// The functions behind the verbs, one file each; app/commands.cpp lists them with what they take.
#pragma once

#include "app/command.h"
#include "base/result.h"

namespace pith::app {

Result<int> run_add(Program&, const Arguments&);
Result<int> run_shows(Program&, const Arguments&);
Result<int> run_remove(Program&, const Arguments&);
Result<int> run_scan(Program&, const Arguments&);
Result<int> run_brief(Program&, const Arguments&);
Result<int> run_send(Program&, const Arguments&);
Result<int> run_owner(Program&, const Arguments&);
Result<int> run_key(Program&, const Arguments&);
Result<int> run_subscribe(Program&, const Arguments&);
Result<int> run_hook(Program&, const Arguments&);
Result<int> run_serve(Program&, const Arguments&);
Result<int> run_distill(Program&, const Arguments&);
Result<int> run_transcribe(Program&, const Arguments&);
Result<int> run_features(Program&, const Arguments&);
Result<int> run_search(Program&, const Arguments&);
Result<int> run_related(Program&, const Arguments&);
Result<int> run_relate(Program&, const Arguments&);
Result<int> run_export(Program&, const Arguments&);
Result<int> run_import(Program&, const Arguments&);
Result<int> run_eval(Program&, const Arguments&);
Result<int> run_doctor(Program&, const Arguments&);
Result<int> run_demo(Program&, const Arguments&);
Result<int> run_mcp(Program&, const Arguments&);
Result<int> run_completions(Program&, const Arguments&);
Result<int> run_manual(Program&, const Arguments&);

// --public, in place of web.public; --listen, in place of web.listen.
Result<void> take_public(Program&, const Arguments&);
Result<void> take_listen(Program&, const Arguments&);

}  // namespace pith::app
