#include "remedy/share/options.h"

#include <algorithm>
#include <cmath>

#include "audit/quasi.h"
#include "audit/telling.h"
#include "remedy/coarse.h"
#include "table/trim.h"

namespace klarsicht::remedy {

namespace {

using Values = std::vector<double>;

RemedyStep step_of(std::string_view kind, const std::string& column, std::vector<RemedyField> fields = {}) {
    RemedyStep step{std::string(kind), {{"column", column}}};
    for (RemedyField& field : fields) { step.fields.push_back(std::move(field)); }
    return step;
}

ShareOption option(std::string_view kind, std::optional<RemedyStep> step, std::string_view how = {}) {
    std::string id(kind);
    if (!how.empty()) { id += ":" + std::string(how); }
    return {std::move(id), std::move(step), Message("task.share.do." + std::string(kind))};
}

/// Widths that nest: each is a multiple of the one before.
Values widths_of(const CurrentColumn& column, std::string_view meaning) {
    if (meaning == "age" || meaning == "birth_year" || meaning == "child_age") { return {5, 10, 20}; }
    double low = INFINITY, high = -INFINITY;
    for (const double value : column.values) {
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    constexpr double most_bands = 100;
    double width = 1e-6;
    while (width < high / most_bands - low / most_bands) { width *= 10; }
    return {width, width * 5, width * 10, width * 50};
}

std::size_t longest(const CurrentColumn& column) {
    std::size_t most = 0;
    for (std::size_t code = 0; code < column.spellings.size(); ++code) {
        if (column.missing[code] == 0) { most = std::max(most, trim(column.spellings[code]).size()); }
    }
    return most;
}

/// Adds coarser forms, and leaves out those that change nothing or leave one value.
class Forms {
public:
    Forms(const AuditContext& context, std::size_t column, ShareForms& forms)
        : context_(context), column_(column), current_(context, Remedied(), column), forms_(forms) {
        as_is_ = ids_of(context, current_, column);
        add(option("keep", std::nullopt), as_is_);
    }

    const CurrentColumn& current() const { return current_; }

    void add_dates() {
        constexpr std::array<std::string_view, 4> steps = {"month", "quarter", "year", "decade"};
        for (std::size_t i = 0; i < steps.size(); ++i) {
            std::string word(steps[i]);
            offer(option(word, step_of("coarsen_date", name(), {{"to", word}})),
                  coarse_dates(current_, static_cast<DateStep>(i)));
        }
    }
    void add_widths() {
        for (const double width : widths_of(current_, context_.meaning(column_))) {
            ShareOption one =
                option("width", step_of("generalise", name(), {{"width", width}, {"strict", true}}), cell_of(width));
            one.label.number("width", width);
            offer(std::move(one), bands_of(current_, width));
        }
    }
    void add_digits() {
        constexpr std::size_t most_digits = 4;
        const std::size_t length = longest(current_);
        for (std::size_t keep = std::min(most_digits, length - (length > 0 ? 1 : 0)); keep > 0; --keep) {
            ShareOption one = option("digits", step_of("shorten", name(), {{"keep", static_cast<double>(keep)}}),
                                     std::to_string(keep));
            one.label.count("digits", keep);
            offer(std::move(one), shortened(current_, keep));
        }
    }
    void add_merged(double k, const std::string& word) {
        const std::vector<std::uint64_t> holders = holders_of(context_, current_, as_is_);
        double least = k;
        constexpr double factor = 5;
        for (int i = 0; i < 5 && least < static_cast<double>(context_.table.rows()) / 2; ++i, least *= factor) {
            ShareOption one =
                option("rare", step_of("merge_rare", name(), {{"least", least}, {"as", word}}), cell_of(least));
            one.label.number("least", least).text("word", word);
            offer(std::move(one), merged_rare(current_, as_is_, holders, least, word));
        }
    }
    void add_left_out() {
        privacy::ValueIds nothing{std::vector<std::uint32_t>(current_.spellings.size(), 0), 1};
        add(option("leave_out", step_of("drop", name())), std::move(nothing));
    }

private:
    const std::string& name() const { return context_.name(column_); }

    void offer(ShareOption one, const std::vector<std::string>& spellings) {
        privacy::ValueIds ids = ids_of(spellings);
        if (ids.count <= 1 || ids.count >= forms_.ids.back().count) { return; }
        add(std::move(one), std::move(ids));
    }
    void add(ShareOption one, privacy::ValueIds ids) {
        const std::vector<std::uint32_t>& rows = context_.table.columns[column_].counts;
        forms_.losses.push_back(one.id == "leave_out" ? 1.0 : loss_of(as_is_, ids, rows));
        forms_.options.push_back(std::move(one));
        forms_.ids.push_back(std::move(ids));
    }

    const AuditContext& context_;
    std::size_t column_;
    CurrentColumn current_;
    privacy::ValueIds as_is_;
    ShareForms& forms_;
};

double entropy(const privacy::ValueIds& ids, const std::vector<std::uint32_t>& rows) {
    std::vector<double> counts(ids.count, 0);
    double all = 0;
    for (std::size_t code = 0; code < rows.size(); ++code) {
        counts[ids.of_code[code]] += rows[code];
        all += rows[code];
    }
    double sum = 0;
    for (const double count : counts) { sum += count > 0 ? count * std::log2(count) : 0; }
    return all > 0 ? std::log2(all) - sum / all : 0;
}

}  // namespace

bool is_free_text(const AuditContext& context, std::size_t column) {
    const Kind kind = context.interpretation(column).kind;
    return context.meaning(column) == "comment" ||
           (kind == Kind::text && context.personal(column) && !is_personal(context.meaning(column)));
}

double loss_of(const privacy::ValueIds& as_is, const privacy::ValueIds& coarse,
               const std::vector<std::uint32_t>& rows) {
    const double before = entropy(as_is, rows);
    return before > 0 ? std::clamp(1 - entropy(coarse, rows) / before, 0.0, 1.0) : 0;
}

ShareForms share_forms(const AuditContext& context, std::size_t column, double k, const std::string& word) {
    ShareForms forms;
    Forms add(context, column, forms);
    const Interpretation& data = context.interpretation(column);
    constexpr std::uint64_t most_as_words = 12;
    // Of what names somebody no form is left that helps: it is replaced or left out.
    if (privacy::telling_of(context, column) != privacy::Telling::nobody ||
        context.plan.has_role(context.name(column), Role::identifier)) {
        add.add_left_out();
        return forms;
    }
    const bool words = data.kind == Kind::category || data.kind == Kind::boolean || data.kind == Kind::text ||
                       (is_numeric(data.kind) && data.distinct <= most_as_words);
    if (is_dated(data.kind)) {
        add.add_dates();
    } else if (context.meaning(column) == "postal_code") {
        add.add_digits();
    } else if (words && !is_free_text(context, column)) {
        add.add_merged(k, word);
    } else if (is_numeric(data.kind)) {
        add.add_widths();
    }
    add.add_left_out();
    return forms;
}

std::vector<ShareOption> share_replacements(const AuditContext& context, std::size_t column) {
    const std::string& name = context.name(column);
    const std::string_view meaning = context.meaning(column);
    std::vector<ShareOption> options;
    if (is_free_text(context, column)) {
        options.push_back(option("mask_text", step_of("mask_text", name)));
        return options;
    }
    const bool names_people = privacy::telling_of(context, column) != privacy::Telling::nobody ||
                              context.plan.has_role(name, Role::identifier) ||
                              context.plan.has_role(name, Role::person);
    if (names_people) {
        options.push_back(option("number", step_of("pseudonymise", name, {{"method", std::string("number")}})));
        options.push_back(option("pseudonym", step_of("pseudonymise", name, {{"method", std::string("hmac")}})));
        options.back().needs_key = true;
    }
    if (meaning == "email") {
        options.push_back(
            option("email_letter", step_of("partial_email", name, {{"keep", std::string("first_letter")}})));
        options.push_back(option("email_domain", step_of("partial_email", name, {{"keep", std::string("domain")}})));
    }
    options.push_back(option("mask", step_of("mask", name)));
    return options;
}

std::optional<privacy::ValueIds> ids_with(const CurrentColumn& column, const privacy::ValueIds& as_is,
                                          std::string_view option) {
    if (option == "mask_text") { return std::nullopt; }
    if (option == "pseudonym" || option == "number") { return as_is; }
    std::vector<std::string> spellings;
    spellings.reserve(column.spellings.size());
    for (std::size_t code = 0; code < column.spellings.size(); ++code) {
        const std::string_view text = trim(column.spellings[code]);
        std::string cell;
        if (column.missing[code] == 0) {
            cell = option == "mask" ? std::string(mask_stars) : masked_email(text, option == "email_letter");
        }
        spellings.push_back(std::move(cell));
    }
    return ids_of(spellings);
}

std::string suggested_option(const AuditContext& context, std::size_t column, bool needed) {
    const std::string& name = context.name(column);
    const auto has = [&](Role role) { return context.plan.has_role(name, role); };
    const Interpretation& data = context.interpretation(column);
    if (is_free_text(context, column)) { return needed ? "mask_text" : "leave_out"; }
    if (has(Role::person) && privacy::repeated_people(context)) { return "number"; }
    if (needed || has(Role::consent) || has(Role::opt_out)) { return "keep"; }
    const bool identifies = privacy::telling_of(context, column) != privacy::Telling::nobody ||
                            privacy::is_of_staff(context, column) || has(Role::identifier) || has(Role::person);
    const bool special = class_of(context.meaning(column)) == PersonalClass::special;
    if (identifies || special || data.kind == Kind::empty) { return "leave_out"; }
    return is_dated(data.kind) && has(Role::timestamp) ? "month" : "keep";
}

}  // namespace klarsicht::remedy
