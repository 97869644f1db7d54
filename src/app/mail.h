// How mails leave this home: into its outbox folder, or by the mail server that the settings name.
#pragma once

#include <memory>
#include <string>

#include "app/program.h"
#include "base/result.h"
#include "stages/delivery/channel.h"

namespace pith::app {

// Whether mails go to a server: mail.channel says so, or says nothing where mail.smtp_url names one.
bool goes_by_smtp(const MailSettings& mail);

// What keeps mails from their readers as the settings are: a sentence each that names the setting; empty where nothing
// does. Asks no server.
std::string mail_trouble(const Program& program);

// Where the home reader's mail goes, for `pith doctor`: "to ann@example.org at 07:00 by outbox in /home/ann/outbox".
std::string mail_way(const Program& program);

// Where a password is missing, one whose every sending fails with the reason: nothing else needs the password.
std::unique_ptr<delivery::Channel> make_channel(const Program& program);

}  // namespace pith::app
