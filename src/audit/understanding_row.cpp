#include "audit/understanding_row.h"

#include <algorithm>
#include <array>
#include <string>

#include "audit/name_words.h"
#include "audit/suggest.h"
#include "audit/suggest_contact.h"
#include "base/fold.h"
#include "base/word_list.h"
#include "table/dictionary.h"
#include "table/trim.h"

namespace klarsicht {

namespace {

/// In this order: whatever is called a review ticket is a review.
constexpr std::array<std::string_view, 10> named_kinds = {"review", "ticket", "application", "deal", "order",
                                                          "visit",  "answer", "contact",     "ad",   "post"};

bool is_any(std::string_view one, std::initializer_list<std::string_view> of) {
    return std::ranges::find(of, one) != of.end();
}

class Row {
public:
    explicit Row(const AuditContext& context) : context_(context), columns_(context.table.columns.size()) {
        for (std::size_t c = 0; c < columns_; ++c) { names_.push_back(plain_name(context.name(c))); }
    }

    RowReading read() {
        RowReading row;
        row.person = context_.first_with(Role::person);
        row.repeats = row.person.has_value();
        const std::optional<std::size_t> id = by_own_number();
        const std::string_view called = id ? named(names_[*id]) : std::string_view();
        if (!row.person) { row.person = unique_person(id); }
        if (row.person) { row.people = people_in(*row.person); }
        if (row.repeats) {
            row.kind = !called.empty() ? called : several_times(row.people) ? of_somebody() : std::string_view();
        } else if (row.person) {
            row.kind = called.empty() ? "person" : called;
        } else {
            row.kind = of_nobody(called);
        }
        row.of_people = is_any(row.kind, {"review", "ticket", "deal", "order", "visit", "contact", "event"});
        return row;
    }

private:
    bool has(std::size_t c, Role role) const { return context_.plan.has_role(context_.name(c), role); }
    const Interpretation& data(std::size_t c) const { return context_.interpretation(c); }
    std::string_view meaning(std::size_t c) const { return context_.meaning(c); }

    bool has_meaning(std::initializer_list<std::string_view> meanings) const {
        for (std::size_t c = 0; c < columns_; ++c) {
            if (is_any(meaning(c), meanings)) { return true; }
        }
        return false;
    }

    std::size_t named_so(std::string_view kind, std::string_view file = "rows") const {
        const std::vector<std::string>& words = word_list(file, kind);
        return static_cast<std::size_t>(
            std::ranges::count_if(names_, [&](const std::string& name) { return name_speaks(name, words); }));
    }

    static std::string_view named(const std::string& plain) {
        for (const std::string_view kind : named_kinds) {
            if (name_speaks(plain, word_list("rows", kind))) { return kind; }
        }
        return {};
    }

    bool unique(std::size_t c) const {
        const Interpretation& own = data(c);
        return own.distinct > 1 && own.distinct + own.missing + own.invalid == context_.table.rows();
    }

    /// A number that no two rows share, and whose name says of what it is one.
    std::optional<std::size_t> by_own_number() const {
        for (std::size_t c = 0; c < columns_; ++c) {
            const bool number = has(c, Role::identifier) || is_any(meaning(c), {"order_number", "session_id", "row_id",
                                                                                "transaction_id", "customer_id"});
            const Kind kind = data(c).kind;
            const bool time = is_dated(kind) || meaning(c) == "timestamp";
            const bool somebody = is_any(meaning(c), {"person_name", "email", "username"});
            if (!number || time || somebody || data(c).missing > 0 || !unique(c)) { continue; }
            if (!named(names_[c]).empty()) { return c; }
        }
        return std::nullopt;
    }

    /// @param not_this the number of a case is nobody's
    std::optional<std::size_t> unique_person(std::optional<std::size_t> not_this) const {
        for (std::size_t c = 0; c < columns_; ++c) {
            const bool key = has(c, Role::identifier) && is_any(meaning(c), {"customer_id", "email", "username"});
            if (key && c != not_this && unique(c)) { return c; }
        }
        return std::nullopt;
    }

    std::uint64_t people_in(std::size_t c) const {
        if (meaning(c) != "email") { return data(c).distinct; }
        const Dictionary& spellings = context_.table.columns[c].dictionary;
        Dictionary people;
        for (std::uint32_t code = 0; code < spellings.size(); ++code) {
            if (!data(c).valid(code) || context_.table.columns[c].counts[code] == 0) { continue; }
            people.add(lower(trim(spellings[code])));
        }
        return people.size();
    }

