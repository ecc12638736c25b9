#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "audit/context.h"
#include "audit/outcome.h"

namespace klarsicht {

/// What is known about a check without running it; `klarsicht checks` and the docs list it.
struct CheckInfo {
    std::string_view id;  ///< `area.name`
    Area area;
    /// Roles without which the check cannot run; any one of them is enough where `any` is set.
    std::span<const Role> needs;
    bool any = false;
    std::span<const std::string_view> limits;  ///< names of the limits it uses, in the rule packs
};

/// One question put to a file. Stateless; `run` is a pure function of the context.
class Check {
public:
    virtual ~Check() = default;
    virtual const CheckInfo& info() const = 0;
    /// One outcome per subject, or a single `not_assessed` one that says what is missing. Never empty.
    virtual std::vector<Outcome> run(const AuditContext& context) const = 0;
};

/// Starts an outcome with the check's id and area.
Outcome outcome_of(const CheckInfo& info, Status status, Severity severity, std::vector<std::string> subject = {});
/// An outcome that says that the check could not run; title `<id>.title.not_assessed`, needs `<id>.needs`.
Outcome not_assessed(const CheckInfo& info, std::vector<std::string> subject = {});
/// The same where one of two things is there: `needs` names only what is missing, with the key given for it.
Outcome not_assessed_for_want_of(const CheckInfo& info, bool has_first, std::string_view first_key, bool has_second, std::string_view second_key);

}  // namespace klarsicht
