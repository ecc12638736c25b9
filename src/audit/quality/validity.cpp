#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>

#include "audit/placeholders.h"
#include "audit/quality/checks.h"
#include "audit/quality/forms.h"
#include "audit/quality/rows.h"
#include "audit/quality/spellings.h"
#include "table/trim.h"

namespace klarsicht::quality {

namespace {

constexpr std::string_view invalid_share = "quality.validity.invalid_share";
constexpr std::string_view negative_share = "quality.validity.negative_share";
constexpr std::string_view oldest_years = "quality.validity.oldest_years";
constexpr std::string_view fail_share = "quality.validity.fail_share";
constexpr std::array limits = {invalid_share, negative_share, oldest_years, fail_share};
/// So many columns unreadable in the same rows are slipped rows, not faults of the columns.
constexpr std::ptrdiff_t fewest_joined = 3;

/// Cells of a column that cannot be right, and in which way.
struct Invalid {
    std::size_t column;
    std::string_view why;  ///< variant of the texts
    CodeFlags flags;
    std::uint64_t rows = 0;
};

/// Something before one @ and a dot in what follows it, no blanks: far less than an address needs, but nothing without
/// it is one.
bool could_be_email(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || at == 0 || text.find('@', at + 1) != std::string_view::npos ||
        text.find(' ') != std::string_view::npos) {
        return false;
    }
    const std::size_t dot = text.rfind('.');
    return dot != std::string_view::npos && dot > at + 1 && dot + 1 < text.size();
}

class Looker {
public:
    Looker(const AuditContext& context, std::size_t column)
        : context_(context),
          column_(context.table.columns[column]),
          data_(context.interpretation(column)),
          profile_(context.profile.columns[column]),
          placeholders_(find_placeholders(context, column)),
          index_(column) {}

    std::vector<Invalid> look() {
        add("unreadable", [&](std::uint32_t code) { return data_.states[code] == CellState::invalid; });
        const std::string_view meaning = context_.meaning(index_);
        if (meaning == "email") {
            add("email", [&](std::uint32_t code) {
                return data_.valid(code) && !could_be_email(trim(column_.dictionary[code]));
            });
        }
        for (const FormFault& fault : form_faults(context_, index_)) {
            // What its column's kind cannot read is told once.
            add(fault.why,
                [&](std::uint32_t code) { return fault.flags[code] != 0 && data_.states[code] != CellState::invalid; });
        }
        if (is_dated(data_.kind)) {
            if (meaning == "birth_date") { birth_date(); }
        }
        if (is_numeric(data_.kind)) { numbers(meaning); }
        return std::move(found_);
    }

private:
    template <class F>
    void add(std::string_view why, const F& wrong) {
        Invalid invalid{.column = index_, .why = why, .flags = {}};
        for (std::uint32_t code = 0; code < column_.counts.size(); ++code) {
            // A placeholder is no typo: the check of completeness counts it.
            if (!wrong(code) || (!placeholders_.flags.empty() && placeholders_.flags[code] != 0)) { continue; }
            if (invalid.flags.empty()) { invalid.flags.resize(column_.counts.size()); }
            invalid.flags[code] = 1;
            invalid.rows += column_.counts[code];
        }
        if (invalid.rows > 0) { found_.push_back(std::move(invalid)); }
    }

    void add_outside(std::string_view why, double low, double high) {
        if (!profile_.min || (*profile_.min >= low && *profile_.max <= high)) { return; }
        add(why, [&](std::uint32_t code) {
            return data_.valid(code) && (data_.values[code] < low || data_.values[code] > high);
        });
    }

    void birth_date() {
        const double unit = data_.kind == Kind::datetime ? 86400 : 1;
        const double oldest = context_.as_of - context_.limit(oldest_years) * 365.25;
        add_outside("birth_date", oldest * unit, (context_.as_of + 1) * unit);
    }

    void numbers(std::string_view meaning) {
        const double infinity = std::numeric_limits<double>::infinity();
        const double years = context_.limit(oldest_years);
        if (meaning == "age") { return add_outside("age", 0, years); }
        if (meaning == "birth_year") {
            const double year = 1970 + std::floor(context_.as_of / 365.2425);
            return add_outside("birth_year", year - years, year);
        }
        if (!profile_.quantiles[0] || !profile_.min) { return; }
        if (context_.plan.has_role(context_.name(index_), Role::score) && *profile_.quantiles[0] >= 0 &&
            *profile_.quantiles[4] <= 1 && data_.distinct > 2) {
            return add_outside("score", 0, 1);
        }
        if (*profile_.min >= 0) { return; }
        // Amounts are either of both signs or of one: a few negative ones among positive ones are odd.
        std::uint64_t negative = 0;
        for (std::uint32_t code = 0; code < column_.counts.size(); ++code) {
            if (data_.valid(code) && data_.values[code] < 0 &&
                (placeholders_.flags.empty() || placeholders_.flags[code] == 0)) {
                negative += column_.counts[code];
            }
        }
        const std::uint64_t filled = filled_rows(context_, index_);
        if (filled >= 100 && share_of(negative, filled) <= context_.limit(negative_share)) {
            add_outside("negative", 0, infinity);
        }
    }