    bool several_times(std::uint64_t people) const { return people * 20 < context_.table.rows() * 19; }

    std::string_view by_contact() const {
        using Source = ContactEvidence::Source;
        const Source source = contact_evidence(context_.table, context_.profile, context_.plan).source;
        if (source == Source::event) { return "event"; }
        const bool row_is_one = source != Source::none && source != Source::flag && source != Source::count;
        return row_is_one ? "contact" : std::string_view();
    }

    bool is_review() const {
        bool text = false;
        for (std::size_t c = 0; c < columns_; ++c) {
            text = text || meaning(c) == "comment" || name_speaks(names_[c], word_list("contact", "customers_texts")) ||
                   (data(c).kind == Kind::text && name_speaks(names_[c], word_list("contact", "messages")));
        }
        return text && named_so("ratings", "contact") > 0;
    }

    /// What people who come again and again have a row for.
    std::string_view of_somebody() const {
        if (const std::string_view kind = by_contact(); !kind.empty()) { return kind; }
        for (const std::string_view kind : {"review", "ticket", "order", "visit", "contact"}) {
            if (named_so(kind) > 0) { return kind; }
        }
        const bool timed = context_.first_with(Role::timestamp).has_value();
        return timed || has_meaning({"event"}) ? "event" : std::string_view();
    }

    /// Counted by age, sex or region, and nobody by name.
    bool is_breakdown() const {
        constexpr std::uint64_t most_groups = 40;
        bool divided = false;
        for (std::size_t c = 0; c < columns_; ++c) {
            const bool who = has(c, Role::protected_) || has(c, Role::quasi_identifier);
            if (has(c, Role::person) || (who && data(c).distinct > most_groups) ||
                is_any(meaning(c), {"customer_id", "email", "username", "person_name", "first_name", "last_name",
                                    "phone", "birth_date"})) {
                return false;
            }
            divided = divided || who;
        }
        return divided && (named_so("counts") > 0 || figures_of_ads() >= 2);
    }

    std::size_t figures_of_ads() const {
        return named_so("impressions", "bias") + named_so("clicks", "bias") + named_so("spend", "bias");
    }

    bool people_are_told_of() const {
        for (std::size_t c = 0; c < columns_; ++c) {
            if (tells_of_people(meaning(c))) { return true; }
        }
        return false;
    }

    /// A name that stands in every second row at most is not what a row is.
    bool names_repeat() const {
        for (std::size_t c = 0; c < columns_; ++c) {
            if (meaning(c) == "person_name" && 2 * data(c).distinct < context_.table.rows()) { return true; }
        }
        return false;
    }

    /// Where no column tells people apart.
    std::string_view of_nobody(std::string_view called) const {
        const bool timed = context_.first_with(Role::timestamp).has_value();
        if (called == "visit" && timed && has_meaning({"event"})) { return "event"; }
        const bool people = people_are_told_of();
        // An advertisement has a number also where each row is whom it was shown to.
        if (!called.empty() && (called != "ad" || !people)) { return called; }
        if (is_review()) { return "review"; }
        if (is_breakdown()) { return "group"; }
        if (const std::string_view kind = by_contact(); !kind.empty() && (people || figures_of_ads() < 2)) {
            return kind;
        }
        if (named_so("event") + (has_meaning({"event"}) ? 1 : 0) > 0 && timed) { return "event"; }
        if (people) { return timed && names_repeat() ? "event" : "unnamed"; }
        for (const std::string_view kind : {"ticket", "contact", "order", "visit"}) {
            if (figures_of_ads() == 0 && named_so(kind) >= (timed ? 1 : 2)) { return kind; }
        }
        if (figures_of_ads() + named_so("counts") >= 2) { return named_so("post") > 0 ? "post" : "ad"; }
        for (std::size_t c = 0; c < columns_; ++c) {
            if (has(c, Role::product) && 5 * data(c).distinct >= 4 * context_.table.rows()) { return "product"; }
        }
        const bool happened = context_.first_with(Role::treatment) || context_.first_with(Role::outcome);
        return happened ? "open" : "thing";
    }

    const AuditContext& context_;
    std::size_t columns_;
    std::vector<std::string> names_;  ///< plain
};

}  // namespace

RowReading what_a_row_is(const AuditContext& context) { return Row(context).read(); }

}  // namespace klarsicht
