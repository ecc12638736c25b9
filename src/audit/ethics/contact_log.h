#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/check.h"
#include "audit/context.h"
#include "audit/outcome.h"
#include "audit/suggest_consent.h"
#include "audit/suggest_contact.h"

namespace klarsicht {

/// The columns that make a file a log of contacts, as far as it has them.
struct ContactColumns {
    std::optional<std::size_t> person, channel;
    std::vector<std::size_t> consents, opt_outs;
    ContactEvidence contact;  ///< what says that rows are contacts, not just people
};

ContactColumns contact_columns(const AuditContext& context);

/// [codes] what each value of a column of consent or objection says: by its words, unless the plan says which value
/// counts.
std::vector<ConsentState> wishes(const AuditContext& context, std::size_t column, Role role);

/// Which rows are contacts that a wish about being contacted speaks of.
class ContactsAbout {
public:
    /// @param column of consent or objection
    /// @param of_role all columns of that role: where there are several, one about calls, text messages or letters
    /// speaks only of contacts that are known to be such
    ContactsAbout(const AuditContext& context, const ContactColumns& columns, std::size_t column,
                  const std::vector<std::size_t>& of_role);

    bool operator()(std::size_t row) const {
        return contact_.is_contact(table_, row) && (ways_ == nullptr || spoken_of_[(*ways_)[row]] != 0) && always_;
    }

private:
    const Table& table_;
    const ContactEvidence& contact_;
    const std::vector<std::uint32_t>* ways_ = nullptr;  ///< codes of the column that says by what
    std::vector<std::uint8_t> spoken_of_;               ///< [codes of that column]
    bool always_ = true;                                ///< all contacts are by one way, and the wish speaks of it
};

/// Days since 1970-01-01 with a fraction for the time of day; NaN where a row has no date.
/// @param code of a column whose kind is date or datetime
double day_of(const Interpretation& interpretation, std::uint32_t code);

/// Counts distinct codes of a column as rows come by.
class DistinctPeople {
public:
    explicit DistinctPeople(const AuditContext& context, std::optional<std::size_t> person)
        : codes_(person ? &context.table.columns[*person].codes : nullptr),
          seen_(person ? context.table.columns[*person].dictionary.size() : 0) {}

    void add(std::uint64_t row) {
        if (codes_ == nullptr) { return; }
        std::uint8_t& seen = seen_[(*codes_)[static_cast<std::size_t>(row)]];
        count_ += seen == 0 ? 1 : 0;
        seen = 1;
    }
    /// Without a column of persons nobody can be counted.
    std::optional<std::uint64_t> count() const { return codes_ == nullptr ? std::nullopt : std::optional(count_); }

private:
    const std::vector<std::uint32_t>* codes_;
    std::vector<std::uint8_t> seen_;
    std::uint64_t count_ = 0;
};

/// Whom the file tells of: persons where it says who they are, else rows.
std::uint64_t people_in(const AuditContext& context, const ContactColumns& columns);

/// [codes] how many people the rows with each value of the column are about, counted up to `least_people_shown`.
std::vector<std::uint64_t> people_per_value(const AuditContext& context, const ContactColumns& columns,
                                            std::size_t column);

/// A number of people that only a column of persons gives; else `null`.
void put_people(Figures& figures, std::string_view name, const std::optional<std::uint64_t>& people);

/// What is said where the file is about so few people that nothing about them is told.
Outcome too_few_people(const CheckInfo& info, std::vector<std::string> subject);

}  // namespace klarsicht