    const AuditContext& context_;
    const Column& column_;
    const Interpretation& data_;
    const ColumnProfile& profile_;
    Placeholders placeholders_;
    std::size_t index_;
    std::vector<Invalid> found_;
};

class Validity final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "quality.validity",
                                     .area = Area::quality,
                                     .needs = {},
                                     .any = false,
                                     .limits = limits,
                                     .answers = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        std::vector<Outcome> outcomes;
        std::uint64_t columns = 0;
        std::vector<std::string> with_rule;
        for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
            if (ignored(context, c)) { continue; }
            ++columns;
            if (has_form(context.meaning(c))) { with_rule.push_back(context.name(c)); }
            for (const Invalid& invalid : Looker(context, c).look()) {
                Outcome outcome = found(context, invalid);
                if (!cut_off(context, outcome)) { outcomes.push_back(std::move(outcome)); }
            }
            if (context.interpretation(c).ambiguous) { outcomes.push_back(ambiguous(context, c)); }
        }
        join_same_rows(outcomes);
        const std::vector<Variant> variants = spelling_variants(context);
        for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
            spellings(context, c, variants, true, outcomes);
            spellings(context, c, variants, false, outcomes);
        }
        if (outcomes.empty()) {
            OutcomeBuilder none(info(), Status::pass, Severity::none);
            none.values.count("columns", columns).count("checked", with_rule.size()).text("names", listed(with_rule));
            none.title("none").summary(with_rule.empty() ? "none_kinds" : "none");
            outcomes.push_back(none.make());
            outcomes.back().metrics.count("invalid_rows", 0);
        }
        sort_by_severity(outcomes);
        return outcomes;
    }

