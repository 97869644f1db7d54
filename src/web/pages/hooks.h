// The owner's webhooks: hooks_page.cpp, hooks_forms.cpp.
#pragma once

#include "domain/hook.h"
#include "web/account.h"
#include "web/page.h"

namespace pith::web {

Answer hooks_page(const Context& context);
Answer add_hook_form(const Context& context, const Form& form);
Answer test_hook_form(const Context& context, const Form& form);
Answer resume_hook_form(const Context& context, const Form& form);
Answer renew_secret_form(const Context& context, const Form& form);
Answer remove_hook_form(const Context& context, const Form& form);

// The page, with the secret of a hook that has just been given one, or with a form that could not be taken.
Answer show_hooks(const Context& context, const Hook* fresh, const Filled& filled);

}  // namespace pith::web
