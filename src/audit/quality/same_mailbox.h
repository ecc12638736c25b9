#pragma once
#include <optional>
#include <string>
#include <vector>

#include "audit/context.h"
#include "stats/equivalence_classes.h"

namespace klarsicht::quality {

/// Which mailbox each row's address means, where some are written in several ways: letters of either case and blanks
/// around an address are the same mailbox. Name+word@ is name@ only where both are in the file with one more thing of
/// the same person (name, telephone, birth date …). Empty: no two spellings are one mailbox.
std::optional<stats::RowValues> same_mailboxes(const AuditContext& context, std::size_t email);

}  // namespace klarsicht::quality