private:
    /// Unreadable only where rows end too early: quality.structure tells of those rows.
    static bool cut_off(const AuditContext& context, const Outcome& outcome) {
        const auto& issues = context.table.source.issues;
        const auto rows = std::ranges::find(issues, StructureIssue::Kind::short_row, &StructureIssue::kind);
        return rows != issues.end() && outcome.metrics.text_of("kind") == "unreadable" &&
               outcome.rows.count <= RowSet::most_first &&
               std::ranges::all_of(outcome.rows.first(), [&](std::uint64_t row) {
                   return std::ranges::find(rows->first_rows, context.table.file_row(row)) != rows->first_rows.end();
               });
    }

    /// The same rows unreadable in three columns and more: one finding about the rows, not many about columns.
    void join_same_rows(std::vector<Outcome>& outcomes) const {
        const auto unreadable = [](const Outcome& outcome) { return outcome.metrics.text_of("kind") == "unreadable"; };
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            if (!unreadable(outcomes[i])) { continue; }
            const RowSet rows = outcomes[i].rows;
            const auto same = [&](const Outcome& other) {
                return unreadable(other) && other.rows.count == rows.count && other.rows.all == rows.all;
            };
            if (std::ranges::count_if(outcomes, same) < fewest_joined) { continue; }
            std::vector<Outcome> parts;
            std::vector<Outcome> rest;
            std::size_t place = 0;
            for (std::size_t k = 0; k < outcomes.size(); ++k) {
                if (k == i) { place = rest.size(); }
                (same(outcomes[k]) ? parts : rest).push_back(std::move(outcomes[k]));
            }
            rest.insert(rest.begin() + static_cast<std::ptrdiff_t>(place), joined(parts));
            outcomes = std::move(rest);
            i = place;
        }
    }

    Outcome joined(const std::vector<Outcome>& parts) const {
        const Outcome& first = parts.front();
        std::vector<std::string> names;
        for (const Outcome& part : parts) { names.push_back(part.subject[0]); }
        OutcomeBuilder finding(info(), first.status, std::max(first.severity, Severity::medium), names);
        finding.values.count("rows", first.rows.count).count("columns", names.size()).text("names", listed(names));
        Outcome outcome = finding.say("rows").headline("rows").headline_note("rows").make();
        outcome.metrics = first.metrics;
        outcome.metrics.word("kind", "rows");
        outcome.metrics.count("columns", names.size());
        outcome.rows = first.rows;
        for (const Outcome& part : parts) { outcome.cells.append(part.cells); }
        return outcome;
    }

    Outcome found(const AuditContext& context, const Invalid& invalid) const {
        const Column& column = context.table.columns[invalid.column];
        const std::uint64_t filled = filled_rows(context, invalid.column);
        const double share = share_of(invalid.rows, filled);
        const bool many = share > context.limit(invalid_share);
        const bool very_many = share > context.limit(fail_share);
        const std::string kind(name_of(context.interpretation(invalid.column).kind));
        OutcomeBuilder finding(info(), very_many ? Status::fail : Status::warn,
                               very_many ? Severity::high
                               : many    ? Severity::medium
                                         : Severity::low,
                               {column.name});
        finding.values.text("column", column.name)
            .count("rows", invalid.rows)
            .count("of", filled)
            .number("share", share)
            .number("years", context.limit(oldest_years))
            .term("kind", "kind." + kind);
        const std::string_view meaning = context.meaning(invalid.column);
        if (!meaning.empty()) { finding.values.term("meaning", "meaning." + std::string(meaning)); }
        Outcome outcome = finding.say(invalid.why).headline().headline_note().make();
        outcome.metrics.word("kind", invalid.why);
        outcome.metrics.count("invalid_rows", invalid.rows);
        outcome.metrics.count("filled_rows", filled);
        outcome.metrics.share("share", share);
        outcome.rows = rows_with(column, invalid.flags);
        if (context.options.show_cells) { add_cells(column, invalid.column, invalid.flags, outcome); }
        return outcome;
    }

    /// The column's values that are written in several ways: for certain, or probably.
    void spellings(const AuditContext& context, std::size_t c, const std::vector<Variant>& variants, bool certain,
                   std::vector<Outcome>& outcomes) const {
        constexpr std::size_t most_examples = 3;
        const Column& column = context.table.columns[c];
        CodeFlags flags(column.counts.size());
        std::vector<std::string> subject = {column.name};
        std::vector<std::string> examples;
        std::size_t values = 0;
        for (const Variant& variant : variants) {
            if (variant.column != c || (variant.how == "letters") != certain || flags[variant.code] != 0) { continue; }
            flags[variant.code] = 1;
            ++values;
            const std::string& other = context.name(variant.other_column);
            if (std::ranges::find(subject, other) == subject.end()) { subject.push_back(other); }
            if (examples.size() == most_examples || !context.shows_values(c)) { continue; }
            const std::string written = context.shown(c, variant.code);
            const std::string meant = context.shown(variant.other_column, variant.other);
            if (written == "•••" || meant == "•••") { continue; }  // an example of nothing
            examples.push_back(visibly(written) + " / " + visibly(meant));
        }
        if (values == 0) { return; }
        const RowSet rows = rows_with(column, flags);
        const std::uint64_t filled = filled_rows(context, c);
        const double share = share_of(rows.count, filled);
        const bool many = certain && share > context.limit(invalid_share);
        OutcomeBuilder finding(info(), Status::warn, many ? Severity::medium : Severity::low, subject);
        finding.values.text("column", column.name)
            .count("values", values)
            .count("rows", rows.count)
            .count("of", filled)
            .number("share", share)
            .text("examples", listed(examples));
        finding.title(certain ? "spelling" : "spelling_likely");
        finding.summary(certain            ? examples.empty() ? "spelling_hidden" : "spelling"
                        : examples.empty() ? "spelling_likely_hidden"
                                           : "spelling_likely");
        Outcome outcome = finding.headline().headline_note().remedy("spelling").make();
        outcome.metrics.word("kind", certain ? "spelling" : "spelling_likely");
        outcome.metrics.count("rows", rows.count);
        outcome.metrics.count("values", values);
        outcome.metrics.share("share", share);
        outcome.rows = rows;
        if (context.options.show_cells) { add_cells(column, c, flags, outcome); }
        outcomes.push_back(std::move(outcome));
    }

    /// Blanks around a value are what one has to see.
    static std::string visibly(std::string text) {
        constexpr std::string_view blank = "␣";
        if (text.ends_with(' ')) { text.replace(text.size() - 1, 1, blank); }
        if (text.starts_with(' ')) { text.replace(0, 1, blank); }
        return text;
    }

    static void add_cells(const Column& column, std::size_t c, const CodeFlags& flags, Outcome& outcome) {
        const std::uint32_t reason = outcome.cells.reason(Message(outcome.title.key).text("column", column.name));
        for (std::size_t row = 0; row < column.codes.size(); ++row) {
            if (flags[column.codes[row]] != 0) { outcome.cells.add(row, c, reason); }
        }
    }

    Outcome ambiguous(const AuditContext& context, std::size_t c) const {
        const Interpretation& data = context.interpretation(c);
        const bool dates = data.date_style != DateStyle::none;
        OutcomeBuilder finding(info(), Status::info, Severity::low, {context.name(c)});
        finding.values.text("column", context.name(c));
        finding.say(dates ? "ambiguous_dates" : "ambiguous_numbers");
        Outcome outcome = finding.remedy("ambiguous").make();
        outcome.metrics.word("kind", "ambiguous");
        outcome.metrics.text("read_as", dates ? name_of(data.date_style) : name_of(data.number_style));
        return outcome;
    }
};

}  // namespace

const Check& validity() {
    static const Validity check;
    return check;
}

}  // namespace klarsicht::quality
