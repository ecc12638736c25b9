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
    /// Looks at the file as it is: also at cells that are withheld from checks that judge people (audit/withhold.h).
    bool of_the_file = false;
    /// Whether it looks at what its area's question asks; without one of these no area is passed (audit/area_status.h).
    bool answers = false;
};

/// One question put to a file. Stateless; `run` is a pure function of the context.
class Check {
public:
    virtual ~Check() = default;
    virtual const CheckInfo& info() const = 0;
    /// One outcome per subject, or a single `not_assessed` one that says what is missing. Never empty.
    virtual std::vector<Outcome> run(const AuditContext& context) const = 0;
};

/// Makes an outcome whose texts all show the same values: title, summary, headline and headline note are texts of the
/// check,
/// `<id>.<part>.<variant>`, and a value is given once.
/// \code
/// OutcomeBuilder finding(info(), Status::warn, Severity::medium, {"sex"});
/// finding.values.number("rate", 0.2).count("n", 40);
/// Outcome outcome = finding.title("less").summary("less.small").headline().make();
/// \endcode
class OutcomeBuilder {
public:
    OutcomeBuilder(const CheckInfo& info, Status status, Severity severity, std::vector<std::string> subject = {});

    Message values;  ///< without a key

    OutcomeBuilder& title(std::string_view variant = {}) { return part(outcome_.title, "title", variant); }
    OutcomeBuilder& summary(std::string_view variant = {}) { return part(outcome_.summary, "summary", variant); }
    OutcomeBuilder& headline(std::string_view variant = {}) { return part(outcome_.headline, "headline", variant); }
    OutcomeBuilder& headline_note(std::string_view variant = {}) {
        return part(outcome_.headline_note, "headline_note", variant);
    }
    OutcomeBuilder& remedy(std::string_view variant = {}) { return part(outcome_.remedy, "remedy", variant); }
    OutcomeBuilder& why(std::string_view variant = {}) { return part(outcome_.why, "why", variant); }
    /// Title and summary of one variant.
    OutcomeBuilder& say(std::string_view variant) { return title(variant).summary(variant); }
    /// The outcome, with the values given until now in all its texts.
    Outcome make();

private:
    OutcomeBuilder& part(Message& message, std::string_view name, std::string_view variant);
    Outcome outcome_;
};

/// Starts an outcome with the check's id and area.
Outcome outcome_of(const CheckInfo& info, Status status, Severity severity, std::vector<std::string> subject = {});
/// An outcome that says that the check could not run; title `<id>.title.not_assessed`, needs `<id>.needs`.
Outcome not_assessed(const CheckInfo& info, std::vector<std::string> subject = {});
/// The same where one of two things is there: `needs` names only what is missing, with the key given for it.
Outcome not_assessed_for_want_of(const CheckInfo& info, bool has_first, std::string_view first_key, bool has_second,
                                 std::string_view second_key);

}  // namespace klarsicht
