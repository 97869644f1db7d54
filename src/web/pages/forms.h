// The pages with forms on them, and what each form does. What a form may touch follows from who sends it, never from a
// reader's id in it.
#pragma once

#include "web/page.h"

namespace pith::web {

// Subscribing, signing in and out: subscribe_page.cpp, entry_page.cpp, unsubscribe_page.cpp.
Answer subscribe_page(const Context& context);
Answer subscribe_form(const Context& context, const Form& form);
Answer confirm_page(const Context& context);
Answer confirm_form(const Context& context, const Form& form);
Answer sign_in_page(const Context& context);
Answer sign_in_form(const Context& context, const Form& form);
Answer sign_out_form(const Context& context, const Form& form);
Answer unsubscribe_page(const Context& context);
Answer unsubscribe_form(const Context& context, const Form& form);

// A reader's own: settings_page.cpp, settings_forms.cpp, programs.cpp, taste_page.cpp.
Answer settings_page(const Context& context);
Answer settings_form(const Context& context, const Form& form);
Answer pause_form(const Context& context, const Form& form);
Answer resume_form(const Context& context, const Form& form);
Answer add_interests_form(const Context& context, const Form& form);
Answer remove_interest_form(const Context& context, const Form& form);
Answer undo_verdict_form(const Context& context, const Form& form);
Answer add_key_form(const Context& context, const Form& form);
Answer remove_key_form(const Context& context, const Form& form);
Answer new_feed_form(const Context& context, const Form& form);
Answer end_feed_form(const Context& context, const Form& form);
Answer export_page(const Context& context);
Answer delete_form(const Context& context, const Form& form);
Answer taste_page(const Context& context);
Answer taste_form(const Context& context, const Form& form);

// The owner's: admin_page.cpp, admin_forms.cpp.
Answer admin_page(const Context& context);
Answer add_show_form(const Context& context, const Form& form);
Answer opml_form(const Context& context, const Form& form);
Answer remove_show_form(const Context& context, const Form& form);
Answer invite_form(const Context& context, const Form& form);
Answer pause_reader_form(const Context& context, const Form& form);
Answer follow_again_form(const Context& context, const Form& form);
Answer delete_reader_page(const Context& context);
Answer delete_reader_form(const Context& context, const Form& form);

}  // namespace pith::web
